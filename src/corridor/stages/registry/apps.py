from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Tells the outbox where messages to a person go."""

    name = "corridor.stages.registry"
    label = "registry"

    def ready(self) -> None:
        from corridor.foundation.outbox.recipients import resolve_by

        from .services.reach import addresses

        resolve_by(addresses)
