"""Rounds in which workers name single orders, on columns: the answers of `corridor.rules.matching.run`, for millions.

Workers come in chunks (`Asking.add`), so that only columns are kept of them; `decide` then draws, matches and finds
the reason of every pair. `run` is the oracle of the tests; `second` checks each result and shares no code with it.
"""

from corridor.rules.matching.engine.listed.answers import Answers
from corridor.rules.matching.engine.listed.asking import Asking, Unsound
from corridor.rules.matching.engine.listed.deciding import decide
from corridor.rules.matching.engine.listed.second import faults
from corridor.rules.matching.engine.listed.size import need

__all__ = ["Answers", "Asking", "Unsound", "decide", "faults", "need"]
