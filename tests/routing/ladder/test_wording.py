"""The words of the ladder are those that were read over."""

from tests.routing.ladder.wording import FILE, everything


def test_the_words_are_those_that_were_read_over():
    """After a change of words: `python -m tests.routing.ladder.wording`; read what differs."""
    assert list(everything()) == FILE.read_text(encoding="utf-8").removesuffix("\n").split("\n")
