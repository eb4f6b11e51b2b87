"""The icons: strokes of 2 on a grid of 24, drawn for Corridor. A word always stands beside an icon."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# ruff: noqa: E501 - a path is one word
# Content of the <svg> of each icon.
STROKES: dict[str, str] = {
    "alert": '<path d="M12 3.5 21.5 20h-19zM12 10v4.5m0 2.8v.1"/>',
    "arrow": '<path d="M4 12h15m-6-6 6 6-6 6"/>',
    "back": '<path d="M20 12H5m6-6-6 6 6 6"/>',
    "bell": '<path d="M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4"/>',
    "book": '<path d="M12 6c-2-2-5-2-9-2v14c4 0 7 0 9 2 2-2 5-2 9-2V4c-4 0-7 0-9 2zM12 6v14"/>',
    "briefcase": '<path d="M3 8h18v12H3zM8 8V4h8v4M3 13h18"/>',
    "building": '<path d="M5 21V3h14v18M3 21h18M9 7h2m2 0h2M9 11h2m2 0h2M9 15h2m2 0h2"/>',
    "bus": '<path d="M4 5h16v12H4zM4 11h16M7 17v3m10-3v3M8 14h.1m7.9 0h.1"/>',
    "calendar": '<path d="M4 6h16v15H4zM4 10h16M8 3v5m8-5v5"/>',
    "card": '<path d="M3 6h18v12H3zM3 10h18M6 14.5h5"/>',
    "chart": '<path d="M4 20h16M7 20v-6m5 6V6m5 14v-9"/>',
    "check": '<path d="m4 12.5 5.5 5.5L20 6.5"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "document": '<path d="M6 3h8l5 5v13H6zM14 3v5h5M9 13h7m-7 4h7"/>',
    "download": '<path d="M12 4v11m-5-5 5 5 5-5M4 20h16"/>',
    "edit": '<path d="m4 20 1-5L16 4l4 4L9 19zM13 7l4 4"/>',
    "eye": '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="3"/>',
    "farm": '<path d="M12 21V9m0 5c-4 0-6-2-6-6 4 0 6 2 6 6zm0-2c0-4 2-6 6-6 0 4-2 6-6 6zM4 21h16"/>',
    "filter": '<path d="M3 5h18l-7 8v6l-4 2v-8z"/>',
    "flag": '<path d="M5 21V4m0 1h13l-3 4 3 4H5"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c6 5 6 13 0 18-6-5-6-13 0-18z"/>',
    "hand": '<path d="M7 12V6.5a1.5 1.5 0 0 1 3 0V11V4.5a1.5 1.5 0 0 1 3 0V11V6a1.5 1.5 0 0 1 3 0v6V9a1.5 1.5 0 0 1 3 0v5c0 4-3 7-6 7-4 0-5-2-8-7l1.5-1.5z"/>',
    "health": '<path d="M12 20S3.5 15 3.5 9A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8.5 2c0 6-8.5 11-8.5 11z"/>',
    "help": '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 2.300c-.7.3-1 .8-1 1.700m0 3v.1"/>',
    "home": '<path d="m3 11.5 9-8 9 8M6 9.5V20h12V9.5M10 20v-6h4v6"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6m0-9.5v.1"/>',
    "languages": '<path d="M3 6h10M8 3.5V6m3 0c-1 4-4 7-8 8.5M5 9c1 2 3 4 6 5.5M12 20.5l4.5-11 4.5 11m-7.5-3.5h6"/>',
    "list": '<path d="M9 6h11M9 12h11M9 18h11M4 6h.1M4 12h.1M4 18h.1"/>',
    "lock": '<path d="M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3M12 15v2"/>',
    "mail": '<path d="M3 6h18v13H3zM3 7l9 7 9-7"/>',
    "message": '<path d="M4 5h16v11H10l-5 4v-4H4z"/>',
    "minus": '<path d="M5 12h14"/>',
    "money": '<path d="M3 7h18v11H3zM6.5 12.5h.1m10.900 0h.1"/><circle cx="12" cy="12.5" r="2.5"/>',
    "people": '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20a6.5 6.5 0 0 1 13 0M15.5 4.8a3.5 3.5 0 0 1 0 6.400M18 14.200a6.5 6.5 0 0 1 3.5 5.8"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 21a7.5 7.5 0 0 1 15 0"/>',
    "phone": '<path d="M5 3.5h4l2 5-2.5 2a12 12 0 0 0 5 5l2-2.5 5 2v4a1.5 1.5 0 0 1-1.5 1.5C10.5 20.5 3.5 13.5 3.5 5A1.5 1.5 0 0 1 5 3.5z"/>',
    "pin": '<path d="M12 21.5S5 14.5 5 9.5a7 7 0 0 1 14 0c0 5-7 12-7 12z"/><circle cx="12" cy="9.5" r="2.5"/>',
    "plane": '<path d="M10.5 13.5 4 11l-1 1 5 3.5L9 21l1-1 1-4.5 3.5 5 1-1-2-6.5 5.5-5.5a1.8 1.8 0 0 0-2.5-2.5L10 10 4.5 8l-1 1z"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "print": '<path d="M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z"/>',
    "receipt": '<path d="M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6m-6 4h6"/>',
    "return": '<path d="M9 6 4 11l5 5M4 11h11a5 5 0 0 1 0 10h-4"/>',
    "scale": '<path d="M12 4v16m-5 0h10M5 7h14M5 7l-3 7h6zm14 0-3 7h6z"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "seal": '<path d="M12 3 4.5 6v6c0 4.5 3 7.5 7.5 9 4.5-1.5 7.5-4.5 7.5-9V6zM8.5 12l2.5 2.5 4.5-5"/>',
    "upload": '<path d="M12 16V5m-5 5 5-5 5 5M4 20h16"/>',
}

# Icons that point along the line of reading turn round in right-to-left pages.
_DIRECTED = frozenset({"arrow", "back", "return", "list"})


def icon(name: str, css_class: str = "") -> SafeString:
    """Inline SVG of an icon, hidden from screen readers since words stand beside it.

    Raises KeyError for an unknown name, so that a mistyped icon fails in the first test that renders it.
    """
    classes = " ".join(c for c in ("icon", "flip" if name in _DIRECTED else "", css_class) if c)
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        classes,
        mark_safe(STROKES[name]),  # noqa: S308 - constants above
    )
