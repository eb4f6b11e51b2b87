"""The application that carries the document registry; it has no tables."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Names the application."""

    name = "corridor.foundation.documents"
    label = "documents"
