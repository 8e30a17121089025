#!/usr/bin/env bash
# PyYAML 6.0.4 (its wheels have a newer libyaml than those of 6.0.3): CSafeLoader refuses lists that
# stand in one another more than 1 000 times, which is valid YAML and which SafeLoader of the same release
# reads. The scanner is so far ahead of the parser that the caller has seen one event by then, so
# code that counts the depth of events, to give an error of its own, is never asked.
# Here: reading/front_matter.py asks PyYAML's own parser where libyaml has given up.
. "$(dirname "$0")/common.sh"
cat > "$work/deep.py" <<'PY'
import yaml
text = "[" * 1001 + "]" * 1001
events = 0
try:
    for _ in yaml.parse(text, Loader=yaml.CSafeLoader):
        events += 1
    print(yaml.__version__, "CSafeLoader:", events, "events")
except yaml.scanner.ScannerError as error:
    print(yaml.__version__, "CSafeLoader:", events, "event, then", error.problem)
print(yaml.__version__, "SafeLoader:", sum(1 for _ in yaml.parse(text, Loader=yaml.SafeLoader)), "events")
PY
{
  for version in 6.0.3 6.0.4; do install "PyYAML==$version"; "$python" "$work/deep.py"; done
} | expect "6.0.3 CSafeLoader: 2006 events
6.0.3 SafeLoader: 2006 events
6.0.4 CSafeLoader: 1 event, then exceeded maximum nesting depth
6.0.4 SafeLoader: 2006 events"
