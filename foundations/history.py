"""Former states of the rows that people edit: who changed what, and back to it.

The tables are those of django-simple-history. A state is kept when a person of the back office
changes a row, and only then: imports and commands leave none (what the source says is told by
`foundations.corrections`). The first change of a row also keeps the state before it, without which
there would be nothing to go back to. A save that changes nothing keeps nothing: a hospital saves
all that it houses.

Many-to-many fields (communes of an area, networks of an affiliation) have no history.
"""

from typing import Any

from django.db import models
from django.utils import timezone
from simple_history import register
from simple_history.models import HistoricalRecords

BEFORE = "avant la première modification"
"""The reason of the state that was there before anybody touched the row."""

UNCHANGED = "_nothing_to_keep"


class Records(HistoricalRecords):
    def finalize(self, sender: type[models.Model], **kwargs: Any) -> None:
        super().finalize(sender, **kwargs)
        models.signals.pre_save.connect(self.before_save, sender=sender, weak=False)

    def before_save(self, instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
        if raw or self.author() is None or instance.pk is None:
            return
        stored: Any = type(instance)._default_manager.filter(pk=instance.pk).first()
        if stored is None:
            return
        setattr(instance, UNCHANGED, same(stored, instance))
        if not getattr(instance, UNCHANGED) and not stored.history.exists():
            keep(stored, BEFORE)

    def create_historical_record(
        self, instance: models.Model, history_type: str, using: str | None = None
    ) -> None:
        unchanged = instance.__dict__.pop(UNCHANGED, False) and history_type == "~"
        if self.author() is not None and not unchanged:
            super().create_historical_record(instance, history_type, using)

    def author(self) -> Any:
        """The person whose request is being answered; None outside the back office."""
        request = getattr(self.context, "request", None)
        user = getattr(request, "user", None)
        return user if user is not None and user.is_authenticated else None


def track(
    app_label: str, *tables: type[models.Model], but: tuple[str, ...] = ()
) -> tuple[type[models.Model], ...]:
    """Keep the former states of these tables; said once, where their app lists its models.

    `but` names fields that have no history: no restoration brings back what they were.
    """
    for table in tables:
        left_out = [name for name in but if name in {field.name for field in table._meta.fields}]
        register(table, app=app_label, records_class=Records, excluded_fields=left_out)
    return tables


def is_tracked(model: type[models.Model]) -> bool:
    return hasattr(model._meta, "simple_history_manager_attribute")


def attributes(model: type[models.Model]) -> list[str]:
    """The columns that a change can touch; the date of the change is none of them."""
    history: Any = model
    return [
        field.attname
        for field in history.history.model.tracked_fields
        if not (field.primary_key or getattr(field, "auto_now", False))
    ]


def same(one: models.Model, other: models.Model) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in attributes(type(one)))


def keep(row: Any, reason: str) -> None:
    """Keep the state of a row as nobody's."""
    history = row.history.model
    columns = [field.attname for field in history.tracked_fields]
    history.objects.create(
        **{name: getattr(row, name) for name in columns},
        history_date=timezone.now(),
        history_type="~",
        history_change_reason=reason,
    )
