"""`search`: the diseases that a typed text may mean.

`reading` tells codes from names; `codes` asks the database; `names` walks an index of all names
that `held` keeps in memory; `spelling` forgives. Nothing that a person typed is kept.
"""

from diseases.search.hits import Closeness, DiseaseHit
from diseases.search.searching import search

__all__ = ["Closeness", "DiseaseHit", "search"]
