from django.apps import AppConfig


class ImportersConfig(AppConfig):
    name = "importers"
    verbose_name = "Tableaux et imports"

    def ready(self) -> None:
        from foundations import to_do
        from importers.spreadsheets.keeping import drafts

        to_do.register(
            "Tableaux envoyés, à terminer",
            "admin:importers_upload_changelist",
            drafts,
            "importers.add_upload",
        )
