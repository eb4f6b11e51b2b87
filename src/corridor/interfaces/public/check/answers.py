"""One question, one answer in three colours and words: is this agency or this job real?"""

import re
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from corridor.foundation.reference import countries
from corridor.interfaces.kit import formatting
from corridor.stages.demand import api as demand

_NUMBER = re.compile(r"^(?:JO)?[\s-]*(\d{3,9})$", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """`tone` good, warn or bad; a sentence that answers, one that says what to do, and facts as (label, value)."""

    tone: str
    title: Any
    text: Any
    facts: list[tuple[Any, Any]] = field(default_factory=list)
    url: str = ""
    link: Any = ""


def answer(asked: str) -> list[Answer]:
    """The answer to what somebody typed: a job number, a licence number or the name of an agency.

    Several agencies may bear the name: then an answer each, the best standing last, so that doubt is read first.
    """
    plain = " ".join(formatting.western_digits(asked).split())
    number = _NUMBER.match(plain)
    if number:
        order = demand.order_by_number(f"JO-{int(number[1]):06d}")
        if order is not None:
            return [_of_order(order)]
    rank = {"not_valid": 0, "ended": 1, "valid": 2}
    licences = sorted(demand.check_agency(plain), key=lambda found: rank[found.standing])
    return [_of_licence(found) for found in licences] or [_unknown(plain)]


def _of_order(order: demand.JobOrder) -> Answer:
    facts = [
        (_("Work"), order.title),
        (_("Employer"), order.employer.name),
        (_("Country"), countries.name(order.country, get_language() or "en")),
        (_("Number of this job"), order.number),
    ]
    url, link = reverse("public:jobs-job", args=[order.number]), _("Read all about this job")
    if order.state == "revoked":
        text = _("Do not go, and do not pay anybody. Tell an office who offered it to you.")
        return Answer("bad", _("This job is not allowed any more."), text, facts, url, link)
    if order.state == "open":
        text = _("An authority has checked it. Compare what you were told with the page of the job. You pay nothing.")
        return Answer("good", _("This job is real and open."), text, facts, url, link)
    text = _("Whoever offers it to you now offers something that does not exist. Do not pay anybody.")
    return Answer("warn", _("This job was real, and it takes nobody now."), text, facts, url, link)


def _of_licence(found: demand.PublicLicence) -> Answer:
    facts: list[tuple[Any, Any]] = [
        (_("Agency"), found.name),
        (_("Licence number"), found.number),
        (_("Country"), countries.name(found.country, get_language() or "en")),
        (_("Given by"), found.authority),
        (_("Valid from"), formatting.day(found.valid_from)),
        (_("Valid until"), formatting.day(found.valid_until)),
    ]
    if found.standing == "valid":
        text = _("It may recruit. It may still not take money from you: the employer pays. Ask for a receipt of all.")
        return Answer("good", _("This agency has a valid licence."), text, facts)
    if found.standing == "ended":
        text = _("It may not recruit now. Do not give it money or your passport.")
        return Answer("warn", _("The licence of this agency has ended."), text, facts)
    text = _("An authority has stopped it. Do not give it money or your passport. Tell an office what it offered.")
    return Answer("bad", _("This agency may not recruit."), text, facts)


def _unknown(asked: str) -> Answer:
    text = _(
        "No agency and no job of this name or number is known here. Look at the spelling. If it is right, do not pay"
        " and do not hand over your passport; ask an office first."
    )
    return Answer("bad", _("We have never heard of this."), text, [(_("You asked for"), asked)])
