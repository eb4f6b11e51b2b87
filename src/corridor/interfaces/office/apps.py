from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "corridor.interfaces.office"
    label = "office"

    def ready(self) -> None:
        from corridor.interfaces.kit.navigation import declare

        from .urls import JOURNEYS

        declare("office", [link for journey in JOURNEYS for link in journey.LINKS])
