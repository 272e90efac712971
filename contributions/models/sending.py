"""How many messages came, counted without knowing from whom (see `contributions.rate`)."""

from django.db import models


class DailySalt(models.Model):
    """Random bytes of one day, forgotten the next: no count of a past day can be traced back."""

    day = models.DateField(primary_key=True)
    salt = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = "sel du jour"

    def __str__(self) -> str:
        return str(self.day)


class Sending(models.Model):
    """The messages of one hour from the network addresses that share a short code."""

    hour = models.DateTimeField("heure")
    code = models.CharField("code", max_length=5)
    count = models.PositiveIntegerField("messages", default=0)

    class Meta:
        verbose_name = "comptage"
        constraints = [
            models.UniqueConstraint(fields=["hour", "code"], name="one_count_an_hour_and_code")
        ]

    def __str__(self) -> str:
        return f"{self.hour:%d/%m %Hh} {self.code}: {self.count}"
