from django.apps import AppConfig


class JourneysConfig(AppConfig):
    """Listens to the stage contracts and declares the messages of this one."""

    name = "corridor.stages.journeys"
    label = "journeys"

    def ready(self) -> None:
        from corridor.foundation.events import on
        from corridor.stages.contracts.api import ContractCancelled, ContractVerified

        from . import daily, handlers, messages  # noqa: F401  daily registers its jobs

        on(ContractVerified, handlers.contract_verified)
        on(ContractCancelled, handlers.contract_cancelled)
        messages.declare_all()
