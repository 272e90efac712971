"""Settings of the tests, on the database that an import is killed on."""

import os

from geo_directory.settings.test import *  # noqa: F403
from geo_directory.settings.test import DATABASES  # type: ignore[attr-defined]

DATABASES["default"]["NAME"] = os.environ["KILLED_DATABASE"]
