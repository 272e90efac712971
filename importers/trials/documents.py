"""Files of trial registries: JSON, one study or many, alone, packed or in an archive."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from importers.reading.sources import Source, sources
from importers.reading.wrong import Wrong, told
from importers.report import BrokenFile
from importers.trials import clinical_trials_gov, eclaire
from importers.trials.study import Study

Read = Study | str
"""A study, or why what stands there is none."""


def read(path: Path) -> Iterator[Read]:
    """The studies of a file. Raises BrokenFile when it is not JSON, or of no registry we know."""
    found = [
        one for one in sources(path) if isinstance(one, Source) and ".json" in one.name.lower()
    ]
    if not found:
        raise BrokenFile(path.name, "aucun fichier JSON")
    for source in found:
        with told(source.where), source.open() as stream:
            yield from _studies(_document(stream))


def _document(stream: BinaryIO) -> Any:
    try:
        return json.loads(stream.read())
    except (ValueError, RecursionError) as error:
        raise Wrong(f"ce n’est pas du JSON entier ({str(error)[:80]})") from error


def _studies(document: Any) -> Iterator[Read]:
    found = list(_told(document))
    if not found and not _is_empty_answer(document):
        raise Wrong("ni une réponse de ClinicalTrials.gov (v2), ni un Bundle d’ECLAIRE")
    yield from found


def _told(document: Any) -> Iterator[Read]:
    if isinstance(document, dict) and document.get("resourceType"):
        for resource, resources in eclaire.studies(document):
            yield _tried(lambda r=resource, s=resources: eclaire.read(r, s))
    elif isinstance(document, dict | list):
        for study in clinical_trials_gov.studies(document):
            yield _tried(lambda s=study: clinical_trials_gov.read(s))


def _tried(reading: Any) -> Read:
    """A study of another shape than its registry's is told, and does not stop the others."""
    try:
        return reading()
    except ValueError as error:
        return str(error)
    except (AttributeError, TypeError, KeyError):
        return "étude d’une forme inattendue"


def _is_empty_answer(document: Any) -> bool:
    return isinstance(document, dict) and (
        document.get("studies") == [] or document.get("resourceType") == "Bundle"
    )
