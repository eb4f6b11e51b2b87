"""The forms of departures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.forms import DayField, KitForm, SubmissionKeyMixin
from corridor.interfaces.kit.proof import DayForm
from corridor.interfaces.kit.words.journeys import INCIDENTS
from corridor.stages.journeys import api

LONG = {"rows": 3, "dir": "auto"}


class PlanForm(SubmissionKeyMixin, KitForm):
    """When and where a group leaves."""

    on = DayField(label=_("Day of departure"))
    meeting_point = forms.CharField(
        label=_("Meeting point"), max_length=200, required=False, help_text=_("Place and hour, as the workers know it.")
    )


class RefusalForm(SubmissionKeyMixin, KitForm):
    """A decision against somebody: reason, and, where the scheme's own words do not fit, decider and remedy."""

    reason = forms.CharField(
        label=_("Reason, in words for the worker"), widget=forms.Textarea(attrs=LONG), max_length=500
    )
    decider = forms.CharField(label=_("Who decides"), max_length=200, required=False)
    remedy = forms.CharField(
        label=_("What the worker can do against it"), widget=forms.Textarea(attrs=LONG), max_length=500, required=False
    )
    remedy_days = forms.IntegerField(label=_("Days to use it"), min_value=1, max_value=3650, initial=30)

    def __init__(self, *args: Any, named: bool = True, **kwargs: Any) -> None:
        """`named`: the scheme names decider and remedy, so both may stay empty."""
        super().__init__(*args, **kwargs)
        for name in ("decider", "remedy"):
            self.fields[name].required = not named
            if named:
                self.fields[name].help_text = _("Leave it empty to use the words of the scheme.")


class LeaveForm(DayForm):
    """Each side's reasons for an early end."""

    worker_side = forms.CharField(
        label=_("What the worker says"), widget=forms.Textarea(attrs=LONG), max_length=2000, required=False
    )
    worker_silent = forms.BooleanField(label=_("The worker was asked and did not answer"), required=False)
    employer_side = forms.CharField(
        label=_("What the employer says"), widget=forms.Textarea(attrs=LONG), max_length=2000, required=False
    )
    employer_silent = forms.BooleanField(label=_("The employer was asked and did not answer"), required=False)

    def sides(self) -> dict[str, str]:
        """The two sides as `leave` takes them."""
        found = {}
        for side in ("worker", "employer"):
            words = self.cleaned_data[f"{side}_side"].strip()
            found[f"{side}_side"] = words or (api.NO_ANSWER if self.cleaned_data[f"{side}_silent"] else "")
        return found


class IncidentForm(DayForm):
    """What a worker brings to the mission."""

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[(kind, words) for kind, words in INCIDENTS.items() if kind != "absence"],
    )
    words = forms.CharField(label=_("What happened?"), widget=forms.Textarea(attrs=LONG), max_length=4000)
