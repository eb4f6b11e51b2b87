"""The application that carries templates, static files and translations of the kit."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KitConfig(AppConfig):
    """Registers the document renderers and the words of states when the application starts."""

    name = "corridor.interfaces.kit"
    label = "kit"

    def ready(self) -> None:
        """Give the lower storeys what they cannot import: renderers and words of documents, the message with a code."""
        from corridor.foundation.documents import register_renderer, register_words
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
            "accounts.code",
            subject=_("Your code for Corridor"),
            body=_("Corridor: your code is %(code)s. It is good for ten minutes, once. Tell it to nobody."),
        )
