"""The sentences of what stands around a person, in French and in English. Plain data."""

from foundations.words import Words

CALL_FIRST = Words(
    "Appelez d’abord le 15, le 112 ou le 114. Une autorisation n’est pas un horaire d’ouverture.",
    "First call 15, 112 or 114. An authorisation does not mean that the department is open now.",
)
NOT_COVERED = Words(
    "Notre annuaire ne couvre pas encore votre département.",
    "Our directory does not cover your department yet.",
)
PARTLY_COVERED = Words(
    "Notre annuaire ne couvre pas encore votre département en entier : d’autres existent sans "
    "doute.",
    "Our directory does not cover your whole department yet: there are probably others.",
)
EMERGENCY_NOT_COVERED = Words(
    f"{NOT_COVERED.fr} Appelez le 15, le 112 ou le 114.",
    f"{NOT_COVERED.en} Call 15, 112 or 114.",
)
LIST_NOT_COMPLETE = Words(
    "Notre liste n’est pas complète pour votre département.",
    "Our list is not complete for your department.",
)

NEAREST = Words("Le plus proche.", "The nearest.")
NEAREST_KNOWN = Words(
    "Le plus proche parmi ceux que nous connaissons.", "The nearest among those that we know."
)
NEAREST_PAEDIATRIC = Words(
    "Le plus proche avec une autorisation pédiatrique.",
    "The nearest that is authorised for children.",
)
NEAREST_PAEDIATRIC_KNOWN = Words(
    "Le plus proche avec une autorisation pédiatrique, parmi ceux que nous connaissons.",
    "The nearest that is authorised for children, among those that we know.",
)
PAEDIATRIC = Words("Il est autorisé aussi pour les enfants.", "It is authorised for children too.")
NOT_PAEDIATRIC = Words(
    "Il n’a pas d’autorisation pédiatrique.", "It is not authorised for children."
)
PAEDIATRIC_UNKNOWN = Words(
    "Son autorisation pédiatrique est à confirmer.",
    "Whether it is authorised for children is to be confirmed.",
)
ANOTHER_EMERGENCY = Words(
    "Un autre, parmi ceux que nous connaissons.", "Another one, among those that we know."
)
KNOWN_NEARBY = Words("Proche, parmi ceux que nous connaissons.", "Near, among those that we know.")
OF_THE_DISEASE = Words("Pour cette maladie.", "For this disease.")
OF_THE_FILIERE = Words(
    "Même filière de santé : d’autres maladies du même domaine.",
    "Same health network: other diseases of the same field.",
)
FOR_THE_WHOLE_FILIERE = Words(
    "Pour toutes les maladies de la filière.", "For every disease of the health network."
)
TRIALS = {
    "recruiting": Words("Des personnes pouvaient y entrer", "It was taking people in"),
    "planned": Words("Il était prévu", "It was planned"),
    "active": Words(
        "Il était en cours, sans nouvelle entrée", "It was under way, taking nobody else in"
    ),
    "": Words("Son état est à vérifier", "Its state is to be checked"),
}
"""Where a study stood when its source was read."""
ASK_YOUR_CENTRE = Words("Parlez-en à votre centre.", "Ask your centre about it.")
BY_YOUR_DOCTORS = Words("Vos médecins y présentent le dossier.", "Your doctors bring the case.")
SERVES_YOU = Words("Ce service couvre votre commune.", "This service covers your commune.")
SERVES_FRANCE = Words(
    "Ce service s’adresse à toute la France.", "This service is for the whole of France."
)
IN_COMMUNE = Words("Dans votre commune.", "In your commune.")
IN_DEPARTMENT = Words(
    "Dans votre département ; la distance n’est pas connue.",
    "In your department; the distance is not known.",
)
IN_TERRITORY = Words("Dans votre territoire.", "In your territory.")
AGES_TO_CONFIRM = Words(
    "Les âges reçus sont à confirmer : appelez d’abord.",
    "The ages received are to be confirmed: call first.",
)
SITE_TO_CONFIRM = Words("Site exact à confirmer.", "Exact site to be confirmed.")


def of_the_group(name: str) -> Words:
    """For a group of diseases, named as Orphanet does."""
    return Words(
        f"Pour le groupe « {name} », dont fait partie cette maladie.",
        f"For the group “{name}”, of which this disease is part.",
    )


def state_of_trial(status: str, as_of: str) -> Words:
    """`as_of` is an ISO date, of which the year is enough to tell how old the word is."""
    state, year = TRIALS[status], as_of[:4]
    if not year:
        return Words(f"{state.fr} (relevé non daté).", f"{state.en} (on an unknown date).")
    return Words(f"{state.fr} (relevé de {year}).", f"{state.en} (as read in {year}).")


def said(*sentences: Words | None) -> Words:
    """Sentences one after the other; None stands for nothing to say."""
    kept = [words for words in sentences if words is not None]
    return Words(" ".join(words.fr for words in kept), " ".join(words.en for words in kept))
