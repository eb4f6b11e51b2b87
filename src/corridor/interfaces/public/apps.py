from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "corridor.interfaces.public"
    label = "public"

    def ready(self) -> None:
        from corridor.interfaces.kit.navigation import declare

        from .urls import JOURNEYS

        declare("public", [link for journey in JOURNEYS for link in journey.LINKS])
