"""Names as the database compares them: the words of a name, folded as `foundations.text.fold` does.

Lists are in the order of these words, and a typed name finds those of which words begin as typed.
Two expression indexes hold them (see `Structure.Meta`), so that no writer has to keep a column.
"""

from typing import TypeVar

from django.db.models import Func, QuerySet, TextField

from foundations.text import fold

Rows = TypeVar("Rows", bound=QuerySet)

CREATE = r"""
CREATE FUNCTION foundations_words(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT ' ' || btrim(regexp_replace(
    lower(regexp_replace(
        normalize(
            replace(replace(replace(replace(replace(replace(replace(left(name, 200),
                'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ß', 'ss'), 'ø', 'o'), 'Ø', 'o'),
            NFKD),
        '[\u0300-\u036f]', '', 'g') COLLATE "C"),
    '[^a-z0-9]+', ' ', 'g'))
$$;
"""
DROP = "DROP FUNCTION foundations_words(text);"


class Words(Func):
    """The words of a name, a space before each: "L'Haÿ-les-Roses" -> " l hay les roses".

    Compared byte by byte: the same order in the database as in Python.
    """

    function = "foundations_words"
    template = '(%(function)s(%(expressions)s) COLLATE "C")'
    output_field = TextField()  # type: ignore[assignment]


def words(name: str) -> str:
    """What `Words` gives, without the database."""
    return f" {fold(name)}"


def named(rows: Rows, typed: str, field: str = "name") -> Rows:
    """Those of which, for each typed word, a word of the name begins with it."""
    rows = rows.alias(words_of_name=Words(field))
    for word in fold(typed).split():
        rows = rows.filter(words_of_name__contains=f" {word}")
    return rows
