from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.forms import KitForm, SubmissionKeyMixin


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
    """The job orders of a round."""

    orders = forms.MultipleChoiceField(
        label=_("Job orders"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("One of these job orders is not open any more, or entered another round. Choose again.")
        },
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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
