"""For pytest: real PostGIS, fast passwords, files served without a manifest."""

from geo_directory.settings.base import *  # noqa: F403
from geo_directory.settings.base import DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"  # made anew each time
ALLOWED_HOSTS = ["*"]
