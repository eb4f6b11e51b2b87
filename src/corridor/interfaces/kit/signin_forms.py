"""The forms of signing in."""

from typing import Any

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


class PasswordForm(KitForm):
    """A password of one's own, written twice; with the present one where somebody is signed in already."""

    current = forms.CharField(
        label=_("Present password"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least 12 characters. A sentence is best."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The new password once more"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, with_current: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_current:
            del self.fields["current"]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("password") and given.get("again") and given["password"] != given["again"]:
            self.add_error("again", _("The two are not the same. Write it once more."))
        return given
