"""Worked studies for a planner, in French: written from the figures of the moment, never by hand.

`writing` makes them all. One module a study says what it asks and what its figures mean; `document`
is Markdown, `words` how figures are told, `sections` what studies share, `openings` where more
sites would help, `pictures` the drawings that stand beside the text.

Nothing of the run is in them, neither its day nor the versions that a load counts: on the same data
a study is the same to the byte. Sentences are chosen by the figures, or hold whatever these are.
"""
