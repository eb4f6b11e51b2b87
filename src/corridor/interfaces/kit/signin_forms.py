"""The forms of signing in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.forms import KitForm


class StaffForm(KitForm):
    """E-mail address and password of staff."""

    login = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class NumberForm(KitForm):
    """The file number of a worker."""

    number = forms.CharField(
        label=_("Your file number"),
        help_text=_("It is on your slip, for example CO-7K3M-92XQ."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "characters", "dir": "ltr"}),
    )


class CodeForm(KitForm):
    """A one-time code, from a message or a device."""

    code = forms.CharField(
        label=_("Code of six digits"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}),
    )
