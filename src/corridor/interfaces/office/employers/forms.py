"""Registering and deciding on employers and licences."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.forms import DayField, KitForm, SubmissionKeyMixin, country_field


class EmployerForm(SubmissionKeyMixin, KitForm):
    """An enterprise, as its register says."""

    enterprise = forms.CharField(label=_("Name of the enterprise"), max_length=200)
    country = country_field(label=_("Country"))
    registration_number = forms.CharField(label=_("Registration number"), max_length=60)
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    town = forms.CharField(label=_("Town"), max_length=120, required=False)
    region = forms.CharField(label=_("Region"), max_length=120, required=False)


class VerifyForm(SubmissionKeyMixin, KitForm):
    """What was seen of the enterprise."""

    identity = forms.CharField(
        label=_("Proof that you have seen"),
        help_text=_("The register and its date, the tax number, the visit on site."),
        max_length=300,
    )


class KeyForm(SubmissionKeyMixin, KitForm):
    """A button with its key."""


class RefusalForm(SubmissionKeyMixin, KitForm):
    """A decision against an employer or a recruiter, who reads both."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    remedy = forms.CharField(
        label=_("What can be done against it"),
        help_text=_("Appeal or review: where, how and by when."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
    )
    conditions = forms.CharField(
        label=_("Conditions"),
        help_text=_("Only to set conditions."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )
    until = DayField(label=_("Barred until"), help_text=_("Only for a bar: it has an end."), required=False)

    def __init__(self, *args: Any, conditions: bool = False, term: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not conditions:
            del self.fields["conditions"]
        if not term:
            del self.fields["until"]


class LicenceForm(SubmissionKeyMixin, KitForm):
    """A licence as its authority issues it."""

    number = forms.CharField(label=_("Licence number"), max_length=40)
    agency = forms.CharField(label=_("Name of the agency"), max_length=200)
    country = country_field(label=_("Country"))
    authority = forms.CharField(label=_("Given by"), max_length=200)
    valid_from = DayField(label=_("Valid from"))
    valid_until = DayField(label=_("Valid until"))

    def clean(self) -> dict[str, Any]:
        """Dates in order."""
        answers: dict[str, Any] = super().clean() or {}
        start, end = answers.get("valid_from"), answers.get("valid_until")
        if start and end and end <= start:
            self.add_error("valid_until", _("A licence ends after it begins."))
        return answers


class GrantForm(SubmissionKeyMixin, KitForm):
    """The security that the law asks of a recruiter."""

    bond = forms.CharField(label=_("Bond that was lodged"), help_text=_("Bank, amount and date."), max_length=200)
