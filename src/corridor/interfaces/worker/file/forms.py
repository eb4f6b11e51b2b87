"""What workers change in their own file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from corridor.foundation.files.store import sniff
from corridor.interfaces.kit.forms import (
    DayField,
    KitForm,
    PartialDateField,
    PhoneField,
    SubmissionKeyMixin,
    country_field,
    language_field,
)
from corridor.stages.registry import api

MOST_BYTES = 10 * 1024 * 1024


class OwnDetailsForm(SubmissionKeyMixin, KitForm):
    """Who I am, and how to reach me. What the office has confirmed is not asked."""

    IDENTITY = ("name", "native_name", "birth", "sex", "nationality")
    name = forms.CharField(label=_("My name, as in my papers"), max_length=200)
    native_name = forms.CharField(label=_("My name in my own script"), max_length=200, required=False)
    birth = PartialDateField(label=_("Date of birth"), past=True, required=False)
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=lambda: [("", _("Choose")), *api.SEXES.items()])
    nationality = country_field(label=_("Nationality"), required=False)
    phone = PhoneField(label=_("My phone"), help_text=_("We send your sign-in codes to this number."), required=False)
    email = forms.EmailField(label=_("My e-mail"), required=False)
    town = forms.CharField(label=_("Town"), max_length=120, required=False)
    district = forms.CharField(label=_("District"), max_length=120, required=False)
    next_of_kin = forms.CharField(
        label=_("Whom to call in an emergency"),
        help_text=_("Name, who they are to you, and phone."),
        max_length=300,
        required=False,
    )
    language = language_field(label=_("Language of my letters"), required=False)
    available_from = DayField(label=_("I can work from"), required=False)
    available_until = DayField(label=_("I can work until"), required=False)

    def __init__(self, *args: Any, country: str, confirmed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        phone = self.fields["phone"]
        assert isinstance(phone, PhoneField)  # noqa: S101  # for the type checker
        phone.country = country
        for name in self.IDENTITY if confirmed else ():
            del self.fields[name]
        for name in ("name", "native_name", "town", "district", "next_of_kin"):
            if name in self.fields:
                self.fields[name].widget.attrs["dir"] = "auto"

    def change(self) -> dict[str, Any]:
        """The answers as api.complete takes them."""
        return {name: value for name, value in self.cleaned_data.items() if name in api.PersonChange.model_fields}


class OwnDocumentForm(SubmissionKeyMixin, KitForm):
    """A paper, with a picture taken by phone."""

    kind = forms.ChoiceField(label=_("Kind of document"), choices=lambda: list(api.DOCUMENT_KINDS.items()))
    number = forms.CharField(
        label=_("Document number"), max_length=40, widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"})
    )
    country = country_field(label=_("Country"))
    valid_until = DayField(label=_("Valid until"), required=False)
    file = forms.FileField(
        label=_("Picture of the document"),
        help_text=_("Take a picture, or choose one. It is kept sealed; only those who hold your file see it."),
        required=False,
        widget=forms.FileInput({"accept": "image/jpeg,image/png,application/pdf"}),
    )

    def clean_file(self) -> Any:
        """Only pictures and PDF, by their content."""
        file = self.cleaned_data["file"]
        if file is None:
            return None
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 10 MB. Take a smaller picture."), code="large")
        head = file.read(16)
        file.seek(0)
        if sniff(head) not in ("image/jpeg", "image/png", "application/pdf"):
            raise forms.ValidationError(_("This is neither a picture nor a PDF. Choose another file."), code="kind")
        return file


class AnswerForm(SubmissionKeyMixin, KitForm):
    """Yes or no to one purpose."""

    purpose = forms.CharField(widget=forms.HiddenInput)
    given = forms.ChoiceField(choices=(("yes", "yes"), ("no", "no")))
