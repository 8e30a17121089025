"""Mistakes in sources and settings, and the one place that words them.

Every message says what was found, why it will not do, and the nearest right
thing. The functions are named after the mistake, and stand together by what was
looked at when it was found: each is declared with its facts, from which the
reference page is made. ``sphinx_craftblog.report`` hands mistakes to Sphinx.
"""

from sphinx_craftblog.model.mistakes.catalog import MESSAGES as MESSAGES
from sphinx_craftblog.model.mistakes.catalog import Message as Message
from sphinx_craftblog.model.mistakes.catalog import Mistake as Mistake
from sphinx_craftblog.model.mistakes.catalog import Said as Said
from sphinx_craftblog.model.mistakes.catalog import subtypes as subtypes
from sphinx_craftblog.model.mistakes.words import did_you_mean as did_you_mean
from sphinx_craftblog.model.mistakes.words import nearest as nearest
from sphinx_craftblog.model.mistakes.words import shown as shown

from sphinx_craftblog.model.mistakes.yaml_hints import *  # isort: skip

# In the order of the reference page.
from sphinx_craftblog.model.mistakes.posts import *  # isort: skip
from sphinx_craftblog.model.mistakes.blog import *  # isort: skip
from sphinx_craftblog.model.mistakes.directives import *  # isort: skip
from sphinx_craftblog.model.mistakes.output import *  # isort: skip
from sphinx_craftblog.model.mistakes.configuration import *  # isort: skip
from sphinx_craftblog.model.mistakes.commands import *  # isort: skip
from sphinx_craftblog.model.mistakes.checks import *  # isort: skip
