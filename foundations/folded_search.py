"""The lookup `folded`: what a person types is found whatever its accents, capitals and hyphens."""

from typing import Any

from django.db.models import CharField, Lookup, TextField

OPENED = {"œ": "oe", "æ": "ae"}
ACCENTED = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ’'‘`-‐‑–—/"
PLAIN = "aaaaaaceeeeiiiinooooouuuuyy          "
_PYTHON = str.maketrans({**dict(zip(ACCENTED, PLAIN, strict=True)), **OPENED})


@CharField.register_lookup
@TextField.register_lookup
class Folded(Lookup):
    """`name__folded="l'hopital necker"` finds « L’Hôpital Necker-Enfants malades »: it reads the
    whole table, which suits the back office, not a public page."""

    lookup_name = "folded"
    prepare_rhs = True

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        sought = str(self.rhs).lower().translate(_PYTHON).strip()
        escaped = connection.ops.prep_for_like_query(sought)
        opened = f"lower({column}::text)"
        for one, two in OPENED.items():
            opened = f"replace({opened}, '{one}', '{two}')"
        sql = f"translate({opened}, %s, %s) LIKE %s"
        return sql, (*parameters, ACCENTED, PLAIN, f"%{escaped}%")


def in_folded_text(search_field: str) -> str:
    """A field of `search_fields`, read folded unless it says how it is to be read."""
    says_how = search_field.startswith(("^", "=", "@")) or search_field.endswith("search_name")
    return search_field if says_how else f"{search_field}__folded"
