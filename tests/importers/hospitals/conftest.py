"""The real files of the SAE and of GISCO, and ways to write spoilt ones."""

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

ID, EMERGENCIES = "sae_2023_ID_2023r.csv.gz", "sae_2023_URGENCES_2023r.csv.gz"
GISCO = "gisco_healthcare_FR_2020.csv.gz"


def real(name: str) -> Path:
    """A real file, kept beside the project; without it the test is skipped, or fails where CI is
    set."""
    path = settings.BASE_DIR.parent / "shared" / "data" / "hospitals" / name
    if not path.exists():
        message = f"le fichier réel {name} n'est pas à côté du projet"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return path


def lines_of(name: str) -> list[bytes]:
    """The lines of a real file, ends kept."""
    return gzip.decompress(real(name).read_bytes()).splitlines(keepends=True)


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """Write a file and give its path."""

    def write(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write
