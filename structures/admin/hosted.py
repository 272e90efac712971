from typing import Any

from structures.admin.structure import OWN_FIELDS, StructureForm
from structures.models import Hosted


class HostedForm(StructureForm):
    """Says why a place is refused instead of dropping it: one stands where one's hospital is."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        establishment = cleaned.get("establishment", self.instance.establishment)
        if establishment and not cleaned.get("stands_apart"):
            for name in self.changed_data:
                if name in Hosted.INHERITED:
                    self.add_error(
                        name,
                        "Ce lieu est celui de l’établissement. Cochez « adresse propre » pour en "
                        "donner un autre, ou corrigez l’établissement.",
                    )
        youngest, oldest = cleaned.get("age_min"), cleaned.get("age_max")
        if youngest is not None and oldest is not None and youngest > oldest:
            self.add_error("age_max", "L’âge maximal est plus petit que l’âge minimal.")
        return cleaned


HOSTED_OWN_FIELDS = OWN_FIELDS | {"audience", "age_min", "age_max", "stands_apart"}
"""Neither the establishment nor the label: a centre does not move, an order labels it."""

HELP_TEXTS = {
    "age_min": "En années, décimales permises.",
    "age_max": "En années, décimales permises.",
    "stands_apart": "Coché : le lieu ci-dessous est le sien, pas celui de son établissement.",
}
