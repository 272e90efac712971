"""The glossary is the one place where an acronym gets its words: pages and labels agree with it."""

import re

import pytest
from django.template import Context, Template
from django.utils.translation import override

from foundations.provenance import Evidence
from resources.models import Term
from structures.models import Category
from structures.templatetags.structure_words import LABELS
from tests.data.shipped import lines
from tests.test_english import sentences_of_python, sentences_of_templates

pytestmark = pytest.mark.django_db

ACRONYM = re.compile(r"\b[A-Z][A-Z-]*[A-Z]\b")
NAMES = {
    *{"ESMARA", "INSEE", "IGN", "DILA", "DREES", "INSERM", "AFM", "AFCA", "APIPD", "ANR", "SOS"},
    *{"CEREVANCE", "FILNEMUS", "CERENEF", "AMALYSTE"},  # of institutions, associations, networks
    *{"CC", "BY", "API", "PDF", "QR", "SMS", "CSV", "XLSX", "JSON", "DOI", "CIM"},  # of formats
    *{"AL", "ATTR", "PTI", "FSH"},  # of diseases, on their own page
    *{"RGAA", "WCAG", "AA"},  # of rules, on the page that tells them
    *{"RNA", "SIREN", "AERAS"},  # told in the sentence itself
    *{"WGS", "SAE", "GISCO", "MCLP"},  # of planners: a spheroid, files, a model
}


def acronyms() -> set[str]:
    """Those of every sentence of the site, of the guides and of the pathways."""
    texts = [said for said, _ in (*sentences_of_templates(), *sentences_of_python())]
    for name in ("resources/guide_steps", "pathways/pathway_steps"):
        texts += [f"{line['title_fr']} {line['text_fr']}" for line in lines(name)]
    texts += [line["meaning_fr"] for line in lines("resources/glossary")]
    texts += [str(label) for label in Category.labels]
    return {found for text in texts for found in ACRONYM.findall(text)}


def test_every_acronym_of_the_site_is_told():
    known = {term.acronym for term in Term.objects.published()}
    found = acronyms()
    assert len(found & known) > 25
    assert found - known - NAMES == set()


def test_labels_say_what_the_glossary_says():
    terms = {term.acronym: term.words_fr for term in Term.objects.all()}
    told = [str(label.name) for label in LABELS.values()]
    found = [match.groups() for name in told if (match := re.match(r"(.+) \(([A-Z]+)\)", name))]
    assert {acronym for _, acronym in found} == {"CRMR", "CRC", "CCMR"}
    for words, acronym in found:
        assert words.lower() == terms[acronym]


def explained(text: str) -> str:
    template = Template("{% load glossary_words %}{{ text|explained }}")
    with override("fr"):
        return template.render(Context({"text": text}))


def test_explained_marks_an_acronym_once_and_escapes_the_rest():
    said = explained("La MDPH <b>& la MDPH</b> : ZZZ.")
    title = "maison départementale des personnes handicapées"
    assert said == (f'La <abbr title="{title}">MDPH</abbr> &lt;b&gt;&amp; la MDPH&lt;/b&gt; : ZZZ.')


def test_explained_leaves_what_the_text_explains():
    text = "La maison des personnes handicapées (MDPH) décide. La MDPH reçoit."
    assert explained(text) == text


def test_hidden_words_explain_nothing():
    Term.objects.filter(acronym="MDPH").update(evidence=Evidence.GENERAL_KNOWLEDGE)
    assert explained("La MDPH.") == "La MDPH."
