"""Two versions of a scheme's rules side by side: the clauses of the contract, and every other line that changed."""

from dataclasses import dataclass

from corridor.interfaces.kit import words as kit_words
from corridor.rules.terms import CLAUSES, DifferenceKind, compare, from_plain
from corridor.stages.agreements import api

from . import shown


@dataclass(frozen=True)
class Changed:
    """A part of the rules with the lines that went and those that came."""

    title: str
    gone: list[str]
    new: list[str]


def changed_terms(before: api.SchemeRules, after: api.SchemeRules) -> list[kit_words.Compared]:
    """The clauses of the standard contract that differ, worst first, for `{% compare rows %}`."""
    first, second = from_plain(before.standard_terms), from_plain(after.standard_terms)
    found = [found for found in compare(first, second) if found.kind is not DifferenceKind.EQUAL]
    order = list(CLAUSES)
    found.sort(key=lambda found: (-int(found.severity), order.index(found.clause)))
    return [kit_words.difference(difference) for difference in found]


def changed_parts(before: api.SchemeRules, after: api.SchemeRules) -> list[Changed]:
    """The other parts of the rules that differ, in the order of the screen."""
    former, latter = _lines(before), _lines(after)
    found = []
    for title in dict.fromkeys([*latter, *former]):
        first, second = former.get(title, []), latter.get(title, [])
        gone, new = [line for line in first if line not in second], [line for line in second if line not in first]
        if gone or new:
            found.append(Changed(title, gone, new))
        elif first != second:  # the same lines in another order
            found.append(Changed(title, first, second))
    return found


def _lines(rules: api.SchemeRules) -> dict[str, list[str]]:
    found = {label: [text] for label, text in [*shown.basics(rules), *shown.clocks(rules)]}
    titles = {code: str(title) for code, title in api.SECTIONS.items()}
    found[titles["register"]] = [f"{name}: {points} / {full_at}" for name, points, full_at in shown.register(rules)]
    found[titles["reserves"]] = [f"{group}: {share}" for group, share in shown.reserves(rules)]
    found[titles["ceilings"]] = [" · ".join(row) for row in shown.ceilings(rules)]
    found[titles["who_pays"]] = [f"{item}: {payer}" for item, payer in shown.payers(rules)]
    found[titles["deciders"]] = [
        " · ".join(part for part in (row.decision, row.body, row.remedy, row.days) if part)
        for row in shown.deciders(rules)
    ]
    found[titles["path"]] = [
        " · ".join(
            part
            for part in (step.title, step.owner, step.country, step.due, step.after, step.evidence, *step.notes)
            if part
        )
        for step in shown.path(rules)
    ]
    return found
