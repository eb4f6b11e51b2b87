"""The product's settings on the run's throw-away server, as the application's role."""

from corridor.foundation.i18n import messages
from tests.harness import server

server.prepare_environment()
messages.compile_all()

from corridor.config.settings import *  # noqa: E402, F403

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
