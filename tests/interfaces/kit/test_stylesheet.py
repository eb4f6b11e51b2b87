"""The stylesheet: right-to-left for free, small on a slow line, readable in light and in dark."""

import gzip
import re
from pathlib import Path

import pytest

import corridor.interfaces.kit

CSS = (Path(corridor.interfaces.kit.__file__).parent / "static" / "kit" / "corridor.css").read_text()
PHYSICAL = re.compile(
    r"(?<![-\w])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|(?:min-|max-)?(?:width|height)"
    r"|left|right|top|bottom|float|clear|border-(?:top|bottom)-(?:left|right)-radius)\s*:(?!\s*(?:40|30|60)rem\))"
)
PAIRS = [
    *[(ink, ground, 4.5) for ink in ("ink", "muted", "brand", "bad") for ground in ("paper", "surface")],
    *[(tone, f"{tone}-tint", 4.5) for tone in ("good", "warn", "bad", "info", "brand")],
    ("on-brand", "brand", 4.5),
    ("ink", "soft", 4.5),
    ("line", "surface", 3.0),
    ("line", "paper", 3.0),
]


def _rules() -> str:
    without = re.sub(r"/\*.*?\*/", "", CSS, flags=re.S)
    return re.sub(r"@media[^{]*\{", "{", without)


def test_only_logical_properties() -> None:
    assert PHYSICAL.findall(_rules()) == []
    assert not re.search(r"(?:text-align|float)\s*:\s*(?:left|right)", _rules())


def test_the_pattern_finds_a_physical_property() -> None:
    assert PHYSICAL.search("a{margin-left:1px}")
    assert PHYSICAL.search("a{width:1px}")
    assert not PHYSICAL.search("a{inline-size:1px;border-width:0 2px;margin-inline-start:1px;line-height:1}")


def test_small_enough_for_a_slow_line() -> None:
    assert len(gzip.compress(CSS.encode())) < 10_000


def _tokens(scheme: str) -> dict[str, str]:
    light, dark = re.findall(r":root\{(.*?)\}", CSS, flags=re.S)[:2]
    found = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", light))
    return found | (dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", dark)) if scheme == "dark" else {})


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    parts = [digits[n : n + 2] for n in (0, 2, 4)] if len(digits) == 6 else [digit * 2 for digit in digits]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (int(p, 16) / 255 for p in parts)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_contrast(scheme: str, ink: str, ground: str, least: float) -> None:
    tokens = _tokens(scheme)
    high, low = sorted((_luminance(tokens[ink]), _luminance(tokens[ground])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= least
