from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "contributions"
    verbose_name = "Signalements et vérifications"

    def ready(self) -> None:
        from contributions import queues

        queues.register()
