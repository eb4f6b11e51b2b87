"""Deciding on job orders: a step with its key, or a refusal with reason and remedy."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.forms import KitForm, SubmissionKeyMixin


class StepForm(SubmissionKeyMixin, KitForm):
    """A step that needs nothing but its press; a protected occupation asks for a reason and a mitigation."""

    same = forms.BooleanField(required=False, label=_("Also the others that are the same"))

    def __init__(self, *args: Any, protected: bool = False, others: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if protected:
            small = forms.Textarea(attrs={"rows": 2})
            self.fields["reason"] = forms.CharField(
                label=_("Reason to recruit in a protected occupation"), widget=small, max_length=2000
            )
            self.fields["mitigation"] = forms.CharField(
                label=_("What makes up for it"),
                help_text=_("For example training places, or recruiting in regions that have enough."),
                widget=small,
                max_length=2000,
            )
            self.fields["authority"] = forms.CharField(
                label=_("Authority that was asked"), help_text=_("Empty when it is your own."), required=False
            )
            for name in ("reason", "mitigation"):
                self._say_what_is_missing(name, self.fields[name])
        if not others:
            del self.fields["same"]


class RefusalForm(SubmissionKeyMixin, KitForm):
    """A decision against the employer. The employer reads both."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    remedy = forms.CharField(
        label=_("What the employer can do"),
        help_text=_("Appeal, mend and send again, or ask for a review: with the place and the way."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
    )


class KeyForm(SubmissionKeyMixin, KitForm):
    """A button with its key."""
