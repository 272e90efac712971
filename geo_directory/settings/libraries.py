"""Finds the GDAL and GEOS libraries that the pyogrio and shapely wheels carry."""

from importlib.util import find_spec
from pathlib import Path


def bundled_library(package: str, prefix: str) -> str | None:
    """The path of a wheel's own copy of a shared library.

    None when the package was built against the system's libraries (a distribution package, a
    source build): Django then looks for the system's own.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    copies = [folder.parent / f"{package}.libs", folder / ".dylibs"]
    found = sorted(file for copy in copies for file in copy.glob(f"{prefix}*"))
    return str(found[0]) if found else None
