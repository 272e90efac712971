"""What waits for somebody, on the first page of the back office."""

from contributions.models import Suggestion, VerificationAnswer, VerificationRequest
from foundations import to_do


def register() -> None:
    to_do.register(
        "Signalements à traiter",
        "admin:contributions_suggestion_changelist",
        lambda: Suggestion.objects.waiting().count(),
        "contributions.view_suggestion",
    )
    to_do.register(
        "Réponses de centres à traiter",
        "admin:contributions_verificationanswer_changelist",
        lambda: VerificationAnswer.objects.filter(state="new").count(),
        "contributions.view_verificationanswer",
    )
    to_do.register(
        "Vérifications sans réponse depuis 30 jours",
        "admin:contributions_verificationrequest_changelist",
        lambda: VerificationRequest.objects.late().count(),
        "contributions.view_verificationrequest",
    )
