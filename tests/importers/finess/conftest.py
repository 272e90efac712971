"""Small registers, loaded, whose every line a test chooses."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from importers.finess.loading import load_finess
from importers.loading import Loading
from importers.report import Quiet
from tests.importers.finess import register
from tests.importers.finess.register import Made

FILE = "etalab-cs1100507-stock-20240520.csv"
CAMSP = ("190", "Centre Action Médico-Sociale Précoce (C.A.M.S.P.)")
HOSPITAL = ("355", "Centre Hospitalier (C.H.)")


@pytest.fixture
def loaded(tmp_path: Path) -> Callable[..., Loading]:
    """Load a register of these establishments, or of these lines."""

    def load(sites: Sequence[Made] = (), lines: Sequence[str] = (), **options) -> Loading:
        text = lines or list(register.lines(sites))
        path = register.write(tmp_path / FILE, text, options.pop("encoding", "utf-8"))
        return load_finess(path, Quiet(), **options)

    return load


def site(
    finess: str, insee: str, name: str, category: tuple[str, str] = CAMSP, **values: str
) -> Made:
    """An establishment at the town hall of a commune."""
    town = register.town(insee)
    return Made(finess, *category, name, town, town.lon, town.lat, **values)
