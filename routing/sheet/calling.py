"""« Ma feuille d'appel »: what to say, what to ask, what to bring."""

from dataclasses import dataclass

from django.utils.translation import get_language, gettext, override

from routing.answer import Orientation
from routing.question import Situation
from routing.templatetags.orientation_words import place_words
from structures.templatetags.structure_words import age_words

ADULT_FROM = 18  # years


@dataclass(frozen=True, slots=True)
class Calling:
    to_say: tuple[str, ...]
    to_ask: tuple[str, ...]
    to_bring: tuple[str, ...]
    in_french: tuple[str, ...] = ()
    """What to say and to ask as it is read aloud; empty on a French sheet."""


def calling_of(answer: Orientation, situation: Situation) -> Calling:
    """The words for this person's call, in the language of the page."""
    to_say, to_ask = _to_say(answer, situation), _to_ask(answer)
    in_french: tuple[str, ...] = ()
    if get_language() != "fr":
        with override("fr"):
            in_french = (*_to_say(answer, situation), *_to_ask(answer))
    return Calling(
        to_say=to_say,
        to_ask=to_ask,
        in_french=in_french,
        to_bring=(
            gettext("la lettre du médecin"),
            gettext("la carte Vitale"),
            *_child_record(answer),
            gettext("les comptes rendus, les examens et les images"),
            gettext("les ordonnances et la liste des traitements"),
            gettext("l’arbre de la famille : qui est malade, depuis quel âge"),
        ),
    )


def _to_say(answer: Orientation, situation: Situation) -> tuple[str, ...]:
    return _greeting(answer), _disease(answer, situation), _person(answer)


def _to_ask(answer: Orientation) -> tuple[str, ...]:
    return (
        gettext("Recevez-vous cet âge, pour cette maladie ?")
        if answer.disease
        else gettext("Quel service peut chercher le diagnostic ?"),
        gettext("Faut-il une lettre de médecin ? Où l’envoyer ?"),
        gettext("Quel est le délai ? Que faire si l’état s’aggrave avant ?"),
        gettext("Une téléconsultation est-elle possible ?"),
    )


def _greeting(answer: Orientation) -> str:
    if answer.age is not None and answer.age < ADULT_FROM:
        return gettext("Bonjour. J’appelle pour le premier rendez-vous d’un enfant.")
    return gettext("Bonjour. J’appelle pour un premier rendez-vous.")


def _disease(answer: Orientation, situation: Situation) -> str:
    if answer.disease is None:
        return gettext("Il n’y a pas encore de diagnostic. Voici les signes, et depuis quand :")
    said = {
        "confirmed": gettext("La maladie est : %(disease)s."),
        "suspected": gettext("Le médecin pense à : %(disease)s. Ce n’est pas confirmé."),
        "relative": gettext("Une personne de la famille a cette maladie : %(disease)s."),
    }
    return said[situation] % {"disease": answer.disease.name}


def _home(answer: Orientation) -> str:
    """The commune; of several with one postcode, which one is left for the person to say."""
    if answer.place is None:
        return "…"
    return f"… ({answer.place.postcode})" if answer.places else place_words(answer.place)


def _person(answer: Orientation) -> str:
    place = _home(answer)
    if answer.age is None:
        return gettext("La personne concernée a … ans et habite %(place)s.") % {"place": place}
    if answer.age == 0:
        return gettext("C’est un nouveau-né, qui habite %(place)s.") % {"place": place}
    words = {"age": age_words(answer.age), "place": place}
    if answer.age < ADULT_FROM:
        return gettext("L’enfant a %(age)s et habite %(place)s.") % words
    return gettext("La personne concernée a %(age)s et habite %(place)s.") % words


def _child_record(answer: Orientation) -> tuple[str, ...]:
    if answer.age is None:
        return (gettext("pour un enfant, le carnet de santé"),)
    return (gettext("le carnet de santé"),) if answer.age < ADULT_FROM else ()
