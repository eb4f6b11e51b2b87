from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """Declares the messages of this stage."""

    name = "corridor.stages.returns"
    label = "returns"

    def ready(self) -> None:
        from . import messages

        messages.declare_all()
