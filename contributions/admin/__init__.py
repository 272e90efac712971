"""The queue of what others tell us, and the requests for verification."""

from contributions.admin import on_structures  # noqa: F401 (adds to the structures)
from contributions.admin.answer import VerificationAnswerAdmin
from contributions.admin.request import VerificationRequestAdmin
from contributions.admin.suggestion import SuggestionAdmin

__all__ = ["SuggestionAdmin", "VerificationAnswerAdmin", "VerificationRequestAdmin"]
