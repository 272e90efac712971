"""Development settings, on the throw-away database, with the reference views beside the site's.

One server and one middleware serve both sides of every comparison over HTTP.
"""

import os

from geo_directory.settings.dev import *  # noqa: F403
from geo_directory.settings.dev import DATABASES, STATIC_ROOT  # type: ignore[attr-defined]

DEBUG = False
DATABASES["default"]["NAME"] = os.environ["BENCH_DATABASE"]
ROOT_URLCONF = "benchmarks.reference.urls"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # else every worker warns that it is missing
