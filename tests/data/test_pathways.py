"""What the files of pathways must be: in two languages, plain, and never a treatment."""

import re

from resources.models import PathwayStep
from tests.data.shipped import lines, values
from tests.data.test_files import SLUG

SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
WORD = re.compile(r"\w")
TREATMENT = re.compile(
    r"\b(?:mg|comprimés?|doses?|posologies?|injections?|perfusions?|cortico\w+|rituximab|"
    r"hydroxy\w+|immunoglobulines?|antibiotiques?|tablets?|steroids?|antibiotics?)\b",
    re.IGNORECASE,
)
BILINGUAL = ("title", "text")


def steps() -> list[dict[str, str]]:
    return lines("pathways/pathway_steps")


def test_everything_is_written_in_both_languages():
    for line in steps():
        for name in BILINGUAL:
            french, english = line[f"{name}_fr"], line[f"{name}_en"]
            assert french, line
            assert english, line
            assert french != english, line
            sentences = [len(SENTENCE_END.split(text)) for text in (french, english)]
            assert sentences[0] == sentences[1], line
    for line in lines("pathways/pathways"):
        assert line["title_fr"], line
        assert line["title_en"], line


def test_sentences_are_short():
    for line in steps():
        for text in (line["text_fr"], line["text_en"]):
            for sentence in SENTENCE_END.split(text):
                assert len([word for word in sentence.split() if WORD.search(word)]) < 20, sentence
            assert text.endswith("."), text


def test_french_has_its_typography():
    for line in steps():
        for column in ("title_fr", "text_fr"):
            assert "'" not in line[column], line
            assert '"' not in line[column], line
            assert not re.search(r"\w[;!?]|\w:\s", line[column]), line


def test_no_treatment_is_advised():
    for line in steps():
        for name in BILINGUAL:
            for language in ("fr", "en"):
                assert not TREATMENT.search(line[f"{name}_{language}"]), line


def test_positions_follow_each_other():
    found: dict[tuple[str, str], list[int]] = {}
    for line in steps():
        found.setdefault((line["pathway"], line["part"]), []).append(int(line["position"]))
    assert all(ranks == list(range(1, len(ranks) + 1)) for ranks in found.values()), found


def test_the_generic_template_has_every_part_but_the_stages():
    told = {line["part"] for line in steps() if line["pathway"] == "generique"}
    assert told == set(PathwayStep.Part.values) - {"stage"}
    (generic,) = [line for line in lines("pathways/pathways") if line["generic"] == "true"]
    assert (generic["transition_from"], generic["transition_to"]) == ("15", "25")


def test_each_template_names_its_diseases_and_a_disease_one_template():
    slugs = values("pathways/pathways", "slug")
    assert all(SLUG.fullmatch(slug) for slug in slugs)
    links = lines("pathways/pathway_diseases")
    assert {link["resource"] for link in links} == slugs - {"generique"}
    codes = [link["orpha"] for link in links]
    assert len(codes) == len(set(codes))


def test_an_emergency_begins_with_the_emergency_numbers():
    first = next(
        line
        for line in steps()
        if line["pathway"] == "toxidermies-graves" and line["part"] == "before"
    )
    for column in ("text_fr", "text_en"):
        assert {"15", "112", "114"} <= set(re.findall(r"\d+", first[column]))
