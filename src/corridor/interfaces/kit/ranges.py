"""A chart of shares with their intervals: a dot for the share, a line for where it may lie."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.charts import _NARROW, _WIDTH, Chart, _Canvas, _shorten

_LABEL, _WORDS = 190, 60


@dataclass(frozen=True)
class Range:
    """One line: a share from 0 to 1 with the ends of its interval; None where it is hidden, `instead` says so."""

    label: str
    share: float | None
    low: float = 0.0
    high: float = 0.0
    tone: str = "bar"
    instead: str = ""


def ranges(title: str, rows: Sequence[Range], heads: Sequence[str], table: Sequence[Sequence[str]]) -> Chart:
    """Lines below each other on a scale from 0 to 100 %. `heads` and `table` are what stands behind the drawing."""
    desc = "; ".join(f"{row.label}: {_words(row)}" for row in rows)
    wide = _drawn(_Canvas(36 * len(rows) + 30, title, desc), rows, beside=True)
    narrow = _drawn(_Canvas(58 * len(rows) + 30, title, desc, _NARROW), rows, beside=False)
    return Chart(title, wide, narrow, tuple(heads), tuple(tuple(row) for row in table))


def _drawn(canvas: _Canvas, rows: Sequence[Range], *, beside: bool) -> SafeString:
    """Labels beside the lines, or above them on a narrow screen; the scale below."""
    start, room = (_LABEL, _WIDTH - _LABEL - _WORDS) if beside else (10, _NARROW - 20 - _WORDS)
    step = 36 if beside else 58
    for n, row in enumerate(rows):
        y = n * step + (20 if beside else 38)
        if beside:
            canvas.text(start - 14, y + 5, _shorten(row.label), "end")
        else:
            canvas.text(2, y - 18, _shorten(row.label, 40))
        canvas.line(start, y, start + room, y, "rule")
        if row.share is not None:
            canvas.rect(start + room * row.low, y - 4, max(2.0, room * (row.high - row.low)), 8, row.tone)
            canvas.circle(start + room * row.share, y, 7, "pin")
        canvas.text(start + room + 10, y + 5, _words(row), css="muted" if row.share is None else "")
    bottom = len(rows) * step + 22
    for part in (0.0, 0.5, 1.0):
        canvas.text(start + room * part, bottom, formatting.percent(part), "middle", "muted")
    return canvas.svg()


def _words(row: Range) -> str:
    return row.instead if row.share is None else formatting.percent(row.share)
