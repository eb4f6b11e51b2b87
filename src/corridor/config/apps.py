from django.apps import AppConfig


class HouseConfig(AppConfig):
    """Loaded last: composes the roles from what the stages declare."""

    name = "corridor.config"
    label = "house"

    def ready(self) -> None:
        from .roles import install_roles

        install_roles()
