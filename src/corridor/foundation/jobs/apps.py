from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "corridor.foundation.jobs"
    label = "jobs"

    def ready(self) -> None:
        from . import stalled  # noqa: F401  registers its jobs
