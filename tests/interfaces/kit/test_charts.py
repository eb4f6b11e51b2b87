"""Charts: the numbers in words and in a table, mirrored from right to left, a drawing of its own for a phone."""

import re
from datetime import date

from django.utils import translation

from corridor.interfaces.kit import charts

ROWS = [charts.Bar("Registered", 1200), charts.Bar("Chosen", 600, "of 700 posts"), charts.Bar("None", 0)]


def _rects(svg: str) -> list[tuple[float, float]]:
    return [(float(x), float(w)) for x, w in re.findall(r'<rect x="([\d.-]+)"[^>]*width="([\d.]+)"', svg)]


def test_bars_are_in_proportion() -> None:
    (_x1, first), (_x2, second), _none = _rects(charts.bars("Season", ROWS).svg)
    assert abs(first - 2 * second) < 0.2


def test_bars_are_mirrored_in_arabic() -> None:
    left = charts.bars("Season", ROWS)
    with translation.override("ar"):
        right = charts.bars("Season", ROWS)
    for before, after, width in ((left.svg, right.svg, 720), (left.narrow, right.narrow, 360)):
        assert [(width - x - w, w) for x, w in _rects(before)] == _rects(after)
    assert 'direction="rtl"' in right.svg
    assert 'direction="ltr"' in left.svg


def test_gauge_and_strip_are_mirrored_in_arabic() -> None:
    def points() -> list[float]:
        marks = [charts.Mark("a", date(2027, 1, 10)), charts.Mark("b", date(2027, 3, 1), "now")]
        drawn = charts.strip("Way", marks, first=date(2027, 1, 1), last=date(2027, 4, 1)).svg
        drawn += charts.gauge("Cost", 0.8, [(1, "good", "low"), (3, "bad", "high")], words="0.8 months").svg
        return [float(x) for x in re.findall(r'<circle cx="([\d.]+)"', drawn)]

    left = points()
    with translation.override("ar"):
        right = points()
    assert len(left) == 3
    assert all(abs(720 - x - y) < 0.01 for x, y in zip(left, right, strict=True))


def test_table_holds_every_number_and_the_share_of_the_stage_before() -> None:
    chart = charts.funnel("Season", ROWS)
    assert chart.rows == (("Registered", "1,200", ""), ("Chosen", "600 of 700 posts", "50%"), ("None", "0", "0%"))


def test_words_are_escaped_and_described() -> None:
    chart = charts.bars("<b>", [charts.Bar("<script>", 5)])
    assert "<script>" not in chart.svg
    assert "&lt;script&gt;" in chart.narrow
    assert "<desc" in chart.svg
    assert 'role="img"' in chart.svg


def test_nothing_to_count_still_draws() -> None:
    assert charts.bars("Empty", []).rows == ()
    assert charts.gauge("Cost", 99, [(1, "bad", "x")], words="much").svg


def test_two_drawings_do_not_share_ids() -> None:
    chart = charts.bars("Season", ROWS)
    ids = re.findall(r' id="([^"]+)"', chart.svg + chart.narrow)
    assert len(ids) == len(set(ids)) == 4
