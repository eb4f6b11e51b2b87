"""The rules of a scheme, composed for the eye: what each part says, in the reader's language."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from corridor.interfaces.kit import formatting
from corridor.interfaces.kit import words as kit_words
from corridor.rules.fees import Status
from corridor.rules.terms import from_plain
from corridor.stages.agreements import api

from . import words

TONES = {Status.GREEN: "good", Status.AMBER: "warn", Status.RED: "bad"}


@dataclass(frozen=True)
class ShownStep:
    """A step of the path in words."""

    number: int
    title: str
    owner: str
    country: str
    due: str
    after: str
    evidence: str
    decider: str
    remedy: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class ShownFee:
    """Who pays a cost, and the three figures (principle 10)."""

    item: str
    payer: str
    law: str
    law_source: str
    scheme: str
    tone: str


@dataclass(frozen=True)
class ShownDecider:
    """Who decides, and what can be done about it (principle 9)."""

    decision: str
    body: str
    remedy: str
    days: str
    none: bool


def basics(rules: api.SchemeRules) -> list[tuple[str, str]]:
    """Channel to document, a (label, text) each."""
    labels = api.SECTIONS
    rows = [
        (labels["channel"], words.CHANNELS[rules.channel]),
        (labels["legal_basis"], words.LEGAL_BASES[rules.legal_basis]),
        (labels["occupations"], ", ".join(words.occupation(code) for code in rules.occupations)),
        (labels["method"], words.METHODS.get(rules.method, "")),
    ]
    if rules.by_choice:
        rows.append((labels["shortlist_per_post"], formatting.number(rules.shortlist_per_post)))
    if rules.minimum_age:
        years = formatting.number(rules.minimum_age.years)
        rows.append((labels["minimum_age"], f"{years} ({rules.minimum_age.source})"))
    spoken = ", ".join(words.spoken(code, level) for code, level in rules.languages.items())
    rows.append((labels["languages"], spoken or _("none needed")))
    rows.append((labels["experience_months"], kit_words.months(rules.experience_months)))
    rows.append((labels["document_required"], _("needed") if rules.document_required else _("not needed to apply")))
    return [(str(label), str(text)) for label, text in rows]


def clocks(rules: api.SchemeRules) -> list[tuple[str, str]]:
    """Time to answer, orientation, clearance and recall, a (label, text) each."""
    labels = api.SECTIONS
    rows = [
        (labels["roster_months"], kit_words.months(rules.roster_months)),
        (labels["offer_days"], words.days(rules.offer_days)),
        (labels["contract_days"], words.days(rules.contract_days)),
        (labels["orientation_hours"], words.hours(rules.orientation_hours)),
        (labels["clearance"], _("asked for by this scheme") if rules.clearance else _("not asked for by this scheme")),
        (labels["recall"], recall(rules)),
    ]
    return [(str(label), str(text)) for label, text in rows]


def recall(rules: api.SchemeRules) -> str:
    """The right to be called back, in one line."""
    if rules.recall is None:
        return _("no right to be called back")
    told = {
        "source": words.RECALL_SOURCES[rules.recall.source],
        "months": kit_words.months(rules.recall.months),
        "force": words.RECALL_FORCES[rules.recall.force],
    }
    return _("%(source)s, for %(months)s. %(force)s.") % told


def register(rules: api.SchemeRules) -> list[tuple[str, str, str]]:
    """(criterion, points, reached at) of each line."""
    return [
        (words.criterion(line.criterion), formatting.number(line.points), formatting.number(line.full_at))
        for line in rules.register
    ]


def reserves(rules: api.SchemeRules) -> list[tuple[str, str]]:
    """(group, share of the posts)."""
    return [(words.group(rule.group), formatting.percent(rule.percent / 100)) for rule in rules.reserves]


def ceilings(rules: api.SchemeRules) -> list[tuple[str, str, str]]:
    """(what it is for, how much, where that is written)."""
    return [
        (words.ceiling_of(rule), words.ceiling_limit(rule), f"{words.CEILING_BASES[rule.basis]}: {rule.source}")
        for rule in rules.ceilings
    ]


def terms(rules: api.SchemeRules) -> list[tuple[str, str]]:
    """(clause, value) of the standard contract."""
    found = from_plain(rules.standard_terms)
    return [(str(kit_words.clause(code)), words.term(code, value)) for code, value in found.items()]


def fees(rules: api.SchemeRules, laws: list[api.Law], day: date) -> list[ShownFee]:
    """Each cost with who pays it and the three figures."""
    return [_fee(fee) for fee in api.fees(rules, laws, day)]


def payers(rules: api.SchemeRules) -> list[tuple[str, str]]:
    """(cost, who pays it)."""
    return [
        (str(words.COSTS[item]), str(words.PAYERS[rules.who_pays[item]]))
        for item in api.COST_ITEMS
        if item in rules.who_pays
    ]


def _fee(fee: api.Fee) -> ShownFee:
    law = kit_words.term("recruitment_costs_worker", fee.law) if fee.law else _("no rule is recorded")
    if fee.scheme is not None and fee.scheme.value != 0:
        scheme = kit_words.term("recruitment_costs_worker", fee.scheme)
    elif fee.payer == "worker":
        scheme = _("the whole cost")
    else:
        scheme = _("nothing")
    return ShownFee(
        str(words.COSTS[fee.item]), str(words.PAYERS[fee.payer]), law, fee.law_source, scheme, TONES[fee.status]
    )


def path(rules: api.SchemeRules) -> list[ShownStep]:
    """The steps in the order in which they were written."""
    language = words.language()
    titles = {step.code: step.title_for(language) for step in rules.path}
    return [_step(number, step, rules, titles) for number, step in enumerate(rules.path, 1)]


def _step(number: int, step: api.StepType, rules: api.SchemeRules, titles: dict[str, str]) -> ShownStep:
    language = words.language()
    decider = rules.deciders.get(step.decider) if step.decider else None  # type: ignore[call-overload]
    notes = []
    if step.validity_days:
        notes.append(_("valid for %(days)s") % {"days": words.days(step.validity_days)})
    if step.skip_returning:
        notes.append(_("not again for those who return"))
    if step.optional:
        notes.append(_("may be left out"))
    return ShownStep(
        number=number,
        title=step.title_for(language),
        owner=str(words.OWNERS[step.owner]),
        country=words.country(step.country),
        due=words.due(step.due_days_before_start),
        after=", ".join(titles[code] for code in step.after),
        evidence=str(words.EVIDENCE[step.evidence]) if step.evidence else "",
        decider=decider.body_for(language) if decider else "",
        remedy=(decider.remedy_for(language) or str(words.NO_REMEDY)) if decider else "",
        notes=tuple(notes),
    )


def deciders(rules: api.SchemeRules) -> list[ShownDecider]:
    """Who takes each decision, and the remedy that this decider's law gives."""
    language = words.language()
    return [
        ShownDecider(
            decision=str(words.DECISIONS[what]),
            body=rules.deciders[what].body_for(language),
            remedy=rules.deciders[what].remedy_for(language) or str(words.NO_REMEDY),
            days=words.days(rules.deciders[what].remedy_days) if rules.deciders[what].remedy else "",
            none=not rules.deciders[what].remedy,
        )
        for what in api.DECISIONS
        if what in rules.deciders
    ]


@dataclass(frozen=True)
class Shown:
    """All parts of the rules, for one template."""

    basics: list[tuple[str, str]]
    clocks: list[tuple[str, str]]
    register: list[tuple[str, str, str]]
    reserves: list[tuple[str, str]]
    ceilings: list[tuple[str, str, str]]
    terms: list[tuple[str, str]]
    fees: list[ShownFee]
    path: list[ShownStep]
    deciders: list[ShownDecider]


def shown(version: api.SchemeVersion, day: date) -> Shown:
    """The rules of a version beside the law of a day."""
    rules = api.rules_of(version)
    laws = [api.law_of(version.scheme.destination), api.law_of(version.scheme.origin)]
    return Shown(
        basics=basics(rules),
        clocks=clocks(rules),
        register=register(rules),
        reserves=reserves(rules),
        ceilings=ceilings(rules),
        terms=terms(rules),
        fees=fees(rules, laws, day),
        path=path(rules),
        deciders=deciders(rules),
    )
