"""An employer registers its enterprise."""

from django import forms
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.forms import KitForm, SubmissionKeyMixin, country_field


class RegisterForm(SubmissionKeyMixin, KitForm):
    """What an office needs to verify an enterprise."""

    enterprise = forms.CharField(label=_("Name of the enterprise"), max_length=200)
    country = country_field(label=_("Country"))
    registration_number = forms.CharField(
        label=_("Registration number"), max_length=60, help_text=_("As in the commercial or tax register.")
    )
    address = forms.CharField(label=_("Address"), max_length=300)
    town = forms.CharField(label=_("Town"), max_length=120)
    region = forms.CharField(label=_("Region"), max_length=120, required=False)
