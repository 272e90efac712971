import os

from django.core.wsgi import get_wsgi_application

from geo_directory.encodings import OnlyUtf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geo_directory.settings.dev")
os.environ.setdefault("STATEMENT_TIMEOUT", "10s")
application = OnlyUtf8(get_wsgi_application())
