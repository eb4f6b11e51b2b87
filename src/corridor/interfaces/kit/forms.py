"""Base form of every door: our error sentences, help for the keyboard, and the submission key."""

import uuid
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.fields import DayField, MoneyField, PartialDateField, PhoneField
from corridor.interfaces.kit.fields_reference import OccupationField, country_field, language_field

__all__ = [
    "DayField",
    "KitForm",
    "MoneyField",
    "OccupationField",
    "PartialDateField",
    "PhoneField",
    "SubmissionKeyMixin",
    "country_field",
    "language_field",
]

# What the browser may fill in by itself, by the name of the field.
_AUTOCOMPLETE = {
    "email": "email",
    "name": "name",
    "given_name": "given-name",
    "family_name": "family-name",
    "password": "current-password",
    "code": "one-time-code",
}


class KitForm(forms.Form):
    """A form whose missing answers are named in a sentence. Rendered with `{% error_summary form %}` and `{% field %}`.

    The browser's own bubbles are off (`use_required_attribute`, and `novalidate` on the form): they speak the language
    of the browser, not of the reader.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            self._say_what_is_missing(name, field)
            if name in _AUTOCOMPLETE:
                field.widget.attrs.setdefault("autocomplete", _AUTOCOMPLETE[name])
            if isinstance(field, forms.IntegerField):
                field.widget.attrs.setdefault("inputmode", "numeric")

    @staticmethod
    def _say_what_is_missing(name: str, field: forms.Field) -> None:
        label = field.label or name.replace("_", " ")
        if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
            sentence = format_lazy(_("“{label}” is not answered yet. Choose one."), label=label)
        else:
            sentence = format_lazy(_("“{label}” is missing. Please write it."), label=label)
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            field.error_messages["required"] = sentence


class SubmissionKeyMixin(forms.Form):
    """Adds the hidden `submission_key`: made once for an empty form, kept when the form comes back with errors."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["submission_key"] = forms.UUIDField(
            widget=forms.HiddenInput,
            initial=uuid.uuid4,
            error_messages={
                "required": _("This page is too old to be sent. Open it again and fill it in once more."),
                "invalid": _("This page is too old to be sent. Open it again and fill it in once more."),
            },
        )
