"""The kinds of things listed: their addresses, their words, what may be asked of each."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from structures.models import Structure

ASSOCIATION = "association"
"""Listed beside the structures, of which it is none: it stands nowhere."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`code` is that of the API and of the address `/annuaire/<code>/`."""

    code: str
    title: Promise
    meaning: Promise
    aliases: tuple[str, ...]


KINDS = (
    Kind(
        Structure.Kind.CENTRE,
        _("Centres maladies rares"),
        _("Des équipes d’hôpital reconnues pour des maladies rares : diagnostic, soins, suivi."),
        ("centres", "centres-maladies-rares"),
    ),
    Kind(
        Structure.Kind.ESTABLISHMENT,
        _("Hôpitaux et établissements"),
        _("Les hôpitaux et les cliniques où se trouvent les centres et les services."),
        ("etablissement", "etablissements", "hopitaux", "establishments"),
    ),
    Kind(
        Structure.Kind.EMERGENCY,
        _("Urgences"),
        _("Les services d’urgence des hôpitaux. En cas d’urgence, appelez d’abord le 15."),
        ("urgence", "urgences"),
    ),
    Kind(
        Structure.Kind.AUTHORITY,
        _("Administrations"),
        _("Là où se demandent les droits : handicap, aides du département, école."),
        ("administration", "administrations", "droits"),
    ),
    Kind(
        Structure.Kind.MEDICO_SOCIAL,
        _("Social, médico-social et soins"),
        _("Coordination, réadaptation, soins à domicile, répit, école, hébergement."),
        ("medico-social", "medico-sociaux", "social"),
    ),
    Kind(
        Structure.Kind.PARAMEDICAL,
        _("Soutien paramédical et psychologique"),
        _("Des psychologues et d’autres soignants qui accompagnent."),
        ("paramedicaux", "psychologues"),
    ),
    Kind(
        Structure.Kind.LABORATORY,
        _("Laboratoires et plateformes"),
        _("Analyses spécialisées, séquençage, biobanques. Vos médecins les demandent."),
        ("laboratoire", "laboratoires", "plateformes"),
    ),
    Kind(
        Structure.Kind.RESEARCH_UNIT,
        _("Unités de recherche"),
        _("Les équipes qui cherchent à comprendre et à traiter ces maladies."),
        ("recherche", "unites-de-recherche", "unite-de-recherche"),
    ),
    Kind(
        ASSOCIATION,
        _("Associations"),
        _("Des malades et des familles qui informent, soutiennent et défendent."),
        ("associations",),
    ),
)

KINDS_BY_CODE = {kind.code: kind for kind in KINDS}
CODES_BY_ALIAS = {alias: kind.code for kind in KINDS for alias in kind.aliases}
