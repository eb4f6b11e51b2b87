"""The form with which any door records what was shown for a step. It knows no stage: the door gives it the codes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.forms import DayField, KitForm, SubmissionKeyMixin
from corridor.interfaces.kit.words.journeys import RESULTS

ASKED = {"document": {"number"}, "number": {"number"}, "attendance": {"hours"}}
"""What each kind of evidence asks for besides the day."""


class DayForm(SubmissionKeyMixin, KitForm):
    """The day on which something happened; today unless said otherwise."""

    on = DayField(label=_("On which day?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("on", timezone.localdate())
        super().__init__(*args, **kwargs)


class ProofForm(DayForm):
    """What was shown for a step, for one worker or the same for many.

    `kind` is the step's kind of evidence. `results` are the codes of its result, where the step has one (an examination
    of health); then day and result are all that is asked and kept (principle 7).
    """

    number = forms.CharField(label=_("Number on the paper"), max_length=60, required=False)
    hours = forms.DecimalField(label=_("Hours attended"), min_value=0, max_value=400, required=False)
    result = forms.ChoiceField(
        label=_("Result"),
        help_text=_("Nothing else of the examination is written down. “Unfit” opens the way to a second opinion."),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, kind: str, results: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {"result"} if results else ASKED.get(kind, set())
        for name in {"number", "hours", "result"} - asked:
            del self.fields[name]
        if results:
            self.fields["result"].choices = [(code, RESULTS[code]) for code in results]
        elif "number" in asked:
            self.fields["number"].required = kind == "number"

    def proof(self) -> dict[str, Any]:
        """The evidence as the verb that completes steps takes it."""
        told = {name: self.cleaned_data.get(name) for name in ("on", "number", "hours", "result")}
        return {name: value for name, value in told.items() if value not in (None, "")}
