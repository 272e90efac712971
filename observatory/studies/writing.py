"""Every study, written where one wants them."""

from collections.abc import Callable, Iterator
from pathlib import Path

from django.utils import translation

from foundations.version import one_state
from observatory.studies import drepanocytose_ile_de_france, toxibul
from observatory.studies.document import Study, written

LANGUAGE = "fr"
STUDIES: tuple[Callable[[], Study], ...] = (toxibul.study, drepanocytose_ile_de_france.study)


def write_all(folder: Path) -> Iterator[tuple[Study, list[Path]]]:
    """Each study with the files that changed, all from one state of the data."""
    with translation.override(LANGUAGE), one_state():
        for study in STUDIES:
            made = study()
            yield made, written(made, folder)
