"""Renderers by format. The interfaces register theirs; stages ask for a format and know no renderer."""

from collections.abc import Callable

from corridor.foundation.documents.values import Document

Renderer = Callable[[Document], bytes]

_renderers: dict[str, Renderer] = {}


class RendererMissing(LookupError):
    """No renderer was registered for a format."""


def register_renderer(format_name: str, renderer: Renderer) -> None:
    """Make `render(document, format_name)` possible.

    Registering another function for a format is a mistake: ValueError.
    """
    if _renderers.get(format_name, renderer) is not renderer:
        raise ValueError(f"The format {format_name!r} already has a renderer.")
    _renderers[format_name] = renderer


def registered_formats() -> tuple[str, ...]:
    """The formats that can be rendered, sorted."""
    return tuple(sorted(_renderers))


def render(document: Document, format_name: str) -> bytes:
    """The document in a format: "html" (a UTF-8 fragment for a page) or "pdf". Raises RendererMissing."""
    try:
        renderer = _renderers[format_name]
    except KeyError:
        raise RendererMissing(
            f"No renderer for {format_name!r}; there are: {', '.join(registered_formats()) or 'none'}."
        ) from None
    return renderer(document)
