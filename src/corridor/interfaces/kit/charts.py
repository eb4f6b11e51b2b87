"""Charts as SVG made on the server, each with its table: no script, prints in black and white, mirrored for Arabic.

Coordinates are computed for left to right and turned round in `_Canvas`; text anchors turn by themselves with the
`direction` of the SVG. Colours are classes of the stylesheet, never attributes, so that dark pages and paper work.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from corridor.interfaces.kit import formatting

_WIDTH = 720
_NARROW = 360
_BAR = 22
_LABEL = 190


@dataclass(frozen=True)
class Chart:
    """A drawn chart: the SVG for wide and for narrow screens, and the table behind it (heads, rows of text)."""

    title: str
    svg: SafeString
    narrow: SafeString
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Bar:
    """One line of a funnel or bar chart; `note` follows the number ("of 700 posts"); `target` draws a mark.

    `instead` stands in place of a number that must not be shown ("fewer than 10"): its value is then 0.
    """

    label: str
    value: float
    note: str = ""
    target: float | None = None
    tone: str = ""
    instead: str = ""


@dataclass(frozen=True)
class Mark:
    """One date on a strip of time; `state` is "done", "now", "late" or ""."""

    label: str
    on: date
    state: str = ""


@dataclass
class _Canvas:
    """Collects shapes; mirrors their x when the language runs from right to left."""

    height: int
    title: str
    desc: str
    width: int = _WIDTH
    parts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.mirrored = translation.get_language_bidi()

    def x(self, x: float, width: float = 0) -> str:
        """The x of a shape of this width that starts x from the edge where reading starts."""
        return f"{self.width - x - width if self.mirrored else x:g}"

    def rect(self, x: float, y: float, width: float, height: float, css: str, radius: int = 3) -> None:
        self.parts.append(
            f'<rect x="{self.x(x, width)}" y="{y:g}" width="{width:g}" height="{height:g}"'
            f' rx="{radius}" class="{css}"/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, css: str) -> None:
        self.parts.append(f'<line x1="{self.x(x1)}" y1="{y1:g}" x2="{self.x(x2)}" y2="{y2:g}" class="{css}"/>')

    def circle(self, x: float, y: float, radius: float, css: str) -> None:
        self.parts.append(f'<circle cx="{self.x(x)}" cy="{y:g}" r="{radius:g}" class="{css}"/>')

    def text(self, x: float, y: float, text: str, anchor: str = "start", css: str = "") -> None:
        classes = f' class="{css}"' if css else ""
        self.parts.append(f'<text x="{self.x(x)}" y="{y:g}" text-anchor="{anchor}"{classes}>{escape(text)}</text>')

    def svg(self) -> SafeString:
        """The finished drawing; title and description are read by screen readers."""
        key = uuid.uuid5(uuid.NAMESPACE_OID, "".join(self.parts) + self.title).hex[:8]
        direction = "rtl" if self.mirrored else "ltr"
        return mark_safe(  # noqa: S308 - every text above is escaped
            f'<svg viewBox="0 0 {self.width} {self.height}" role="img" direction="{direction}"'
            f' aria-labelledby="t{key} d{key}"><title id="t{key}">{escape(self.title)}</title>'
            f'<desc id="d{key}">{escape(self.desc)}</desc>{"".join(self.parts)}</svg>'
        )


def _said(bar: Bar) -> str:
    return f"{bar.instead or formatting.number(bar.value)} {bar.note}".strip()


def _describe(bars: Sequence[Bar]) -> str:
    return "; ".join(f"{bar.label}: {_said(bar)}" for bar in bars)


def _shorten(text: str, limit: int = 24) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def bars(title: str, rows: Sequence[Bar], *, unit: Any = "") -> Chart:
    """Horizontal bars, the number in words behind each; a dashed mark where a row has a target."""
    return _bar_chart(title, rows, str(unit) or _("Number"))


def funnel(title: str, rows: Sequence[Bar]) -> Chart:
    """Stages from first to last: bars, and in the table each stage's share of the one before."""
    chart = _bar_chart(title, rows, _("Number"))
    shares = [""]
    for before, now in pairwise(rows):
        known = before.value and not (before.instead or now.instead)
        shares.append(formatting.percent(now.value / before.value) if known else "–")
    return Chart(
        chart.title,
        chart.svg,
        chart.narrow,
        (_("Stage"), _("Number"), _("Share of the stage before")),
        tuple((bar.label, _said(bar), share) for bar, share in zip(rows, shares, strict=True)),
    )


def _bar_chart(title: str, rows: Sequence[Bar], unit: str) -> Chart:
    with_target = any(bar.target is not None for bar in rows)
    heads = ("", unit, _("Target")) if with_target else ("", unit)
    table = tuple((bar.label, _said(bar), *_target_cell(bar, with_target)) for bar in rows)
    return Chart(title, _wide_bars(title, rows), _narrow_bars(title, rows), heads, table)


def _top(rows: Sequence[Bar]) -> float:
    return max([1.0, *(float(bar.value) for bar in rows), *(float(bar.target or 0) for bar in rows)])


def _wide_bars(title: str, rows: Sequence[Bar]) -> SafeString:
    """Labels beside the bars."""
    step, top = 36, _top(rows)
    canvas = _Canvas(step * len(rows) + 6, title, _describe(rows))
    for n, bar in enumerate(rows):
        canvas.text(_LABEL - 10, 6 + n * step + 16, _shorten(bar.label), "end")
        _bar(canvas, bar, 6 + n * step, _LABEL, _WIDTH - _LABEL - 10, top)
    return canvas.svg()


def _narrow_bars(title: str, rows: Sequence[Bar]) -> SafeString:
    """Labels above the bars."""
    step, top = 58, _top(rows)
    canvas = _Canvas(step * len(rows) + 6, title, _describe(rows), _NARROW)
    for n, bar in enumerate(rows):
        canvas.text(2, n * step + 18, _shorten(bar.label, 40))
        _bar(canvas, bar, n * step + 26, 2, _NARROW - 4, top)
    return canvas.svg()


def _bar(canvas: _Canvas, bar: Bar, y: float, start: float, room: float, top: float) -> None:
    """One bar with its words inside or, where they do not fit, behind it."""
    width, words = max(2.0, round(room * float(bar.value) / top, 1)), _said(bar)
    canvas.rect(start, y, width, _BAR, bar.tone or "bar")
    if width > 14 + 8.5 * len(words):
        canvas.text(start + 10, y + 16, words, css="on")
    else:
        canvas.text(start + width + 8, y + 16, words)
    if bar.target is not None:
        at = start + round(room * bar.target / top, 1)
        canvas.line(at, y - 4, at, y + _BAR + 4, "target")


def _target_cell(bar: Bar, wanted: bool) -> tuple[str, ...]:
    if not wanted:
        return ()
    return (formatting.number(bar.target) if bar.target is not None else "–",)


def gauge(title: str, value: float, limits: Sequence[tuple[float, str, str]], *, words: str) -> Chart:
    """A value on a coloured scale, for example the cost of a job in months of wage.

    `limits` are (upper end, tone, label) in rising order; the value beyond the last is drawn at the end.
    `words` say the value and what it means: they stand over the mark and are all that a screen reader needs.
    """
    wide, narrow = (_scale(_Canvas(116, title, words, width), value, limits, words) for width in (_WIDTH, _NARROW))
    tops = tuple((label, formatting.number(upper)) for upper, _tone, label in limits)
    return Chart(title, wide, narrow, ("", _("up to")), ((words, formatting.number(value)), *tops))


def _scale(canvas: _Canvas, value: float, limits: Sequence[tuple[float, str, str]], words: str) -> SafeString:
    """The scale of a gauge; labels on two levels, so that those of short stretches stay apart."""
    top, start, room = float(limits[-1][0]), 10.0, canvas.width - 20.0
    lower = 0.0
    for n, (upper, tone, label) in enumerate(limits):
        x = start + room * lower / top
        canvas.rect(x, 40, room * (float(upper) - lower) / top - 3, 16, tone, 4)
        canvas.text(x + 2, 76 + 20 * (n % 2), label, css="muted")
        lower = float(upper)
    at = start + room * min(max(value, 0.0), top) / top
    canvas.line(at, 32, at, 64, "mark")
    canvas.circle(at, 32, 6, "pin")
    anchor = "start" if at < canvas.width * 0.3 else "end" if at > canvas.width * 0.7 else "middle"
    canvas.text(at, 18, words, anchor, "strong")
    return canvas.svg()


def strip(title: str, marks: Sequence[Mark], *, first: date, last: date) -> Chart:
    """Dates on a line from `first` to `last`, labels on two levels so that neighbours stay readable."""
    words = "; ".join(f"{mark.label}: {formatting.day(mark.on)}" for mark in marks)
    wide, narrow = (_line(_Canvas(112, title, words, width), marks, first, last) for width in (_WIDTH, _NARROW))
    rows = tuple((mark.label, formatting.day(mark.on)) for mark in marks)
    return Chart(title, wide, narrow, ("", _("Date")), rows)


def _line(canvas: _Canvas, marks: Sequence[Mark], first: date, last: date) -> SafeString:
    start, room = 60.0, canvas.width - 120.0
    span = max((last - first).days, 1)
    canvas.line(start, 56, start + room, 56, "rule")
    tones = {"done": "good", "now": "bar", "late": "bad", "": "track"}
    for n, mark in enumerate(sorted(marks, key=lambda m: m.on)):
        x = start + room * min(max((mark.on - first).days / span, 0), 1)
        canvas.circle(x, 56, 8, tones[mark.state])
        y = 20 if n % 2 == 0 else 84
        canvas.text(x, y, _shorten(mark.label, 15), "middle", "strong" if mark.state == "now" else "")
        canvas.text(x, y + 16, formatting.day(mark.on, style="medium"), "middle", "muted")
    return canvas.svg()
