"""Files of Orphanet on the shipped data alone: one without the others, or one that is wrong."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from diseases.models import Ancestry, Classification, Disease, DiseaseName
from diseases.search import search
from importers.orphanet.loading import load
from importers.report import BrokenFile, Quiet
from tests.importers.orphanet.conftest import EPIDEMIOLOGY_CSV, LINEARISATION_CSV, real

pytestmark = pytest.mark.django_db

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<JDBOR date="2024-07-01 08:00:00" version="1.3" copyright="Orphanet (c) 2024">"""


@dataclass
class Node:
    """A place in a classification, written as Orphanet writes it."""

    orpha: int
    children: list["Node"] = field(default_factory=list)
    name: str = ""

    def xml(self) -> str:
        below = "".join(child.xml() for child in self.children)
        return (
            f'<ClassificationNode><Disorder id="{self.orpha}"><OrphaCode>{self.orpha}</OrphaCode>'
            f'<Name lang="de">{self.name or f"Krankheit {self.orpha}"}</Name>'
            '<DisorderType id="36561"><Name lang="de">Kategorie</Name></DisorderType></Disorder>'
            f'<ClassificationNodeChildList count="{len(self.children)}">{below}'
            "</ClassificationNodeChildList></ClassificationNode>"
        )


def classification(path: Path, number: int, root: Node) -> Path:
    path.write_text(
        f'{HEAD}<ClassificationList count="1"><Classification id="{number}">'
        f'<OrphaNumber>1</OrphaNumber><Name lang="de">Klassifikation</Name>'
        f'<ClassificationNodeRootList count="1">{root.xml()}</ClassificationNodeRootList>'
        "</Classification></ClassificationList></JDBOR>",
        encoding="utf-8",
    )
    return path


def test_a_hierarchy_that_goes_in_circles_is_refused(tmp_path):
    one = classification(tmp_path / "a.xml", 901, Node(9_000_001, [Node(9_000_002)]))
    other = classification(tmp_path / "b.xml", 902, Node(9_000_002, [Node(9_000_001)]))
    before = Ancestry.objects.count()

    with pytest.raises(BrokenFile, match=r"tourne en rond : ORPHA:900000\d → ORPHA:900000\d"):
        load([one, other], Quiet())

    assert Ancestry.objects.count() == before
    assert not Disease.objects.filter(orpha__gte=9_000_000).exists()


def test_a_classification_alone_in_another_language(tmp_path):
    """What it names anew is known by that name; what was known keeps its French one."""
    path = classification(tmp_path / "c.xml", 903, Node(9_000_001, [Node(399), Node(9_000_003)]))

    load([path], Quiet())

    new = Disease.objects.get(orpha=9_000_003)
    assert (new.name, new.name_language, new.level) == ("Krankheit 9000003", "de", "group")
    assert Disease.objects.get(orpha=399).name == "Maladie de Huntington"
    assert Ancestry.objects.filter(descendant=399, ancestor=9_000_001).exists()
    assert search("krankheit 9000003")[0].matched in {"nom étranger", "code ORPHA"}
    assert Classification.objects.get(number=903).head_id == 9_000_001


def test_a_product_alone_adds_to_what_is_known_and_counts_the_rest():
    names = DiseaseName.objects.count()

    loading = load([real(EPIDEMIOLOGY_CSV), real(LINEARISATION_CSV)], Quiet())

    assert loading.strangers > 5_000
    assert Disease.objects.count() == 1_419
    assert DiseaseName.objects.count() == names
    assert not Disease.objects.filter(official=True).exists()


def test_a_name_too_long_is_told_with_its_entity(tmp_path):
    long = Node(9_000_004, name="x" * 301)
    path = classification(tmp_path / "d.xml", 904, Node(9_000_001, [long]))

    with pytest.raises(BrokenFile, match=r"301 signes à l'entité ORPHA:\d+"):
        load([path], Quiet())
