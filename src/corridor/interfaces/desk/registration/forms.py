"""The nine fields of the quick registration."""

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.errors import Refused
from corridor.interfaces.kit.forms import (
    KitForm,
    OccupationField,
    PartialDateField,
    PhoneField,
    SubmissionKeyMixin,
    language_field,
)
from corridor.stages.registry import api


class QuickForm(SubmissionKeyMixin, KitForm):
    """One screen, by keyboard. `checked` says for which answers the possible duplicates were shown already."""

    name = forms.CharField(label=_("Name as in the papers"), max_length=200)
    native_name = forms.CharField(label=_("Name in own script"), max_length=200, required=False)
    birth = PartialDateField(label=_("Date of birth"), help_text=_("The year alone will do."), past=True)
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=lambda: [("", _("Choose")), *api.SEXES.items()])
    phone = PhoneField(label=_("Phone"), required=False)
    district = forms.CharField(label=_("District"), max_length=120, required=False)
    occupation = OccupationField(
        label=_("Work"), help_text=_("In the person's words, or the four digits of the code."), required=False
    )
    language = language_field(label=_("Language spoken best"), required=False)
    experience_months = forms.IntegerField(label=_("Months of experience"), min_value=0, max_value=720, required=False)
    checked = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        """`country` reads phone numbers that were written without its code."""
        super().__init__(*args, **kwargs)
        phone = self.fields["phone"]
        assert isinstance(phone, PhoneField)  # noqa: S101  # for the type checker
        phone.country = country
        for name in ("name", "native_name", "district", "phone"):
            self.fields[name].widget.attrs["autocomplete"] = "off"  # the browser offers the clerk's own
        self.fields["name"].widget.attrs |= {"autofocus": True, "dir": "auto"}
        self.fields["native_name"].widget.attrs["dir"] = "auto"
        self.fields["district"].widget.attrs["list"] = "districts"
        self.fields["experience_months"].widget.attrs["size"] = 4

    def clean(self) -> dict[str, Any]:
        """Adds `record`, the declared shape of the answers."""
        answers: dict[str, Any] = super().clean() or {}
        if self.errors:
            return answers
        work = answers.get("occupation")
        try:
            answers["record"] = api.read(
                api.PersonRecord,
                {
                    **{name: answers[name] for name in ("name", "native_name", "birth", "sex", "phone", "district")},
                    "language": answers["language"],
                    "occupation": work.words if work else "",
                    "occupation_code": work.code if work else "",
                    "experience_months": answers["experience_months"] or 0,
                },
            )
        except Refused as refused:
            self.add_error(refused.field if refused.field in self.fields else None, str(refused))
        return answers

    def mark(self) -> str:
        """A mark of the answers by which duplicates are sought."""
        record = self.cleaned_data["record"]
        return hashlib.sha256(f"{record.name}|{record.birth}|{record.phone}".encode()).hexdigest()[:16]
