from django.apps import AppConfig


class EmployerConfig(AppConfig):
    name = "corridor.interfaces.employer"
    label = "employer"

    def ready(self) -> None:
        from corridor.interfaces.kit.navigation import declare

        from .urls import JOURNEYS

        declare("employer", [link for journey in JOURNEYS for link in journey.LINKS])
