"""What is said to people, in both languages of the site."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One text in French and in English. Plain data: a face chooses the language that it speaks."""

    fr: str
    en: str

    @classmethod
    def alike(cls, text: str) -> "Words":
        """A name that is the same in both languages."""
        return cls(text, text)

    def in_language(self, code: str) -> str:
        """The text in the language of `code` ("fr", "en-gb"); French for any other."""
        return self.en if code.startswith("en") else self.fr


def joined(*several: Words | None) -> Words:
    """Sentences one after the other, a space between; None is left out."""
    said = [words for words in several if words is not None]
    return Words(" ".join(words.fr for words in said), " ".join(words.en for words in said))
