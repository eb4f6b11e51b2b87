"""The application that carries templates, static files and translations of the kit."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Registers the document renderers and the words of states when the application starts."""

    name = "corridor.interfaces.kit"
    label = "kit"

    def ready(self) -> None:
        """Give `foundation.documents` its renderers: a lower storey cannot import them itself."""
        from corridor.foundation.documents import register_renderer
        from corridor.interfaces.kit.renderers import html, pdf
        from corridor.interfaces.kit.words import register_all_states

        register_renderer("html", html.render)
        register_renderer("pdf", pdf.render)
        register_all_states()
