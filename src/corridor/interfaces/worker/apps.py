from django.apps import AppConfig


class WorkerConfig(AppConfig):
    name = "corridor.interfaces.worker"
    label = "worker"

    def ready(self) -> None:
        from corridor.interfaces.kit.navigation import declare

        from .urls import JOURNEYS

        declare("worker", [link for journey in JOURNEYS for link in journey.LINKS])
