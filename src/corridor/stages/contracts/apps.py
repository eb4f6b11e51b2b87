from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "corridor.stages.contracts"
    label = "contracts"

    def ready(self) -> None:
        from corridor.foundation.events import on
        from corridor.stages.selection.api import OfferAccepted

        from .messages import declare_messages
        from .services.draft import draft_accepted

        on(OfferAccepted, draft_accepted)
        declare_messages()
