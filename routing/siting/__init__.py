"""Where would p more sites help most? Maximal covering and p-median, pure: arrays in, answer out.

Two questions, one shape. `cover_most`: the most people within a limit (MCLP, Church & ReVelle
1974). `shorten_most`: the least travel in all (p-median, ReVelle & Swain 1970). Both are: each
commune gains from a site what that site alone would bring it, and keeps the best of what is opened
(`savings`); hence one greedy start, one exchange, one bound, and spopt with HiGHS for the proof.

No database, no settings. The exact models need the extra `siting` (`SolverMissing` otherwise).
"""

from routing.siting.covering import cover_most
from routing.siting.problem import Problem
from routing.siting.shortening import shorten_most
from routing.siting.solution import Gain, Solution
from routing.siting.solver import SolverMissing
from routing.siting.watch import Progress, Stage

__all__ = [
    "Gain",
    "Problem",
    "Progress",
    "Solution",
    "SolverMissing",
    "Stage",
    "cover_most",
    "shorten_most",
]
