"""A classification: who stands above whom. One of them is 15 MB, its nodes nested 12 deep."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from xml.etree.ElementTree import Element

from importers.orphanet.facts import Classification, Fact, LeftOut, Link, Placed
from importers.orphanet.limits import MAX_DEPTH
from importers.orphanet.place import Place
from importers.orphanet.words import code_of
from importers.orphanet.xml_nomenclature import type_of
from importers.orphanet.xml_stream import announced_by, check_number, events, language_of, name_of
from importers.reading.wrong import Wrong


@dataclass
class Node:
    """An open node. `orpha` is None until its entity is read, and at a top that has none."""

    orpha: int | None = None


class Tree:
    """The classification that is being read: its open nodes, and what was already told of it."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.name = self.language = ""
        self.tops = 1
        self.nodes: list[Node] = []
        self.told = False
        self.placed: set[int] = set()
        self.links: set[tuple[int, int]] = set()

    def open_node(self) -> None:
        """Go down into a node. Raises Wrong beyond MAX_DEPTH."""
        if len(self.nodes) >= MAX_DEPTH:
            raise Wrong(f"plus de {MAX_DEPTH} niveaux dans la classification")
        self.nodes.append(Node())

    def introduced(self, head: int | None) -> Iterator[Fact]:
        """The classification itself, once, when its top is known."""
        if not self.told:
            self.told = True
            head = head if self.tops == 1 else None
            yield Classification(self.number, self.name, self.language, head)

    def entity(self, element: Element) -> Iterator[Fact]:
        """What the entity of the innermost node tells: each entity and each link only once."""
        if not self.nodes or self.nodes[-1].orpha is not None:
            raise Wrong("une entité hors d'un nœud, ou deux dans un seul")
        orpha = code_of(element.findtext("OrphaCode"))
        parent = self.nodes[-2].orpha if len(self.nodes) > 1 else None
        self.nodes[-1].orpha = orpha
        if len(self.nodes) == 1:
            yield from self.introduced(orpha)
        if orpha not in self.placed:
            self.placed.add(orpha)
            yield Placed(orpha, name_of(element), language_of(element), type_of(element))
        if parent is not None and (orpha, parent) not in self.links:
            self.links.add((orpha, parent))
            yield Link(orpha, parent, self.number)

    def children(self) -> Iterator[Fact]:
        """Called before the children of the innermost node; only a top may have no entity."""
        if not self.nodes or (self.nodes[-1].orpha is None and len(self.nodes) > 1):
            raise Wrong("un nœud de la classification n'a pas d'entité")
        if len(self.nodes) == 1:
            yield from self.introduced(self.nodes[-1].orpha)


def classification(
    stream: BinaryIO, place: Place, left_out: list[LeftOut], excerpt: bool = False
) -> Iterator[Fact]:
    """The classifications of a file, the entities met in them, and their links."""
    tree: Tree | None = None
    for event, element in events(stream, place):
        tag = element.tag
        if event == "start":
            if tag == "Classification":
                tree = Tree(_number(element))
            elif tree is not None:
                yield from _begin(tree, element)
            continue
        if tag.endswith("List"):
            what = _list(tag, tree)
            check_number(announced_by(element), len(element), what, "élément", excerpt)
        if tree is None:
            continue
        if tag == "Name" and not tree.nodes and not tree.name:
            tree.name, tree.language = (element.text or "").strip(), element.get("lang", "")
        elif tag == "Disorder":
            place.enter()
            place.current = code_of(element.findtext("OrphaCode"))
            yield from tree.entity(element)
            place.leave()
            element.clear()
        elif tag == "ClassificationNode":
            tree.nodes.pop()
            element.clear()
        elif tag == "Classification":
            tree = None
            element.clear()


def _begin(tree: Tree, element: Element) -> Iterator[Fact]:
    if element.tag == "ClassificationNodeRootList":
        tree.tops = announced_by(element) or 1
        if not tree.name or len(tree.language) != 2:
            raise Wrong(f"la classification {tree.number} n'a pas de nom ou de langue")
    elif element.tag == "ClassificationNode":
        tree.open_node()
    elif element.tag == "ClassificationNodeChildList":
        yield from tree.children()


def _number(element: Element) -> int:
    number = element.get("id", "")
    if not (number.isascii() and number.isdigit()):
        raise Wrong(f"le numéro de la classification, « {number} », est illisible")
    return int(number)


def _list(tag: str, tree: Tree | None) -> str:
    above = tree.nodes[-1].orpha if tree and tree.nodes else None
    return f"la liste sous ORPHA:{above}" if above else f"la liste {tag}"
