from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def after_migrations(sender: AppConfig, **kwargs: Any) -> None:
    """The groups follow the table of roles at each `migrate`."""
    from accounts.roles import synchronise

    synchronise(sender.label)


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Comptes et droits"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(after_migrations, dispatch_uid="accounts.roles")
