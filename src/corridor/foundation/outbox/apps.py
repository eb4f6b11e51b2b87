import os

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class OutboxConfig(AppConfig):
    """Reads which gateway carries which channel, and does not start with one that could not send."""

    name = "corridor.foundation.outbox"
    label = "outbox"

    def ready(self) -> None:
        from . import deliver, gateways

        try:
            deliver.use(gateways.read({**os.environ, "CORRIDOR_VAR": settings.CORRIDOR_VAR}))
        except gateways.GatewayUnready as unready:
            raise ImproperlyConfigured(str(unready)) from None
