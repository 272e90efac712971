"""On one's own machine: `make run` (served by granian) or `manage.py runserver`."""

from geo_directory.settings.base import *  # noqa: F403
from geo_directory.settings.base import env

DEBUG = env.bool("DEBUG", default=False)
