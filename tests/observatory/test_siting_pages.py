"""A search asked on a page: the form, the queue, the worker, the outcome at its own address."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from benchmarks.database import connect
from observatory.models import SitingRun
from observatory.siting import lock, runs, worker
from observatory.siting.question import read_siting
from observatory.siting.solving import data_of
from routing.coverage.answering import answer
from structures.models import Centre, Establishment
from territories.models import Department

pytestmark = pytest.mark.django_db

ASKED = {"network": "toxibul", "minutes": "30", "departments": "77,91"}
SEARCH = {**ASKED, "p": "1", "aim": "cover"}
NOTES_HOW_IT_STARTS = """
import json, os, sys
how = {
    "cwd": os.getcwd(),
    "own_session": os.getsid(0) == os.getpid(),
    "patience": os.environ.get("STATEMENT_TIMEOUT"),
}
with open(sys.argv[1], "a") as file:
    file.write(json.dumps(how) + "\\n")
"""
State = SitingRun.State
REAL_COMMAND = worker.COMMAND


@pytest.fixture(autouse=True)
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """In place of a worker, a process that notes how it was started."""
    notes = tmp_path / "started"
    notes.touch()
    monkeypatch.setattr(worker, "COMMAND", (sys.executable, "-c", NOTES_HOW_IT_STARTS, str(notes)))
    last: list[worker.Started] = []
    monkeypatch.setattr(worker, "_last", last)

    def read() -> list[dict[str, Any]]:
        for one in last:
            one.process.wait()
        return [json.loads(line) for line in notes.read_text().splitlines()]

    yield read
    read()


@pytest.fixture
def somebody_else_works() -> Iterator[None]:
    """Another session of the database that holds the lock."""
    with connect(connection.settings_dict["NAME"]) as other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", lock.KEY)
        yield


def asked(**changed: Any) -> SitingRun:
    """A search that waits, as the page makes it."""
    question = read_siting({**SEARCH, **changed})
    return runs.ask(question, data_of(answer(question.coverage).versions))


def page(client: Client, run: SitingRun, status: int = 200) -> str:
    response = client.get(reverse("siting_run", args=[run.pk]))
    assert response.status_code == status
    return response.content.decode()


def test_the_form_keeps_the_question(client):
    response = client.get(reverse("siting"), ASKED)

    html = response.content.decode()
    assert response.status_code == 200
    assert response["ETag"]
    assert '<input type="hidden" name="departments" value="77,91">' in html
    assert '<input type="hidden" name="minutes" value="30">' in html
    assert 'name="aim" value="cover" checked' in html
    assert "csrf" not in html
    assert not response.cookies
    assert "liste des centres est" in html  # what can be concluded


def test_a_search_is_asked_served_and_shown(client, started):
    response = client.post(reverse("siting"), SEARCH)

    run = SitingRun.objects.get()
    assert response.status_code == 303
    assert response["Location"] == f"/observatoire/implantation/{run.pk}/"
    assert run.state == State.WAITING
    assert run.parameters == SEARCH
    assert len(started()) == 1
    waiting = client.get(response["Location"])
    assert waiting["Refresh"] == "2"
    assert waiting["Cache-Control"] == "no-store"
    assert "attend son tour" in waiting.content.decode()

    assert worker.work() == 1

    run.refresh_from_db()
    [opened] = run.result["opened"]
    assert run.state == State.DONE
    html = page(client, run)
    assert "Refresh" not in client.get(response["Location"])
    assert "scénario" in html
    assert opened["name"] in html
    assert f"{opened['brought']['people']:+,}".replace(",", "\u202f") in html
    assert "Choix optimal, prouvé" in html
    assert f'name="open" value="{opened["finess"]}"' in html
    identifiers = re.findall(r' id="([^"]+)"', html)
    assert len(identifiers) == len(set(identifiers))
    assert html.count('class="drawing') > 2


def test_its_sites_lead_to_a_scenario_with_the_same_figures(client):
    run = asked()
    worker.work()
    run.refresh_from_db()
    [opened] = run.result["opened"]

    response = client.post(reverse("scenario"), {**ASKED, "open": opened["finess"]})

    gained = f"{opened['brought']['people']:+,}".replace(",", "\u202f")
    assert f"<dd>{gained}</dd>" in response.content.decode()


def test_the_worker_starts_apart_and_patient(client, started, monkeypatch, settings):
    monkeypatch.setenv("STATEMENT_TIMEOUT", "10s")

    client.post(reverse("siting"), SEARCH)

    assert started() == [{"cwd": str(settings.BASE_DIR), "own_session": True, "patience": None}]


def test_none_starts_while_one_works(client, started, somebody_else_works):
    client.post(reverse("siting"), SEARCH)

    assert started() == []
    assert worker.work() == 0
    assert SitingRun.objects.get().state == State.WAITING


def test_one_that_fails_at_once_is_not_started_again_at_once(client, started, monkeypatch):
    fails = f"{NOTES_HOW_IT_STARTS}\nsys.exit(1)"
    monkeypatch.setattr(worker, "COMMAND", (*worker.COMMAND[:2], fails, worker.COMMAND[3]))
    run = asked()

    page(client, run)
    assert len(started()) == 1
    page(client, run)
    assert len(started()) == 1

    monkeypatch.setattr(worker, "REST", 0)
    page(client, run)
    assert len(started()) == 2


def test_an_equal_question_is_asked_once(client):
    first = client.post(reverse("siting"), SEARCH)
    again = client.post(reverse("siting"), {**SEARCH, "departments": "91,77", "thresholds": ""})
    other = client.post(reverse("siting"), {**SEARCH, "aim": "shorten"})

    assert first["Location"] == again["Location"] != other["Location"]
    worker.work()
    done = client.post(reverse("siting"), SEARCH)
    assert done["Location"] == first["Location"]
    assert SitingRun.objects.count() == 2


def test_a_search_that_failed_is_asked_anew(client, started):
    run = asked()
    SitingRun.objects.filter(pk=run.pk).update(state=State.FAILED)

    response = client.post(reverse("siting"), SEARCH)

    assert str(run.pk) not in response["Location"]
    html = page(client, run)
    assert "n’a pas abouti" in html
    assert "Relancer" in html


def test_other_data_make_another_search(client):
    run = asked()
    worker.work()
    hospital = Establishment.objects.published().filter(department="77").first()
    hospital.phone = "01 00 00 00 00"
    hospital.save()

    html = page(client, run)
    response = client.post(reverse("siting"), SEARCH)

    assert "L’annuaire a changé depuis ce calcul" in html
    assert html.count("drawing--") == 0  # a map of other data would not be that of the outcome
    assert str(run.pk) not in response["Location"]


def test_when_too_many_wait(client, started):
    for number in range(runs.MOST_WAITING):
        SitingRun.objects.create(parameters={"number": number}, versions="of before")

    response = client.post(reverse("siting"), SEARCH)

    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "10 calculs attendent déjà" in response.content.decode()
    assert SitingRun.objects.count() == runs.MOST_WAITING
    assert started() == []


def test_a_search_whose_worker_died_is_taken_up_again(client, started):
    run = asked()
    runs.begin(run)

    html = page(client, run)

    assert "interrompu" in html
    assert len(started()) == 1
    assert worker.work() == 1
    run.refresh_from_db()
    assert run.state == State.DONE
    assert run.attempts == 2


def test_one_that_runs_is_not_said_to_be_interrupted(client, started, somebody_else_works):
    run = asked()
    runs.begin(run)
    worker.Diary(run)("exchange", 0.25, [])

    html = page(client, run)

    assert "interrompu" not in html
    assert 'value="0.25"' in html
    assert "les sites sont échangés" in html
    assert started() == []


def test_one_that_kills_its_workers_is_given_up(client):
    run = asked()
    for _attempt in range(runs.MOST_ATTEMPTS):
        runs.begin(run)

    assert worker.work() == 0
    run.refresh_from_db()
    assert run.state == State.FAILED


def test_one_that_fails_does_not_stop_the_others(client, caplog):
    broken = SitingRun.objects.create(parameters={**SEARCH, "network": "gone"}, versions="1")
    worse = SitingRun.objects.create(parameters=["not a question"], versions="1")
    good = asked()

    assert worker.work() == 3

    assert "Aucun réseau" in SitingRun.objects.get(pk=broken.pk).message
    assert SitingRun.objects.get(pk=worse.pk).state == State.FAILED
    assert str(worse.pk) in caplog.text
    assert SitingRun.objects.get(pk=good.pk).state == State.DONE
    assert client.get(reverse("siting_run", args=[broken.pk])).status_code == 404


def test_the_best_so_far_is_told_and_shown_as_such(client, settings):
    settings.SITING_TIME_LIMIT = 0
    run = asked(p="4", aim="shorten", departments="", network="cnr-mat")

    worker.work()

    run.refresh_from_db()
    assert run.state == State.DONE
    assert not run.result["proven"]
    assert run.result["opened"]
    assert "n’est pas prouvé optimal" in page(client, run)


def test_what_is_found_is_written_as_it_is_found():
    run = asked(p="2")
    runs.begin(run)
    diary = worker.Diary(run)
    found: list[Any] = []

    def both(stage: str, spent: float | None, best: Any) -> None:
        diary(stage, spent, best)
        found.append(SitingRun.objects.values("stage", "best").get(pk=run.pk))

    worker.solve(runs.question_of(run), both, 5)

    assert found[0] == {"stage": "minutes", "best": None}
    assert len([one for one in found if one != found[0]]) < len(found)  # not each word is a write


def test_old_searches_go(client):
    old = asked()
    waiting = asked(p="2")
    past = timezone.now() - runs.KEPT - timedelta(hours=1)
    SitingRun.objects.update(asked_on=past)
    SitingRun.objects.filter(pk=old.pk).update(state=State.DONE, result={})

    runs.remove_old()

    assert list(SitingRun.objects.all()) == [waiting]


def test_too_many_kept_the_oldest_go(monkeypatch):
    monkeypatch.setattr(runs, "MOST_KEPT", 2)
    for number in range(4):
        SitingRun.objects.create(parameters=number, versions="1", state=State.DONE)

    runs.remove_old()

    assert sorted(SitingRun.objects.values_list("parameters", flat=True)) == [2, 3]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"p": "0"}, "On ouvre de 1 à 10 sites"),
        ({"p": "11"}, "On ouvre de 1 à 10 sites"),
        ({"p": "x"}, "est un nombre entier"),
        ({"p": "<b>"}, "est un nombre entier"),
        ({"aim": "best"}, "Choisissez ce que l’on cherche"),
        ({"departments": "973", "p": "10"}, "seulement peu"),
    ],
)
def test_what_is_wrong_comes_back_with_the_form(client, changed, told):
    response = client.post(reverse("siting"), {**SEARCH, **changed})

    html = response.content.decode()
    assert response.status_code == 400
    assert told in html
    assert 'action="/observatoire/implantation/"' in html
    assert "<b>" not in html
    assert not SitingRun.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("network", "status"), [("nobody", 404), ("", 400)])
def test_a_question_that_cannot_be_read(client, method, network, status):
    response = getattr(client, method)(reverse("siting"), {**SEARCH, "network": network})

    assert response.status_code == status
    assert not SitingRun.objects.exists()


def test_a_parameter_that_is_unknown_or_given_twice_is_refused(client):
    assert client.get(reverse("siting"), {**ASKED, "commune": "77288"}).status_code == 400
    assert client.get(reverse("siting"), {**ASKED, "minutes": ["30", "60"]}).status_code == 400


def test_a_search_that_nobody_asked_is_not_found(client):
    assert client.get(reverse("siting_run", args=[uuid4()])).status_code == 404
    assert client.get("/observatoire/implantation/77/").status_code == 404


def test_another_site_cannot_ask(client):
    response = client.post(reverse("siting"), SEARCH, headers={"sec-fetch-site": "cross-site"})

    assert response.status_code == 403
    assert not SitingRun.objects.exists()


def test_without_any_hospital_there_is_no_form(client):
    with_one = Establishment.objects.values("department")
    without = Department.objects.exclude(code__in=with_one).first()

    html = client.get(reverse("siting"), {**ASKED, "departments": without.code}).content.decode()

    assert "Aucun hôpital candidat" in html
    assert 'action="/observatoire/implantation/"' not in html


def test_without_any_site_the_first_is_sought(client):
    Centre.objects.filter(network__slug="toxibul").delete()
    html = client.get(reverse("siting"), ASKED).content.decode()
    run = asked()

    worker.work()

    assert "le calcul part de rien" in html
    run.refresh_from_db()
    [opened] = run.result["opened"]
    assert run.result["before"]["mean"] is None
    assert opened["brought"]["reached"] == run.result["after"]["measured"]
    assert "Habitants qui n’avaient aucun site" in page(client, run)


def test_six_sites_take_no_more_queries_than_one(client):
    counts = []
    for sites in ("1", "6"):
        run = asked(p=sites, aim="shorten")
        worker.work()
        page(client, run)
        with CaptureQueriesContext(connection) as queries:
            assert page(client, run).count("<tr><th") == int(sites) + 1  # and the head
        counts.append(len(queries))

    assert counts == [4, 4]


def test_the_real_worker_serves_what_waits(settings):
    """Started as the page starts it, on rows that another session has committed."""
    run = SitingRun(parameters=SEARCH, versions="1", asked_on=timezone.now())
    name = connection.settings_dict["NAME"]
    with connect(name, autocommit=True) as other:
        _insert(other, run)
        try:
            done = subprocess.run(
                REAL_COMMAND,
                cwd=settings.BASE_DIR,
                env={
                    **worker._environment(),
                    "DJANGO_SETTINGS_MODULE": "tests.importers.killed_settings",
                    "KILLED_DATABASE": name,
                },
                capture_output=True,
                text=True,
                check=False,
            )
            run.refresh_from_db()
        finally:
            other.execute("DELETE FROM observatory_sitingrun WHERE key = %s", [run.pk])

    assert done.returncode == 0, done.stderr
    assert "1 recherches servies" in done.stdout
    assert run.state == State.DONE
    assert len(run.result["opened"]) == 1


def _insert(other: psycopg.Connection, run: SitingRun) -> None:
    other.execute(
        "INSERT INTO observatory_sitingrun"
        " (key, parameters, versions, state, stage, message, attempts, asked_on)"
        " VALUES (%s, %s, %s, 'waiting', '', '', 0, %s)",
        [run.pk, json.dumps(run.parameters), run.versions, run.asked_on],
    )
