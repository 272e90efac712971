"""SVG as PNG, by resvg: its wheels need no system library."""

from functools import cache, lru_cache
from pathlib import Path

import resvg_py

WIDTH = 1600
KEPT = 16
"""Pictures, of some 500 kB each: resvg keeps the interpreter for itself while it draws one, which
takes some tenths of a second."""
FONTS = Path("/usr/share/fonts")
FAMILY = "DejaVu Sans"
FILES = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")


@lru_cache(maxsize=KEPT)
def as_png(svg: str, width: int = WIDTH) -> bytes:
    """The picture, `width` pixels wide, on white. Raises ValueError for what is no SVG."""
    fonts = _fonts()
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        background="#ffffff",
        font_files=fonts,
        font_family=FAMILY if fonts else None,
        sans_serif_family=FAMILY if fonts else None,
        skip_system_fonts=bool(fonts),
    )


@cache
def _fonts() -> list[str]:
    """The files of DejaVu Sans, which `make run` installs for the PDF; where they are missing, the
    letters are those of the system."""
    found = [next(FONTS.rglob(name), None) for name in FILES] if FONTS.is_dir() else []
    return [str(path) for path in found if path]
