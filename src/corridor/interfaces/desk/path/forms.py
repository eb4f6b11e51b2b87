"""The forms with which a counsellor follows a journey."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.forms import DayField, KitForm, SubmissionKeyMixin
from corridor.interfaces.kit.words.journeys import INCIDENTS
from corridor.stages.journeys import api
from corridor.stages.returns import api as returns

LONG = {"rows": 4, "dir": "auto"}


class DayForm(SubmissionKeyMixin, KitForm):
    """The day on which something happened; today unless said otherwise."""

    on = DayField(label=_("On which day?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("on", timezone.localdate())
        super().__init__(*args, **kwargs)


class ProofForm(DayForm):
    """What was shown for one step."""

    number = forms.CharField(label=_("Number on the paper"), max_length=60, required=False)
    hours = forms.DecimalField(label=_("Hours attended"), min_value=0, max_value=400, required=False)
    result = forms.ChoiceField(
        label=_("Result"),
        choices=[(api.FIT, _("fit")), (api.UNFIT, _("unfit"))],
        help_text=_("Nothing else of the examination is written down. “Unfit” opens the way to a second opinion."),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, code: str, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {"document": {"number"}, "number": {"number"}, "attendance": {"hours"}}.get(kind, set())
        if api.is_medical(code):
            asked = {"result"}
        for name in {"number", "hours", "result"} - asked:
            del self.fields[name]
        if kind == "number" and "number" in self.fields:
            self.fields["number"].required = True

    def proof(self) -> dict[str, Any]:
        """The evidence as `complete_steps` takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name in PROOF and value not in (None, "")}


PROOF = ("on", "number", "hours", "result")


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
