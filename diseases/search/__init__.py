"""`search`: the diseases that a typed text may mean.

`held` keeps names and codes in memory as long as they stand; `codes` knows a code when it is typed,
`names` walks the `index` of names, `spelling` forgives. Nothing that a person typed is kept.
"""

from diseases.search.hits import Closeness, DiseaseHit
from diseases.search.searching import search

__all__ = ["Closeness", "DiseaseHit", "search"]
