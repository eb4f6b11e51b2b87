"""What the exit interview asks: about the work that was promised, never about the person's life."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.errors import Refused

QUESTIONS: dict[str, Any] = {
    "terms_kept": _("Was the work as the contract says?"),
    "paid_in_full": _("Were you paid in full and in time?"),
    "lodging_good": _("Was the lodging good enough?"),
    "treated_well": _("Were you treated with respect?"),
    "documents_kept": _("Did your papers stay with you?"),
    "paid_nothing": _("Did you pay nothing to get this job?"),
}
ANSWERS: dict[str, Any] = {"yes": _("Yes"), "partly": _("Partly"), "no": _("No")}
LEAST, MOST = 1, 5
MOST_WORDS = 2000


@dataclass(frozen=True)
class Interview:
    """A checked interview: answers by question (some may be left out), stars, whether they would go again."""

    answers: dict[str, str]
    rating: int
    again: bool
    words: str


def checked(given: Mapping[str, Any]) -> Interview:
    """The interview from {"rating": 1 to 5, "again": bool, "words": text, question: "yes" | "partly" | "no"}."""
    try:
        rating = int(given.get("rating") or 0)
    except (TypeError, ValueError):
        rating = 0
    if not LEAST <= rating <= MOST:
        raise Refused("rating_missing", _("Choose from one to five stars."), field="rating")
    answers = {code: str(given[code]) for code in QUESTIONS if given.get(code)}
    wrong = [code for code, answer in answers.items() if answer not in ANSWERS]
    if wrong:
        raise Refused("answer_unknown", _("Choose one of the answers."), field=wrong[0])
    return Interview(answers, rating, bool(given.get("again")), str(given.get("words") or "").strip()[:MOST_WORDS])
