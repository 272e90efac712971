"""Every sentence marked for translation, in a template or in Python, has its English one."""

import ast
import gettext
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import templatize

BASE = Path(settings.BASE_DIR)
CATALOGUE = BASE / "geo_directory" / "locale" / "en" / "LC_MESSAGES" / "django.mo"
APPS = (
    "contributions",
    "directory",
    "diseases",
    "foundations",
    "geo_directory",
    "observatory",
    "resources",
    "routing",
    "structures",
)
MARKS = frozenset(
    {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext"}
)
LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
MARKED_BY_DJANGO = re.compile(rf"\bn?gettext\(({LITERAL})")


def sentences_of_templates() -> Iterator[tuple[str, Path]]:
    """What `makemessages` would read in the templates: Django itself turns them into calls."""
    for path in sorted((BASE / "templates").rglob("*.html")):
        if path.parent.name == "admin":  # Django's own pages, which it translates itself
            continue
        for literal in MARKED_BY_DJANGO.findall(templatize(path.read_text(), origin=str(path))):
            yield ast.literal_eval(literal), path


def sentences_of_python() -> Iterator[tuple[str, Path]]:
    for app in APPS:
        for path in sorted((BASE / app).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and _is_mark(node) and node.args:
                    yield ast.literal_eval(node.args[0]), path


def _is_mark(call: ast.Call) -> bool:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    return name in MARKS


def english(compiled: Path = CATALOGUE) -> dict[str, str]:
    """The English of each sentence; of one with a plural, the plural's."""
    with compiled.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {key[0] if isinstance(key, tuple) else key: said for key, said in catalogue.items()}


def test_every_sentence_of_a_template_is_in_english() -> None:
    marked = dict(sentences_of_templates())
    assert len(marked) > 200
    known = english()
    assert {said: str(path) for said, path in marked.items() if not known.get(said)} == {}


def test_every_sentence_of_the_code_is_in_english() -> None:
    marked = dict(sentences_of_python())
    assert len(marked) > 60
    known = english()
    assert {said: str(path) for said, path in marked.items() if not known.get(said)} == {}


def test_the_catalogue_holds_nothing_else() -> None:
    """A sentence that was changed leaves its old translation behind: it goes with it."""
    marked = {said for said, _path in (*sentences_of_templates(), *sentences_of_python())}
    assert sorted(set(english()) - marked) == [""]


def test_the_compiled_catalogue_is_the_written_one(tmp_path: Path) -> None:
    msgfmt = shutil.which("msgfmt")
    if msgfmt is None and "CI" not in os.environ:
        pytest.skip("msgfmt is not installed (package gettext)")
    assert msgfmt, "msgfmt is not installed (package gettext)"
    compiled = tmp_path / "django.mo"
    written = CATALOGUE.with_suffix(".po")
    subprocess.run([msgfmt, "--check-format", "-o", compiled, written], check=True)
    assert english(compiled) == english()
