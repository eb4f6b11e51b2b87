"""Hard rules: may this worker do this work at all? Every failed rule is named with what would change it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corridor.rules.matching.market import Orders, Workers


class Rule(StrEnum):
    """A hard rule that a worker did not meet for an order."""

    OCCUPATION = "occupation"  # the work is not among the occupations the worker wishes for or has done
    EXPERIENCE = "experience"  # fewer months in this occupation than the order needs
    LANGUAGE = "language"  # a language below the level the work needs
    SKILL = "skill"  # a skill the work needs is not in the file
    TRAINING = "training"  # a course or certificate the work needs is not in the file
    AVAILABLE_FROM = "available_from"  # free only after the work starts
    AVAILABLE_UNTIL = "available_until"  # free only until before the work ends
    DOCUMENT = "document"  # no travel document valid to the end of the work
    BIRTH_DATE = "birth_date"  # a legal limit of age applies and the file has no birth date
    MINIMUM_AGE = "minimum_age"  # below the legal age at the start
    MAXIMUM_AGE = "maximum_age"  # above a published legal limit at the start


class Mend(StrEnum):
    """What would change a failed rule."""

    ADD_OCCUPATION = "add_occupation"
    GAIN_EXPERIENCE = "gain_experience"
    LEARN_LANGUAGE = "learn_language"
    PROVE_SKILL = "prove_skill"
    TAKE_TRAINING = "take_training"
    CHANGE_DATES = "change_dates"
    RENEW_DOCUMENT = "renew_document"
    GIVE_BIRTH_DATE = "give_birth_date"
    WAIT_FOR_AGE = "wait_for_age"
    OTHER_ORDER = "other_order"


@dataclass(frozen=True, slots=True)
class Failure:
    """One failed rule: what the order needs, what the file has, and what would change it; `source` for legal limits."""

    rule: Rule
    needed: str
    has: str
    mend: Mend
    source: str = ""


def age_on(born: date, day: date) -> int:
    """Return full years of age on `day`; somebody born on 29 February comes of age on 1 March in common years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def failed_rules(workers: Workers, orders: Orders, w: int, o: int) -> tuple[Failure, ...]:
    """Return every hard rule that worker `w` fails for order `o` (both indices); empty means eligible."""
    return (
        *_work_failures(workers, orders, w, o),
        *_skill_failures(workers, orders, w, o),
        *_date_failures(workers, orders, w, o),
        *_age_failures(workers, orders, w, o),
    )


def _work_failures(workers: Workers, orders: Orders, w: int, o: int) -> list[Failure]:
    found = []
    code, months = orders.occupations[o], workers.experience[w].get(orders.occupations[o], 0)
    if code not in workers.occupations[w] and months == 0:
        found.append(Failure(Rule.OCCUPATION, code, " ".join(sorted(workers.occupations[w])), Mend.ADD_OCCUPATION))
    if months < orders.experience_months[o]:
        found.append(Failure(Rule.EXPERIENCE, str(orders.experience_months[o]), str(months), Mend.GAIN_EXPERIENCE))
    return found


def _skill_failures(workers: Workers, orders: Orders, w: int, o: int) -> list[Failure]:
    found = []
    for language, level in sorted(orders.languages[o].items()):
        has = workers.languages[w].get(language, 0)
        if has < level:
            found.append(Failure(Rule.LANGUAGE, f"{language}:{level}", f"{language}:{has}", Mend.LEARN_LANGUAGE))
    for skill in sorted(orders.skills[o] - workers.skills[w]):
        found.append(Failure(Rule.SKILL, skill, "", Mend.PROVE_SKILL))
    for course in sorted(orders.training[o] - workers.training[w]):
        found.append(Failure(Rule.TRAINING, course, "", Mend.TAKE_TRAINING))
    return found


def _date_failures(workers: Workers, orders: Orders, w: int, o: int) -> list[Failure]:
    found = []
    start, end = orders.start[o], orders.end[o]
    free_from, free_until, document = workers.available_from[w], workers.available_until[w], workers.document_until[w]
    if free_from is not None and free_from > start:
        found.append(Failure(Rule.AVAILABLE_FROM, start.isoformat(), free_from.isoformat(), Mend.CHANGE_DATES))
    if free_until is not None and free_until < end:
        found.append(Failure(Rule.AVAILABLE_UNTIL, end.isoformat(), free_until.isoformat(), Mend.CHANGE_DATES))
    if document is None or document < end:
        has = document.isoformat() if document else ""
        found.append(Failure(Rule.DOCUMENT, end.isoformat(), has, Mend.RENEW_DOCUMENT))
    return found


def _age_failures(workers: Workers, orders: Orders, w: int, o: int) -> list[Failure]:
    low, high, born = orders.minimum_age[o], orders.maximum_age[o], workers.born[w]
    limit = low or high
    if limit is None:
        return []
    if born is None:
        return [Failure(Rule.BIRTH_DATE, str(limit.years), "", Mend.GIVE_BIRTH_DATE, limit.source)]
    age = age_on(born, orders.start[o])
    found = []
    if low is not None and age < low.years:
        found.append(Failure(Rule.MINIMUM_AGE, str(low.years), str(age), Mend.WAIT_FOR_AGE, low.source))
    if high is not None and age > high.years:
        found.append(Failure(Rule.MAXIMUM_AGE, str(high.years), str(age), Mend.OTHER_ORDER, high.source))
    return found
