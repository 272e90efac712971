"""/tiles/: vector tiles of every app's layers, made by PostGIS, and their TileJSON."""

from functools import lru_cache

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

import structures.tiles
import territories.tiles
from foundations.http import Content, publish, publish_json, query_values
from foundations.problems import Problem
from foundations.version import current_version
from geo_directory.api import NOT_FOUND, problem_response

LAYERS = {layer.name: layer for layer in (*territories.tiles.LAYERS, *structures.tiles.LAYERS)}
MVT = "application/vnd.mapbox-vector-tile"
MAX_AGE = {"communes": 86_400, "departments": 86_400}  # s; outlines change once a year
OTHERWISE = 60  # s; an edited structure is soon seen
LOW = 6
LOW_TILES = 24  # the country over all layers up to zoom 6, at about a megabyte a tile


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
    content = low_tile(current_version(), layer, z, x, y) if z <= LOW else drawn(layer, z, x, y)
    max_age = MAX_AGE.get(layer, OTHERWISE)
    if not content.body:
        return HttpResponse(status=204, headers={"Cache-Control": f"public, max-age={max_age}"})
    return publish(request, content, MVT, max_age=max_age)


@lru_cache(maxsize=LOW_TILES)
def low_tile(version: int, layer: str, z: int, x: int, y: int) -> Content:
    """A tile that everybody asks for and that costs most, kept while the directory stands."""
    return drawn(layer, z, x, y)


def drawn(layer: str, z: int, x: int, y: int) -> Content:
    with connection.cursor() as cursor:
        cursor.execute(LAYERS[layer].sql_at(z), {"z": z, "x": x, "y": y})
        return Content(bytes(cursor.fetchone()[0]))


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
