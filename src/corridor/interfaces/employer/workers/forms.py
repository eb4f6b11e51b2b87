"""The forms of an employer's workers."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.forms import DayField, KitForm, SubmissionKeyMixin
from corridor.interfaces.kit.words.journeys import INCIDENTS

LONG = {"rows": 4, "dir": "auto"}
KINDS = ("accident", "illness", "absence", "conflict", "lodging", "other")


class DayForm(SubmissionKeyMixin, KitForm):
    """The day on which something happened; today unless said otherwise."""

    on = DayField(label=_("On which day?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("on", timezone.localdate())
        super().__init__(*args, **kwargs)


class ProofForm(DayForm):
    """What was shown for a step of the employer's."""

    number = forms.CharField(label=_("Number on the paper"), max_length=60, required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind not in ("number", "document"):
            del self.fields["number"]
        elif kind == "number":
            self.fields["number"].required = True

    def proof(self) -> dict[str, Any]:
        """The evidence as `complete_steps` takes it."""
        return {name: self.cleaned_data[name] for name in ("on", "number") if self.cleaned_data.get(name)}


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
