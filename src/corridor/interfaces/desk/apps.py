from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "corridor.interfaces.desk"
    label = "desk"

    def ready(self) -> None:
        from corridor.interfaces.kit.navigation import declare

        from .urls import JOURNEYS

        declare("desk", [link for journey in JOURNEYS for link in journey.LINKS])
