"""What the form of the back office would refuse of a row, said before anything is written."""

from typing import Any

from django.core.exceptions import ValidationError

from importers.spreadsheets.read_rows import Read
from importers.spreadsheets.target import Target, heading_of
from structures.models import Category, Hosted, Structure


class Checks:
    """Refuses new rows that lack something, and values that the model does not accept."""

    def __init__(self, target: Target, may_add: bool) -> None:
        self.target, self.may_add = target, may_add

    def check_new(self, read: Read) -> None:
        if not self.may_add:
            read.outcome.refuse("", "vous n’avez pas le droit d’ajouter une ligne")
        for key in self.target.needed:
            given = key in read.outcome.values or key in read.values
            if not given:
                title = heading_of(self.target, key)
                read.outcome.refuse(title, "obligatoire pour une nouvelle ligne")

    def validate(self, read: Read, row: Any) -> None:
        """What the form of the back office would refuse, without asking the database."""
        for name, value in read.outcome.values.items():
            column: Any = self.target.model._meta.get_field(name)
            if column.is_relation or value in (None, "") or name == "point":
                continue
            try:
                column.run_validators(value)
            except ValidationError as error:
                title = heading_of(self.target, name)
                read.outcome.refuse(title, " ".join(error.messages).rstrip("."))
        self._validate_together(read, row)

    def _validate_together(self, read: Read, row: Any) -> None:
        values = read.outcome.values

        def after(name: str) -> Any:
            return values.get(name, getattr(row, name, None))

        youngest, oldest = after("age_min"), after("age_max")
        if youngest is not None and oldest is not None and youngest > oldest:
            read.outcome.refuse(
                heading_of(self.target, "age_max"), "l’âge maximal est plus petit que l’âge minimal"
            )
        paediatric = after("paediatric_emergency")
        if paediatric is not None and after("category") != Category.EMERGENCY:
            read.outcome.refuse(
                heading_of(self.target, "paediatric_emergency"),
                "seulement pour un service d’urgence",
            )
        if after("opening_hours") and not after("opening_hours_as_of"):
            read.outcome.refuse(
                heading_of(self.target, "opening_hours_as_of"),
                "dites de quel jour datent les heures",
            )
        precision = after("point_precision")
        if precision in (Structure.Precision.EXACT, Structure.Precision.PROBABLE):
            apart = (
                not isinstance(row, Hosted) or after("stands_apart") or not after("establishment")
            )
            if apart and after("point") is None and "point_precision" in values:
                read.outcome.refuse(
                    heading_of(self.target, "point_precision"), "une précision sans position"
                )
