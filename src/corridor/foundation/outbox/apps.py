from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "corridor.foundation.outbox"
    label = "outbox"

    def ready(self) -> None:
        from . import deliver  # noqa: F401  registers the job
