"""The forms of a worker's journey."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.forms import DayField, KitForm, SubmissionKeyMixin
from corridor.interfaces.kit.words.journeys import INCIDENTS
from corridor.stages.returns import api as returns

KINDS = ("help", "wages", "lodging", "accident", "illness", "conflict", "money", "other")
WITHOUT_A_JOURNEY = ("help", "money", "conflict", "other")
_WORDS = {"conflict": _("A conflict with an agency, an employer or an office")}


class StepForm(SubmissionKeyMixin, KitForm):
    """What is shown for a step of one's own."""

    on = DayField(label=_("On which day?"), past=True)
    number = forms.CharField(label=_("Number on the paper"), max_length=60)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != "number":
            self.fields["number"].required = kind == "number"
        if kind not in ("number", "document"):
            del self.fields["number"]

    def proof(self) -> dict[str, Any]:
        """The evidence as `complete_steps` takes it."""
        return {name: self.cleaned_data[name] for name in ("on", "number") if self.cleaned_data.get(name)}


class ReportForm(SubmissionKeyMixin, KitForm):
    """What is wrong."""

    kind = forms.ChoiceField(
        label=_("What is it about?"), choices=[(kind, INCIDENTS[kind]) for kind in KINDS], widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What happened?"),
        help_text=_("In your own words and language. Two sentences are enough."),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        max_length=4000,
    )
    shared = forms.BooleanField(
        label=_("The office of the programme and the mission may read this, too."),
        help_text=_("Without it only your counsellor reads it."),
        required=False,
    )

    def __init__(self, *args: Any, journey: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not journey:
            del self.fields["shared"]
            self.fields["kind"].choices = [(kind, _WORDS.get(kind, INCIDENTS[kind])) for kind in WITHOUT_A_JOURNEY]


class SideForm(SubmissionKeyMixin, KitForm):
    """My side of what somebody else reported."""

    words = forms.CharField(
        label=_("What do you say to this?"), widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}), max_length=4000
    )


class ReturnForm(SubmissionKeyMixin, KitForm):
    """The day of the return."""

    on = DayField(label=_("On which day did you come back?"), past=True)


class InterviewForm(SubmissionKeyMixin, KitForm):
    """How the season went. Only the stars are asked for; the rest may stay empty."""

    rating = forms.ChoiceField(
        label=_("How was the season, all in all?"),
        choices=[
            ("5", _("Very good")),
            ("4", _("Good")),
            ("3", _("So so")),
            ("2", _("Bad")),
            ("1", _("Very bad")),
        ],
        widget=forms.RadioSelect,
    )
    again = forms.ChoiceField(
        label=_("Would you work there again?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What should we know?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        max_length=2000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, question in returns.QUESTIONS.items():
            self.fields[code] = forms.ChoiceField(
                label=question, choices=list(returns.ANSWERS.items()), widget=forms.RadioSelect, required=False
            )
        self.order_fields(["rating", *returns.QUESTIONS, "again", "words"])

    def answers(self) -> dict[str, Any]:
        """The answers as `exit_interview` takes them."""
        return {**self.cleaned_data, "again": self.cleaned_data["again"] == "yes"}
