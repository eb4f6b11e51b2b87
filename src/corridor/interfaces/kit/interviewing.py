"""Forms and rows of interviews, for the doors of those who invite: an employer and the office of a scheme."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from corridor.foundation.reference import languages
from corridor.foundation.reference.zones import zones_of
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.forms import DayField, KitForm, SubmissionKeyMixin, language_field
from corridor.interfaces.kit.words import JOB_REASONS
from corridor.interfaces.kit.words.interviews import OUTCOMES, SIDES, WAYS, WISHES
from corridor.rules.matching import JobReason

LENGTHS = (10, 15, 20, 30, 45, 60, 90)
MOST_ZONES = 12
MISSED = "missed"
BUSY = ("invited", "confirmed", "time_asked", "held")
PLAN = ("day", "clock", "zone", "minutes", "way", "place", "language")
"""What a plan of interviews is made of."""


class PlanForm(SubmissionKeyMixin, KitForm):
    """When and how: one time for one interview, the first time for several."""

    day = DayField(label=gettext_lazy("Day"))
    clock = forms.TimeField(
        label=gettext_lazy("Begins at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Write the time as in 09:30.")},
    )
    zone = forms.ChoiceField(label=gettext_lazy("On the clock of"))
    minutes = forms.TypedChoiceField(label=gettext_lazy("How long"), coerce=int)
    way = forms.ChoiceField(
        label=gettext_lazy("How you will talk"), choices=list(WAYS.items()), widget=forms.RadioSelect, initial="phone"
    )
    place = forms.CharField(
        label=gettext_lazy("Number, link or address"),
        help_text=gettext_lazy("The number from which you call, the link of the video call, or where you meet."),
        max_length=200,
    )
    language = language_field(label=gettext_lazy("Language of the interview"))

    def __init__(self, *args: Any, countries: Sequence[str], until: date | None = None, **kwargs: Any) -> None:
        """`countries` give the clocks, the main zone of the first is chosen; `until` is the last day possible."""
        super().__init__(*args, **kwargs)
        zones = list(dict.fromkeys(zone for country in countries for zone in zones_of(country)))[:MOST_ZONES]
        self.fields["zone"].choices = [(zone, formatting.zone_city(zone)) for zone in zones]
        self.fields["minutes"].choices = [(n, _minutes(n)) for n in LENGTHS]
        self.fields["minutes"].initial = 20
        self.fields["day"].initial = timezone.localdate() + timedelta(days=3)
        self.fields["clock"].initial = first_clock(countries)
        if until is not None:
            last = _("Not later than %(day)s, your last day to answer.") % {"day": formatting.day(until)}
            self.fields["day"].help_text = last


class InviteForm(PlanForm):
    """Several candidates at once, one after the other from the first time on."""

    people = forms.MultipleChoiceField(
        label=gettext_lazy("Whom you invite"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one worker.")},
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = list(people)


class RecordForm(SubmissionKeyMixin, KitForm):
    """Whether it took place and what came of it; against a candidate only with a reason about the work."""

    result = forms.ChoiceField(
        label=gettext_lazy("What came of it"),
        choices=[
            *OUTCOMES.items(),
            ("held", gettext_lazy("It took place; I decide later")),
            (MISSED, gettext_lazy("It did not take place")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason, if not suitable"),
        help_text=gettext_lazy("Your answer to the shortlist begins with it. Only reasons about the work count."),
        choices=[("", gettext_lazy("No reason needed"))]
        + [(reason.value, label) for reason, label in JOB_REASONS.items() if reason is not JobReason.DID_NOT_ATTEND],
        required=False,
    )

    def outcome(self) -> str:
        """The outcome, "" for one that is still open."""
        result = str(self.cleaned_data["result"])
        return result if result in OUTCOMES else ""


def first_clock(countries: Sequence[str]) -> str:
    """A time of day that suits both sides: ten o'clock, or eight in the last country, that of origin, if later."""
    here, there = zones_of(countries[0]), zones_of(countries[-1])
    day = timezone.localdate() + timedelta(days=3)
    eight = datetime.combine(day, time(8), ZoneInfo(there[0])).astimezone(ZoneInfo(here[0]))
    return max(eight, datetime.combine(day, time(10), ZoneInfo(here[0]))).strftime("%H:%M")


def people_to_invite(sheets: Sequence[Any], found: Sequence[Any]) -> list[tuple[str, str]]:
    """(application, name and number) of the candidates of a list who are neither answered, invited nor met."""
    busy = {each.application_id for each in found if each.state in BUSY}
    free = [sheet for sheet in sheets if not sheet.answered and sheet.application_id not in busy]
    return [(str(one.application_id), f"\u2068{one.name}\u2069 · \u2068{one.file_number}\u2069") for one in free]


def row(interview: Any, origin: str = "", *, both_sides: bool = False) -> dict[str, Any]:
    """An interview in words, its time on the clock of who invites and, where it differs, on that of the origin.

    `both_sides` is for readers who may not see an employer's word of an absence without the worker's (principle 5).
    """
    home = zones_of(origin) if origin else ()
    begins = interview.begins_at
    other = home[0] if len(home) == 1 and begins.astimezone(ZoneInfo(home[0])).utcoffset() != begins.utcoffset() else ""
    return {
        "interview": interview,
        "when": formatting.moment(begins, interview.zone),
        "at_home": formatting.moment(begins, other) if other else "",
        "minutes": _minutes(interview.minutes),
        "way": WAYS[interview.way],
        "language": languages.name(interview.language, get_language() or "en"),
        "wish": WISHES.get(interview.wish, ""),
        "side": SIDES.get(interview.side, ""),
        "outcome": OUTCOMES.get(interview.outcome, ""),
        "reason": JOB_REASONS[JobReason(interview.reason)] if interview.reason else "",
        "open": interview.state in ("invited", "confirmed", "time_asked"),
        "begun": begins <= timezone.now(),
        "unheard": both_sides and interview.state == "missed" and not interview.side,
    }


def _minutes(count: int) -> str:
    said = ngettext("%(count)s minute", "%(count)s minutes", count)
    return said % {"count": formatting.number(count)}
