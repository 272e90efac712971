"""/tiles/: vector tiles of every app's layers, made by PostGIS, and their TileJSON."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

import structures.tiles
import territories.tiles
from foundations.http import publish, publish_json, query_values
from foundations.problems import Problem
from geo_directory.api import NOT_FOUND, problem_response

LAYERS = {layer.name: layer for layer in (*territories.tiles.LAYERS, *structures.tiles.LAYERS)}
MVT = "application/vnd.mapbox-vector-tile"
MAX_AGE = {"communes": 86_400, "departments": 86_400}  # s; outlines change once a year
OTHERWISE = 60  # s; an edited structure is soon seen


@require_safe
def tile(request: HttpRequest, layer: str, z: int, x: int, y: int) -> HttpResponse:
    """One tile. 404 outside the layer's zooms and the world, 204 where the layer has nothing."""
    try:
        query_values(request)
    except Problem as problem:
        return problem_response(problem)
    known = LAYERS.get(layer)
    if known is None or not known.min_zoom <= z <= known.max_zoom or max(x, y) >= 2**z:
        return problem_response(NOT_FOUND)
    with connection.cursor() as cursor:
        cursor.execute(known.sql_at(z), {"z": z, "x": x, "y": y})
        body = bytes(cursor.fetchone()[0])
    max_age = MAX_AGE.get(layer, OTHERWISE)
    if not body:
        return HttpResponse(status=204, headers={"Cache-Control": f"public, max-age={max_age}"})
    return publish(request, body, MVT, max_age=max_age)


@require_safe
def tilejson(request: HttpRequest, layer: str) -> HttpResponse:
    """TileJSON 3.0.0 of one layer."""
    try:
        query_values(request)
    except Problem as problem:
        return problem_response(problem)
    known = LAYERS.get(layer)
    if known is None:
        return problem_response(NOT_FOUND)
    zooms = {"minzoom": known.min_zoom, "maxzoom": known.max_zoom}
    address = request.build_absolute_uri(f"/tiles/{layer}/{{z}}/{{x}}/{{y}}.mvt")
    content = {
        "tilejson": "3.0.0",
        "name": layer,
        "scheme": "xyz",
        "tiles": [address.replace("%7B", "{").replace("%7D", "}")],
        **zooms,
        "vector_layers": [{"id": layer, "fields": known.fields, **zooms}],
    }
    return publish_json(request, content, max_age=3_600)
