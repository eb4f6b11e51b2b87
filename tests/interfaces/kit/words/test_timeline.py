"""Every verb that a stage records has its sentence."""

import re
from pathlib import Path

from corridor.interfaces.kit import words

SOURCE = Path(__file__).resolve().parents[4] / "src" / "corridor"
RECORDED = re.compile(r'record(?:_many)?\(\s*"([a-z_]+\.[a-z_]+)"')


def recorded() -> set[str]:
    files = [*(SOURCE / "stages").rglob("*.py"), *(SOURCE / "foundation").rglob("*.py")]
    return {verb for file in files for verb in RECORDED.findall(file.read_text())}


def test_every_recorded_verb_has_words() -> None:
    assert len(recorded()) > 20
    assert sorted(recorded() - set(words.VERBS)) == []


def test_an_unknown_verb_shows_no_code() -> None:
    assert "." not in str(words.verb("stage.unheard_of")).rstrip(".")
