"""Rules of the house that import-linter cannot see."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SPEAKS_IN_VERBS = (
    "structures",
    "resources",
    "routing",
    "contributions",
    "directory",
    "upkeep",
    "geo_directory",
)
MEASURES = {
    "django.contrib.gis.measure": {"D", "Distance"},
    "django.contrib.gis.geos": {"Point"},
    "django.contrib.gis.db.models.functions": {"Distance", "GeometryDistance"},
}


def modules() -> list[Path]:
    return sorted(file for app in SPEAKS_IN_VERBS for file in (ROOT / app).rglob("*.py"))


@pytest.mark.parametrize("file", modules(), ids=lambda file: str(file.relative_to(ROOT)))
def test_geography_is_spoken_in_verbs(file):
    """Only the foundations measure and make points; all others use the five QuerySet verbs."""
    if "migrations" in file.parts:
        return
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom):
            imported = {alias.name for alias in node.names}
            assert not imported & MEASURES.get(node.module or "", set())
        if isinstance(node, ast.Import):
            assert not {alias.name for alias in node.names} & MEASURES.keys()
