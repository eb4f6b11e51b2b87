"""SOC-2010, the occupations of the United States, with their ISCO-08 unit groups; and coding of job titles with both.

The table has only the codes that occur in the H-2A disclosure file; its first line says where it comes from.
"""

from collections import defaultdict
from functools import lru_cache

from corridor.foundation.reference import isco, occupations
from corridor.foundation.reference.synonyms import synonyms
from corridor.foundation.reference.tables import rows
from corridor.rules.occupations import Candidates, Coded, Decisions, Phrase, Why, candidates, code, tokens

SURE = 0.6
"""A title coded with less confidence than this waits for a person."""

GUESS = 0.2
"""Below this an answer is a guess: it may be proposed to a person and is not written down."""


@lru_cache(maxsize=1)
def crosswalk() -> dict[str, dict[str, float]]:
    """SOC code -> ISCO unit group -> its share; the shares of a code add up to 1."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows("soc_isco.tsv"):
        found[row["soc"]][row["isco"]] = float(row["share"])
    return dict(found)


@lru_cache(maxsize=1)
def titles() -> dict[str, str]:
    """SOC code -> its English title."""
    return {row["soc"]: row["title"] for row in rows("soc_isco.tsv")}


@lru_cache(maxsize=1)
def phrases() -> Candidates:
    """The titles and search words of ISCO-08 in all languages, ready for coding."""
    found = []
    for unit in isco.unit_groups():
        group = isco.groups()[unit]
        found += [Phrase(unit, title, title=True) for title in group.titles.values()]
        found += [Phrase(unit, phrase) for words in group.words.values() for phrase in words]
    return candidates(found, synonyms())


def code_title(title: str, soc: str = "", decisions: Decisions | None = None) -> tuple[Coded, ...]:
    """The ISCO-08 unit groups a job title may mean, most likely first, helped by its SOC code where there is one.

    `decisions` are what people decided about titles before: exactly the same words need not be decided again.
    """
    stems = frozenset(tokens(title, synonyms()))
    if decisions and decisions.of(stems):
        answers = occupations.rank(title, decisions=decisions)
        return tuple(Coded(answer.code, answer.confidence, Why.DECIDED, tuple(sorted(stems))) for answer in answers)
    if soc.strip():
        return _by_both(title, soc)
    answers = occupations.rank(title, decisions=decisions)
    return tuple(Coded(answer.code, answer.confidence, Why.WORDS, ()) for answer in answers)


@lru_cache(maxsize=4096)
def _by_both(title: str, soc: str) -> tuple[Coded, ...]:
    return tuple(code(title, phrases(), soc=soc, crosswalk=crosswalk()))
