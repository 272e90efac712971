from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "upkeep"
    verbose_name = "À tenir à jour"

    def ready(self) -> None:
        from upkeep import waiting

        waiting.register_queues()
