"""The graded ladder: which centre fills which rung, and why. One module a rule, R0 to R11.

Pure: candidates with their distances and minutes come in, steps and reservations come out, each
with its reason in French and in English. No database, no settings, no clock but the day passed in.
The rules are told in docs/explanation/ladder.md.
"""

from routing.ladder.building import Ladder, build
from routing.ladder.candidate import Candidate, by_distance

__all__ = ["Candidate", "Ladder", "build", "by_distance"]
