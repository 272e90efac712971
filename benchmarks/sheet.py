"""The sheet as a PDF: from the question posted to the whole file, in this process."""

import statistics
from collections.abc import Iterator
from time import perf_counter

from django.test import Client

from benchmarks.result import Result

QUESTIONS = (
    {"commune": "94028", "orpha": "399", "age": "45"},
    {"commune": "77379", "orpha": "232", "age": "1"},
    {"commune": "97213", "orpha": "269", "age": "50"},
    {"commune": "29019", "orpha": "636", "age": "40"},
)
ROUNDS = 5
SLOWEST_MS = 1500


def measure() -> Iterator[Result]:
    """The first of a process, which loads WeasyPrint and its fonts; then the slowest question."""
    client = Client(HTTP_HOST="localhost")
    yield _result("sheet as PDF, the first", _milliseconds(client, QUESTIONS[0]))
    medians = [
        statistics.median(_milliseconds(client, question) for _ in range(ROUNDS))
        for question in QUESTIONS
    ]
    yield _result("sheet as PDF", max(medians))


def _milliseconds(client: Client, question: dict[str, str]) -> float:
    begun = perf_counter()
    response = client.post("/orientation/fiche?format=pdf", question)
    took = (perf_counter() - begun) * 1000
    if not response.content.startswith(b"%PDF"):
        raise SystemExit(f"no PDF but {response.status_code} {response['Content-Type']}")
    return took


def _result(name: str, milliseconds: float) -> Result:
    met = milliseconds < SLOWEST_MS
    return Result(name, milliseconds, None, "ms", None, f"< {SLOWEST_MS} ms", met)
