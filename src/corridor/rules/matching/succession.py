"""In which order a published list is asked when posts come free: as the round itself chose.

A group that holds less than its reserve comes first, as far as the reserve says (Hafalir, Yenmez and Yildirim 2013);
then the list decides. Where nobody of a group waits, its posts are open to all, as in the round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence


def asking_order(
    waiting: Sequence[tuple[str, str]], held: Sequence[str], reserves: Mapping[str, int]
) -> list[tuple[str, bool]]:
    """The workers in the order in which they are asked, each with whether a reserve put them there.

    `waiting` are (worker, group for which they count, "" for none) in the order of the list; `held` the groups of who
    keeps a post; `reserves` the posts kept first for a group.
    """
    counts = Counter(held)
    kept, others = [], []
    for worker, group in waiting:
        if counts[group] < reserves.get(group, 0):
            counts[group] += 1
            kept.append((worker, True))
        else:
            others.append((worker, False))
    return kept + others
