"""Where the address of a structure is, as the Base Adresse Nationale says; off unless switched on.

`question` writes what is asked, `ban` asks, `answers` keeps what was answered, `judging` decides
what an answer is worth, `upkeep.placing` writes the point.
"""
