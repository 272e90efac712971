"""How tests read an SVG."""

from xml.etree import ElementTree

from observatory.drawings.drawing import Drawing

SVG = "{http://www.w3.org/2000/svg}"


def read(svg: Drawing | str) -> ElementTree.Element:
    """Raises ParseError when it is no well-formed XML."""
    return ElementTree.fromstring(str(svg))


def areas(svg: Drawing | str) -> list[ElementTree.Element]:
    """The paths of a map, in order."""
    [group] = [g for g in read(svg).iter(f"{SVG}g") if g.get("class") == "drawing__areas"]
    return list(group.iter(f"{SVG}path"))


def words(element: ElementTree.Element) -> str:
    """What its own title says."""
    return element.findtext(f"{SVG}title") or ""
