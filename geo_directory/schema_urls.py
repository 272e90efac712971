"""The API's own description: its schema, a page to try it, and what any other address gets."""

from django.urls import path, re_path

from geo_directory import api, schema

urlpatterns = [
    path("schema/", schema.SchemaView.as_view(), name="api-schema"),
    path("docs/", schema.docs, name="api-docs"),
    re_path(r"", api.no_such_door),
]
