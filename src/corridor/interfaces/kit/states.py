"""Labels and tones of the states of every machine, so that one word and one colour name a state everywhere.

Doors and stages cannot be imported here; whoever owns the words of a machine registers them in `AppConfig.ready()`.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

TONES = ("", "good", "warn", "bad", "info", "brand")


class StateLabel(NamedTuple):
    """How a state is shown: a translatable label and one of TONES ("" is neutral)."""

    label: Any
    tone: str = ""


_labels: dict[tuple[str, str], StateLabel] = {}


def register_states(machine: str, labels: Mapping[str, tuple[Any, str]]) -> None:
    """Name the states of a machine: state -> (lazily translated label, tone).

    Raises ValueError for an unknown tone or when a state is named twice with other words.
    """
    for state, (label, tone) in labels.items():
        if tone not in TONES:
            raise ValueError(f"State {machine}.{state} has the tone {tone!r}; tones are {', '.join(TONES[1:])}.")
        known = _labels.get((machine, state))
        if known is not None and (known.label != label or known.tone != tone):
            raise ValueError(f"State {machine}.{state} is already named {known.label}.")
        _labels[machine, state] = StateLabel(label, tone)


def state_label(machine: str, state: str) -> StateLabel:
    """Label and tone of a state. Raises KeyError when nobody named it, so that a code never reaches a screen."""
    try:
        return _labels[machine, str(state)]
    except KeyError:
        raise KeyError(f"No words are registered for state {state!r} of machine {machine!r}.") from None


def registered_states() -> dict[str, list[str]]:
    """Machines and the states that have words, for the test that every state of every machine has them."""
    found: dict[str, list[str]] = {}
    for machine, state in _labels:
        found.setdefault(machine, []).append(state)
    return found
