"""From a fresh clone to a served site, with nothing but Python's standard library.

`python3 -m first_run run` is what `make run` calls. Each module is one idea: console (what is
said), shell (commands), project (where things are), system (Debian packages), environment
(Python packages), postgres, home and cluster (the private database server), database (any
server), frontend (npm packages), server (granian), quality (lint, locks), steps (the recipes).
"""
