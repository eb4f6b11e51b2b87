"""What may select people for work, and what may not (principle 6), whatever an agreement says.

A criteria register is a list of codes. Each must be in ALLOWED; what is forbidden is reported with its source, and
what nobody knows is refused too, since an unknown name can hide anything. What hides in the words of a job order is
looked for in `wording`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Protocol

ALLOWED: frozenset[str] = frozenset(
    {
        # Counted from the columns: corridor.rules.matching.MEASURES.
        "experience_months",
        "all_experience_months",
        "language_level",
        "skills",
        "training",
        # Further measures of the file.
        "seasons_done",
        "seasons_with_employer",
        "waiting_days",
        "training_done",
        "certificates",
        "driving_licence",
        "rounds_without_offer",
        "registered_days",
    }
)
"""Criteria about the work, about what a person did, and about how long they have waited."""


class ConflictCode(StrEnum):
    """Why a criterion is refused."""

    FORBIDDEN = "forbidden"
    ONLY_AS_RESERVE = "only_as_reserve"  # sex: only posts reserved in the open
    ONLY_AS_LIMIT = "only_as_limit"  # age: only a legal or published limit, with its source
    NEVER_CAPPED = "never_capped"  # a ceiling on a group: it would close posts, where a reserve opens them
    LIMIT_WITHOUT_SOURCE = "limit_without_source"
    SCHEME_SETS_PAY = "scheme_sets_pay"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One refused criterion, reserve or limit: its code in the register, why, and the source that says so."""

    criterion: str
    code: ConflictCode
    source: str


class Limit(Protocol):
    """An age limit with the law or published rule it rests on; corridor.rules.matching.AgeLimit is one."""

    @property
    def years(self) -> int: ...
    @property
    def source(self) -> str: ...


_C111 = "ILO C111 art. 1"
_C190 = "ILO C183 art. 9; CEDAW art. 11(2)"
_R200 = "ILO R200 para. 10"
_C156 = "ILO C156 art. 8"
_C158 = "ILO C158 art. 5"
_C98 = "ILO C98 art. 1"
_FAIR = "ILO general principles for fair recruitment, 2016"
_OWN = "Corridor, principle 6"
_FORBIDDEN_WORDS: dict[str, tuple[str, str]] = {
    # code: (source, words that betray it)
    "pregnancy": (_C190, "pregnancy pregnant maternity contraception fertility embarazo embarazada"),
    "children": (_C156, "children child kids dependants dependents motherhood mother father parent hijos"),
    "family": (_C156, "family familial relatives"),
    "marital_status": (_C158, "marital married single widowed divorced spouse civil"),
    "hiv": (_R200, "hiv aids"),
    "health": (_R200, "health medical blood chest weight height bmi"),
    "disability": ("CRPD art. 27", "disability disabled discapacidad"),
    "religion": (_C111, "religion religious faith church"),
    "ethnicity": (_C111, "ethnicity ethnic race tribe caste colour color skin indigenous"),
    "political_opinion": (_C111, "political politics party opinion"),
    "orientation": (_C111, "sexual orientation"),
    "nationality": (_C111, "nationality citizenship birthplace"),
    "looks": (_OWN, "looks appearance beauty body hands build"),
    "photo": (_OWN, "photo photograph picture portrait"),
    "union": (_C98, "union unions sindicato strike"),
    "complaints_made": (_C158, "complaint complaints complained grievance lawsuit claim claims"),
    "left_early": ("Corridor, principle 4", "absconded absconding runaway left_early non_return overstay"),
    "savings": (_OWN, "savings saving deposit"),
    "debt": (_FAIR, "debt debts loan fee_paid fees_paid"),
    "rating_given": ("Corridor, principle 5", "rating ratings review reviews"),
}
_SEX_WORDS = frozenset({"sex", "gender", "woman", "women", "man", "men", "female", "male", "sexo", "mujer", "hombre"})
_AGE_WORDS = frozenset({"age", "ages", "aged", "birth", "born", "young", "youth", "old", "edad", "birthday"})
_PAY_WORDS = frozenset({"wage", "wages", "salary", "pay"})
_AGE_SOURCE = "ILO C138; Corridor, principle 6"

_MAY_BE_RESERVED = frozenset({"ethnicity", "disability"})
"""Besides sex: groups for which law may open posts, though nobody may be measured by them."""

_MAY_BE_CAPPED = frozenset({"returning"})
"""The only group on which a ceiling may stand: who went before, so that others can go."""

FORBIDDEN: dict[str, str] = {code: source for code, (source, _words) in _FORBIDDEN_WORDS.items()}
"""What may never select, with the source that forbids it."""


def conflicts(
    register: Sequence[str],
    *,
    reserves: Sequence[str] = (),
    ceilings: Sequence[str] = (),
    age_limits: Sequence[Limit] = (),
) -> list[Conflict]:
    """Everything in a scheme's selection that principle 6 refuses, in the order given; an empty list lets it pass.

    `register` holds codes of criteria that give points or decide eligibility, `reserves` the groups of published
    reserves (where sex may stand), `ceilings` those of ceilings, `age_limits` the limits of age (which need a source).
    """
    found = [conflict for criterion in register if (conflict := _criterion_conflict(criterion)) is not None]
    found += [conflict for group in reserves if (conflict := _forbidden(group, _MAY_BE_RESERVED)) is not None]
    found += [Conflict(group, ConflictCode.NEVER_CAPPED, _OWN) for group in ceilings if group not in _MAY_BE_CAPPED]
    found += [
        Conflict(f"age {limit.years}", ConflictCode.LIMIT_WITHOUT_SOURCE, _AGE_SOURCE)
        for limit in age_limits
        if not limit.source.strip()
    ]
    return found


def _criterion_conflict(criterion: str) -> Conflict | None:
    if criterion in ALLOWED:
        return None
    forbidden = _forbidden(criterion)
    if forbidden is not None:
        return forbidden
    parts = _parts(criterion)
    if parts & _SEX_WORDS:
        return Conflict(criterion, ConflictCode.ONLY_AS_RESERVE, _C111)
    if parts & _AGE_WORDS:
        return Conflict(criterion, ConflictCode.ONLY_AS_LIMIT, _AGE_SOURCE)
    if parts & _PAY_WORDS:
        return Conflict(criterion, ConflictCode.SCHEME_SETS_PAY, _OWN)
    return Conflict(criterion, ConflictCode.UNKNOWN, _OWN)


def _forbidden(criterion: str, except_for: frozenset[str] = frozenset()) -> Conflict | None:
    """The conflict of a name that is, or contains, a word of what may never select."""
    parts = _parts(criterion)
    for code, (source, betraying) in _FORBIDDEN_WORDS.items():
        if code in except_for:
            continue
        if code in parts or not parts.isdisjoint(betraying.split()):
            return Conflict(criterion, ConflictCode.FORBIDDEN, source)
    return None


def _parts(criterion: str) -> set[str]:
    """The words of a code, the code itself and its neighbouring pairs: `Number-of children` has `children`."""
    words = re.findall(r"[^\W_]+", re.sub(r"([a-z])([A-Z])", r"\1 \2", criterion).casefold())
    pairs = {f"{first}_{second}" for first, second in pairwise(words)}
    return {*words, *pairs, "_".join(words)}
