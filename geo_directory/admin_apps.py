"""Puts our own site in the place of Django's admin: named in INSTALLED_APPS, read at start."""

from django.contrib.admin.apps import AdminConfig


class GestionConfig(AdminConfig):
    default_site = "geo_directory.admin_site.GestionSite"
