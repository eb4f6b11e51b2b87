from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.forms import DayField, KitForm, SubmissionKeyMixin


class DecisionForm(SubmissionKeyMixin, KitForm):
    """A decision against somebody: who decides, why, and what can be done (principle 9)."""

    decider = forms.CharField(label=_("Who decides"), max_length=200)
    reason = forms.CharField(label=_("Reason"), max_length=200, widget=forms.Textarea({"rows": 3}))
    remedy = forms.CharField(
        label=_("What the person can do"),
        help_text=_("The remedy that the law of this decider gives, and until when. If there is none, say so."),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )


class OrdersForm(SubmissionKeyMixin, KitForm):
    """The job orders of a round, and the public value that will be mixed into its draw."""

    orders = forms.MultipleChoiceField(
        label=_("Job orders"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("One of these job orders is not open any more, or entered another round. Choose again.")
        },
    )
    source = forms.CharField(
        label=_("Public value"),
        help_text=_("A number that nobody here can choose and everybody can look up, with who draws it and where."),
        max_length=200,
    )
    source_day = DayField(
        label=_("Day of the value"),
        help_text=_("Close the round before the value is drawn on this day; two people enter it afterwards."),
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].initial = _("First prize of the national lottery")
        self.fields["source_day"].initial = timezone.localdate() + timedelta(days=1)
        self.fields["orders"].choices = choices


class HearingForm(SubmissionKeyMixin, KitForm):
    """The answer to an appeal; the button says which."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The worker reads this. Write it so that it can be understood without the file."),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    remedy = forms.CharField(
        label=_("What the person can still do"),
        help_text=_("Needed when you dismiss the appeal or pass it on. If the law gives nothing more, say so."),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )


class AnswerForm(HearingForm):
    """The answer to a request about the roster; the button says which."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remedy"].help_text = _("Needed when you refuse. If the law gives nothing more, say so.")
