"""The application that carries templates, static files and translations of the kit."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Registers the document renderers and the words of states when the application starts."""

    name = "corridor.interfaces.kit"
    label = "kit"

    def ready(self) -> None:
        """Give `foundation.documents` its renderers and words: a lower storey cannot import them itself."""
        from corridor.foundation.documents import register_renderer, register_words
        from corridor.interfaces.kit import formatting
        from corridor.interfaces.kit.renderers import html, pdf
        from corridor.interfaces.kit.words import clause, register_all_states, term

        register_renderer("html", html.render)
        register_renderer("pdf", pdf.render)
        register_words("clause", clause)
        register_words("term", term)
        register_words("day", formatting.day)
        register_all_states()
