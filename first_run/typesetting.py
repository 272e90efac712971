"""The system libraries and the letters that the PDF of the sheet is set with."""

from ctypes import CDLL
from pathlib import Path

PACKAGES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
"""Debian's package of each library, as the dynamic linker names it."""

FONTS = Path("/usr/share/fonts")
FONT = "DejaVuSans.ttf"
PACKAGE_OF_FONT = "fonts-dejavu-core"


def missing_packages() -> list[str]:
    """What to install so that a PDF can be made here."""
    wanted = [package for library, package in PACKAGES.items() if not _loads(library)]
    if next(FONTS.rglob(FONT), None) is None:
        wanted.append(PACKAGE_OF_FONT)
    return wanted


def _loads(library: str) -> bool:
    try:
        CDLL(library)
    except OSError:
        return False
    return True
