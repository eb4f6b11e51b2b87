"""Known words near to a word that is not known: one slip of the finger in a short word, two in a long one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from corridor.rules.occupations.tokens import distance_within

LEAST_LETTERS = 4
LONG = 8
"""From this many letters on, a word may have two slips."""


class Vocabulary:
    """Known words, found by their pairs of neighbouring letters. Build it once; it is never changed."""

    def __init__(self, known: Iterable[str]) -> None:
        self._by_pair: dict[str, list[str]] = defaultdict(list)
        self._known = frozenset(known)
        for word in sorted(self._known):
            for pair in pairs(word):
                self._by_pair[pair].append(word)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def beginning(self, letters: str) -> list[str]:
        """Known words that begin with at least two letters, the shortest first."""
        return sorted((word for word in self._by_pair.get(letters[:2], ()) if word.startswith(letters)), key=len)

    def near(self, word: str) -> list[tuple[str, int]]:
        """(known word, slips) of those with the fewest slips; none for short words. A slip is as `distance_within`."""
        if len(word) < LEAST_LETTERS:
            return []
        most = 1 if len(word) < LONG else 2
        wanted = pairs(word)
        shared: dict[str, int] = defaultdict(int)
        for pair in wanted:
            for known in self._by_pair.get(pair, ()):
                shared[known] += 1
        # One slip touches at most three pairs of letters (an exchange of neighbours).
        least = max(1, len(wanted) - 3 * most)
        likely = [known for known, count in shared.items() if count >= least and len(known) >= LEAST_LETTERS]
        found = {known: distance_within(word, known, most) for known in likely if abs(len(known) - len(word)) <= most}
        slips = [count for count in found.values() if count is not None]
        fewest = min(slips, default=0)
        return sorted((known, fewest) for known, count in found.items() if count == fewest)


def pairs(word: str) -> set[str]:
    """The pairs of neighbouring letters."""
    return {word[place : place + 2] for place in range(len(word) - 1)}
