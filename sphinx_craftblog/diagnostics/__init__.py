"""Mistakes in sources and settings, and the one place that words them.

Every message says what was found, why it will not do, and the nearest right
thing. The functions are named after the mistake, and stand together by what was
looked at when it was found: each is declared with its facts, from which the
reference page is made. ``sphinx_craftblog.diagnostics.reporting`` hands mistakes to Sphinx.
"""

from sphinx_craftblog.diagnostics.catalog import MESSAGES as MESSAGES
from sphinx_craftblog.diagnostics.catalog import Diagnostic as Diagnostic
from sphinx_craftblog.diagnostics.catalog import DiagnosticMessage as DiagnosticMessage
from sphinx_craftblog.diagnostics.catalog import Message as Message
from sphinx_craftblog.diagnostics.catalog import subtypes as subtypes
from sphinx_craftblog.diagnostics.words import did_you_mean as did_you_mean
from sphinx_craftblog.diagnostics.words import nearest as nearest
from sphinx_craftblog.diagnostics.words import shown as shown

from sphinx_craftblog.diagnostics.yaml_hints import *  # isort: skip

# In the order of the reference page.
from sphinx_craftblog.diagnostics.posts import *  # isort: skip
from sphinx_craftblog.diagnostics.blog import *  # isort: skip
from sphinx_craftblog.diagnostics.directives import *  # isort: skip
from sphinx_craftblog.diagnostics.output import *  # isort: skip
from sphinx_craftblog.diagnostics.configuration import *  # isort: skip
from sphinx_craftblog.diagnostics.commands import *  # isort: skip
from sphinx_craftblog.diagnostics.checks import *  # isort: skip
