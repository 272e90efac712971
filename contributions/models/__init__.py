"""What others tell us, the requests that we send to centres, and how often one may write."""

from contributions.models.decided import AlreadyDecided, Decided
from contributions.models.sending import DailySalt, Sending
from contributions.models.suggestion import Suggestion
from contributions.models.verification import VerificationAnswer, VerificationRequest

__all__ = [
    "AlreadyDecided",
    "DailySalt",
    "Decided",
    "Sending",
    "Suggestion",
    "VerificationAnswer",
    "VerificationRequest",
]
