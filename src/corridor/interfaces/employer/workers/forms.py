"""The forms of an employer's workers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.forms import KitForm, SubmissionKeyMixin
from corridor.interfaces.kit.proof import DayForm
from corridor.interfaces.kit.words.journeys import INCIDENTS

LONG = {"rows": 4, "dir": "auto"}
KINDS = ("accident", "illness", "absence", "conflict", "lodging", "other")


class ReportForm(DayForm):
    """What happened, as the employer tells it."""

    kind = forms.ChoiceField(
        label=_("What is it about?"), choices=[(kind, INCIDENTS[kind]) for kind in KINDS], widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What happened?"),
        help_text=_("Say what you saw, not what you suppose."),
        widget=forms.Textarea(attrs=LONG),
        max_length=4000,
    )


class ReplyForm(SubmissionKeyMixin, KitForm):
    """An answer to the rating; it names no worker."""

    words = forms.CharField(
        label=_("Your answer"),
        help_text=_("It stands beside your rating. Name no worker."),
        widget=forms.Textarea(attrs=LONG),
        max_length=2000,
    )
