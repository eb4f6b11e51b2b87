"""What is generated covers everything there is; whether it is up to date is a check of `./corridor test`."""

from pathlib import Path

from corridor.interfaces.cli.docs import MARKED
from corridor.rules.transitions import MACHINES

STAGES = Path(__file__).resolve().parents[2] / "src" / "corridor" / "stages"


def test_every_machine_is_drawn_in_the_readme_of_its_stage() -> None:
    drawn = [found[1] for path in STAGES.glob("*/README.md") for found in MARKED.finditer(path.read_text())]
    assert sorted(drawn) == sorted(MACHINES)
