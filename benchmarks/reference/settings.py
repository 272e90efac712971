"""Development settings, on the throw-away database, with the reference views beside the site's.

One server and one middleware serve both sides of every comparison over HTTP.
"""

import os

from geo_directory.settings.dev import *  # noqa: F403
from geo_directory.settings.dev import DATABASES  # type: ignore[attr-defined]

DEBUG = False
DATABASES["default"]["NAME"] = os.environ["BENCH_DATABASE"]
ROOT_URLCONF = "benchmarks.reference.urls"
