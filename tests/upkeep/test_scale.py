"""30,000 structures more than are shipped: every queue still answers, and by its indexes.

The limits are some ten times what is measured on two idle cores: they catch what grows with the
square of the rows, not a slow day.
"""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection, transaction

from benchmarks.synthetic import copy
from structures.models import Establishment, Structure
from territories.models import Commune
from upkeep import doubts, phones, placing, verification
from upkeep.duplicates import candidates as asked
from upkeep.duplicates import finder
from upkeep.verification import Wanted, to_verify

pytestmark = pytest.mark.django_db

STRUCTURES = 30_000
TODAY = date(2026, 11, 27)
KINDS = ("EHPAD", "IME", "SESSAD", "Clinique", "Foyer de vie", "CMPP", "Centre de soins", "SSIAD")
NAMES = (
    "Les Tilleuls", "Saint-Joseph", "Le Parc", "Jeanne d’Arc", "Les Glycines", "Bellevue",
    "Notre-Dame", "Les Jardins", "Le Château", "La Roseraie", "Pasteur", "Victor Hugo",
    "Les Peupliers", "Sainte-Anne", "La Source", "Les Oliviers", "Montaigne", "Beau Séjour",
)  # fmt: skip
TWINS = 300


@pytest.fixture
def many() -> None:
    """Establishments of 30,000 in 3,500 communes, named as they are; 300 of them entered twice."""
    dice = random.Random(20_261_127)
    communes = list(
        Commune.objects.filter(point__isnull=False, kind="commune")
        .order_by("-population", "pk")
        .values_list("pk", "department", "name", "point")[:3500]
    )
    rows = [row(number, dice, communes) for number in range(STRUCTURES - TWINS)]
    rows += [
        {**one, "slug": f"{one['slug']}-bis", "name": one["name"].upper().replace("’", "'")}
        for one in rows[:TWINS]
    ]
    with transaction.atomic():
        copy(Structure, rows)
    made = Structure.objects.filter(slug__startswith="beaucoup-").order_by("pk")
    copy(
        Establishment,
        (
            {"structure_ptr_id": pk, "finess": f"X{pk:08}", "platform": ""}
            for pk in made.values_list("pk", flat=True)
        ),
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE structures_structure, structures_establishment")


def row(number: int, dice: random.Random, communes: list) -> dict:
    commune, department, name, at = dice.choice(communes)
    kind, title = dice.choice(KINDS), dice.choice(NAMES)
    lon, lat = at.x + dice.uniform(-0.01, 0.01), at.y + dice.uniform(-0.01, 0.01)
    return {
        "slug": f"beaucoup-{number}",
        "kind": "establishment",
        "name": f"{kind} {title} de {name}",
        "address": f"{dice.randint(1, 99)} rue {dice.choice(NAMES)}",
        "commune_id": commune,
        "department_id": department,
        "territory": "metropole",
        "point": f"SRID=4326;POINT({lon:.6f} {lat:.6f})",
        "point_precision": "exact",
        "evidence": "sourced",
    }


@contextmanager
def within(seconds: float, what: str) -> Iterator[None]:
    started = time.monotonic()
    yield
    taken = time.monotonic() - started
    print(f"{what}: {taken:.2f} s")
    assert taken < seconds, f"{what} took {taken:.1f} s"


def test_every_queue_answers_at_30_000_structures(many):
    with within(10, "first page to verify"):
        page = list(to_verify(Wanted(), TODAY)[:50])
        assert len(page) == 50
    with within(5, "how many to verify"):
        assert verification.count(Wanted(), TODAY) > STRUCTURES
    with within(10, "without a telephone"):
        assert phones.listed(phones.MISSING, TODAY).count() >= STRUCTURES
    with within(10, "without a point"):
        assert placing.without_point().count() > 100
    with within(30, "doubtful points"):
        assert doubts.doubtful_points().count() < STRUCTURES
    with within(60, "duplicates"):
        finder.look_again()
    found = finder.to_settle().filter(first__slug__startswith="beaucoup-")
    twins = found.filter(second__slug__endswith="-bis")
    assert twins.count() >= TWINS - 5


def test_the_questions_go_through_indexes(many):
    with transaction.atomic(), connection.cursor() as cursor:
        asked.prepare(cursor)
        for name, index in (
            ("around", "compared_point"),
            ("in one commune", "compared_commune"),
        ):
            cursor.execute(f"EXPLAIN {asked.QUESTIONS[name]}")
            plan = "\n".join(line for (line,) in cursor.fetchall())
            assert index in plan or "Hash Cond" in plan or "Merge Cond" in plan, plan
            if name == "around":
                assert index in plan, plan
        cursor.execute("DROP TABLE compared")
