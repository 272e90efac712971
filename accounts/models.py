"""Recovery codes: what opens the back office when the telephone with the codes is lost."""

import secrets

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.utils.crypto import salted_hmac
from django_otp.models import Device, ThrottlingMixin

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""No letter that is read for another: no i, l, o, no 0 nor 1."""
GROUPS, LETTERS = 3, 4
"""Twelve letters of 31: 59 bits, far beyond what the growing wait between tries lets one guess."""
CODES = 10


class RecoveryDevice(ThrottlingMixin, Device):
    """The recovery codes of one person: each serves once, none is kept as it was shown.

    Codes are kept as keyed digests (HMAC-SHA256 under SECRET_KEY). They are random and long, so
    that a slow hash would add nothing. Changing SECRET_KEY makes them all worthless.
    """

    digests = ArrayField(models.CharField(max_length=64), verbose_name="empreintes", default=list)

    class Meta:
        verbose_name = "codes de secours"
        verbose_name_plural = "codes de secours"
        constraints = [
            models.UniqueConstraint(fields=["user"], name="one_set_of_recovery_codes_a_person")
        ]

    def verify_token(self, token: str) -> bool:
        """Whether the code is one that has not served; it then has.

        A wrong code makes the next try wait: one second, then two, four, … (ThrottlingMixin).
        """
        with transaction.atomic():
            kept = type(self).objects.select_for_update().get(pk=self.pk)
            allowed, _ = kept.verify_is_allowed()
            if not allowed:
                return False
            digest = digest_of(token)
            if digest not in kept.digests:
                kept.throttle_increment()
                return False
            kept.digests.remove(digest)
            kept.throttle_reset(commit=False)
            kept.save()
        self.digests = kept.digests
        return True

    def get_throttle_factor(self) -> int:
        """Seconds of the first wait."""
        return 1

    @classmethod
    def renew(cls, user: models.Model) -> list[str]:
        """New codes for this person, as they are shown once; those of before open nothing more."""
        codes = [_new_code() for _ in range(CODES)]
        cls.objects.update_or_create(
            user=user,
            defaults={
                "name": "codes de secours",
                "digests": [digest_of(code) for code in codes],
                "throttling_failure_timestamp": None,
                "throttling_failure_count": 0,
            },
        )
        return codes


def digest_of(code: str) -> str:
    """Capitals, spaces and hyphens are as people type them: they do not count."""
    letters = "".join(letter for letter in code.lower() if letter.isalnum())
    return salted_hmac("accounts.recovery-code", letters, algorithm="sha256").hexdigest()


def _new_code() -> str:
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(LETTERS)) for _ in range(GROUPS))
    return "-".join(groups)
