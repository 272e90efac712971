"""The first doctor to see, and until which age it may be a paediatrician."""

from foundations.words import Words

PAEDIATRICIAN_UNTIL = 16.0
"""Years until which a paediatrician may be the first doctor to see."""


def title(age: float | None) -> Words:
    if age is not None and age < PAEDIATRICIAN_UNTIL:
        return Words(
            "Votre médecin traitant ou le pédiatre de l’enfant",
            "Your family doctor or the child’s paediatrician",
        )
    return Words("Votre médecin traitant", "Your family doctor")
