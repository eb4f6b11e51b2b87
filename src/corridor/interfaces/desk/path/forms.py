"""The forms with which a counsellor follows a journey."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.forms import KitForm, SubmissionKeyMixin
from corridor.interfaces.kit.proof import DayForm
from corridor.interfaces.kit.words.journeys import INCIDENTS
from corridor.stages.returns import api as returns

LONG = {"rows": 4, "dir": "auto"}


class OutcomeForm(SubmissionKeyMixin, KitForm):
    """What was done about a report."""

    outcome = forms.CharField(label=_("What was done?"), widget=forms.Textarea(attrs=LONG), max_length=4000)


class WriteForm(DayForm):
    """What a worker told by telephone or at the counter."""

    kind = forms.ChoiceField(
        label=_("What is it about?"), choices=[(kind, words) for kind, words in INCIDENTS.items() if kind != "absence"]
    )
    words = forms.CharField(label=_("What happened?"), widget=forms.Textarea(attrs=LONG), max_length=4000)


class HoldForm(SubmissionKeyMixin, KitForm):
    """Why a departure should wait."""

    reason = forms.CharField(
        label=_("Reason, in words for the worker"), widget=forms.Textarea(attrs=LONG), max_length=500
    )


class ReturnForm(DayForm):
    """Where and when the return was told."""

    channel = forms.ChoiceField(
        label=_("How it was told"), choices=[pair for pair in returns.CHANNELS.items() if pair[0] != "worker"]
    )
    stays = forms.BooleanField(
        label=_("The worker stays abroad lawfully"),
        help_text=_("With a new employer, for study, family or protection. The season is complete all the same."),
        required=False,
    )


class InterviewForm(SubmissionKeyMixin, KitForm):
    """What the worker says of the season, written down by the counsellor."""

    rating = forms.ChoiceField(
        label=_("How was the season, all in all?"),
        choices=[
            ("5", _("Very good")),
            ("4", _("Good")),
            ("3", _("So so")),
            ("2", _("Bad")),
            ("1", _("Very bad")),
        ],
    )
    again = forms.ChoiceField(label=_("Would the worker go there again?"), choices=[("yes", _("Yes")), ("no", _("No"))])
    words = forms.CharField(
        label=_("In the worker's own words"), required=False, widget=forms.Textarea(attrs=LONG), max_length=2000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, question in returns.QUESTIONS.items():
            self.fields[code] = forms.ChoiceField(
                label=question, choices=[("", "–"), *returns.ANSWERS.items()], required=False
            )
        self.order_fields(["rating", *returns.QUESTIONS, "again", "words"])

    def answers(self) -> dict[str, Any]:
        """The answers as `exit_interview` takes them."""
        return {**self.cleaned_data, "again": self.cleaned_data["again"] == "yes"}
