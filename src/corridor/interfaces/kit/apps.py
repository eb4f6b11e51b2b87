"""The application that carries templates, static files and translations of the kit."""

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from corridor.foundation.accounts.events import AccessReset


class KitConfig(AppConfig):
    """Registers the document renderers and the words of states when the application starts."""

    name = "corridor.interfaces.kit"
    label = "kit"

    def ready(self) -> None:
        """Give the lower storeys what they cannot import: renderers and words of documents, the message with a code."""
        from corridor.foundation.accounts.events import AccessReset
        from corridor.foundation.documents import register_renderer, register_words
        from corridor.foundation.events import on
        from corridor.foundation.outbox.messages import declare
        from corridor.interfaces.kit import formatting
        from corridor.interfaces.kit.renderers import html, pdf
        from corridor.interfaces.kit.words import clause, register_all_states, term

        register_renderer("html", html.render)
        register_renderer("pdf", pdf.render)
        register_words("clause", clause)
        register_words("term", term)
        register_words("day", formatting.day)
        register_all_states()
        declare(
            "accounts.reset",
            subject=_("Your sign-in to Corridor was made anew"),
            body=_(
                "An administrator made a new password or a new authenticator for your account. If you did not ask for"
                " it, tell another administrator at once."
            ),
        )
        on(AccessReset, _tell_reset)
        declare(
            "accounts.code",
            subject=_("Your code for Corridor"),
            body=_("Corridor: your code is %(code)s. It is good for ten minutes, once. Tell it to nobody."),
        )


def _tell_reset(reset: "AccessReset") -> None:
    from corridor.foundation.database.context import SYSTEM
    from corridor.foundation.outbox.deliver import send

    send("accounts.reset", by=SYSTEM, account_id=reset.account_id, language=reset.language, channel="email")
