"""The forms by which a file is completed, section by section."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from corridor.foundation.reference import cefr
from corridor.interfaces.kit.forms import (
    DayField,
    KitForm,
    OccupationField,
    PartialDateField,
    PhoneField,
    SubmissionKeyMixin,
    country_field,
    language_field,
)
from corridor.stages.registry import api

ROWS = 5
MOST_BYTES = 10 * 1024 * 1024


class DetailsForm(SubmissionKeyMixin, KitForm):
    """Who the person is, and how to reach them."""

    name = forms.CharField(label=_("Name as in the papers"), max_length=200)
    native_name = forms.CharField(label=_("Name in own script"), max_length=200, required=False)
    birth = PartialDateField(
        label=_("Date of birth"), help_text=_("The year alone will do."), past=True, required=False
    )
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=lambda: [("", _("Choose")), *api.SEXES.items()])
    nationality = country_field(label=_("Nationality"), required=False)
    phone = PhoneField(label=_("Phone"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    district = forms.CharField(label=_("District"), max_length=120, required=False)
    town = forms.CharField(label=_("Town"), max_length=120, required=False)
    next_of_kin = forms.CharField(
        label=_("Whom to call in an emergency"),
        help_text=_("Name, what they are to the person, and phone."),
        max_length=300,
        required=False,
    )
    language = language_field(label=_("Language for letters"), required=False)

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        phone = self.fields["phone"]
        assert isinstance(phone, PhoneField)  # noqa: S101  # for the type checker
        phone.country = country
        for name in ("name", "native_name", "district", "town", "next_of_kin"):
            self.fields[name].widget.attrs["dir"] = "auto"

    def change(self) -> dict[str, Any]:
        """The answers as api.complete takes them."""
        return {name: value for name, value in self.cleaned_data.items() if name in api.PersonChange.model_fields}


class WorkForm(SubmissionKeyMixin, KitForm):
    """What work the person looks for, and when."""

    occupation = OccupationField(
        label=_("Work"), help_text=_("In the person's words, or the four digits of the code."), required=False
    )
    available_from = DayField(label=_("Free from"), required=False)
    available_until = DayField(label=_("Free until"), required=False)

    def change(self) -> dict[str, Any]:
        """The answers as api.complete takes them."""
        answers = self.cleaned_data
        work = answers["occupation"]
        return {
            "available_from": answers["available_from"],
            "available_until": answers["available_until"],
            "occupation": work.words if work else "",
            "occupation_code": work.code if work else "",
        }


class AbilitiesForm(SubmissionKeyMixin, KitForm):
    """Skills and training, ticked from the list."""

    skills = forms.MultipleChoiceField(
        label=_("Skills"), required=False, choices=lambda: list(api.SKILLS.items()), widget=forms.CheckboxSelectMultiple
    )
    trainings = forms.MultipleChoiceField(
        label=_("Training"),
        required=False,
        choices=lambda: list(api.TRAININGS.items()),
        widget=forms.CheckboxSelectMultiple,
    )


class LanguagesForm(SubmissionKeyMixin, KitForm):
    """Up to six languages with their level."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in range(ROWS):
            self.fields[f"language_{row}"] = language_field(label=_("Language"), required=False)
            self.fields[f"level_{row}"] = forms.TypedChoiceField(
                label=_("Level"), required=False, coerce=int, empty_value=None,
                choices=lambda: [("", _("Choose")), *cefr.as_choices()],
            )  # fmt: skip

    def rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"language_{row}"], self[f"level_{row}"]) for row in range(ROWS)]

    def clean(self) -> dict[str, Any]:
        """A language needs its level, and stands once."""
        answers: dict[str, Any] = super().clean() or {}
        seen: set[str] = set()
        for row in range(ROWS):
            language, level = answers.get(f"language_{row}"), answers.get(f"level_{row}")
            if language and level is None:
                self.add_error(f"level_{row}", _("Choose how well the person speaks this language."))
            if language and language in seen:
                self.add_error(f"language_{row}", _("This language stands here twice."))
            seen.add(language or "")
        return answers

    def spoken(self) -> dict[str, int]:
        answers = self.cleaned_data
        return {answers[f"language_{n}"]: answers[f"level_{n}"] for n in range(ROWS) if answers.get(f"language_{n}")}


class ExperienceForm(SubmissionKeyMixin, KitForm):
    """Up to five kinds of work done so far."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in range(ROWS):
            self.fields[f"occupation_{row}"] = OccupationField(label=_("Work"), required=False)
            self.fields[f"months_{row}"] = forms.IntegerField(
                label=_("Months"), min_value=0, max_value=720, required=False
            )
            self.fields[f"employer_words_{row}"] = forms.CharField(label=_("Employer"), max_length=200, required=False)
            self.fields[f"country_{row}"] = country_field(label=_("Country"), required=False)

    def rows(self) -> list[tuple[Any, ...]]:
        names = ("occupation", "months", "employer_words", "country")
        return [tuple(self[f"{name}_{row}"] for name in names) for row in range(ROWS)]

    def clean(self) -> dict[str, Any]:
        """Work needs its months."""
        answers: dict[str, Any] = super().clean() or {}
        for row in range(ROWS):
            if answers.get(f"occupation_{row}") and answers.get(f"months_{row}") is None:
                self.add_error(f"months_{row}", _("Write for how many months."))
        return answers

    def done(self) -> list[api.ExperienceRecord]:
        answers = self.cleaned_data
        return [
            api.ExperienceRecord(
                occupation_code=answers[f"occupation_{row}"].code,
                months=answers[f"months_{row}"],
                employer_words=answers[f"employer_words_{row}"],
                country=answers[f"country_{row}"],
            )
            for row in range(ROWS)
            if answers.get(f"occupation_{row}")
        ]


class DocumentForm(SubmissionKeyMixin, KitForm):
    """A paper of the person, with a picture of it where there is one."""

    kind = forms.ChoiceField(label=_("Kind of document"), choices=lambda: list(api.DOCUMENT_KINDS.items()))
    number = forms.CharField(
        label=_("Document number"), max_length=40, widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"})
    )
    country = country_field(label=_("Country"))
    issued_on = DayField(label=_("Issued on"), required=False, past=True)
    valid_until = DayField(label=_("Valid until"), required=False)
    file = forms.FileField(
        label=_("Picture or PDF"),
        help_text=_("JPEG, PNG or PDF, at most 10 MB. It is kept sealed."),
        required=False,
        widget=forms.ClearableFileInput({"accept": "image/jpeg,image/png,application/pdf"}),
    )

    def clean_file(self) -> Any:
        """Only pictures and PDF, by their content."""
        from corridor.foundation.files.store import sniff

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

    def clean_valid_until(self) -> date | None:
        value: date | None = self.cleaned_data["valid_until"]
        return value


class ConsentForm(SubmissionKeyMixin, KitForm):
    """An answer to one purpose. `CHANNELS` says how it was given."""

    CHANNELS = (("paper", _("Signed on paper")), ("screen", _("Said here, at the desk")), ("phone", _("Said by phone")))
    purpose = forms.CharField(widget=forms.HiddenInput)
    given = forms.ChoiceField(label=_("Answer"), choices=(("yes", _("Yes")), ("no", _("No"))), widget=forms.RadioSelect)
    channel = forms.ChoiceField(label=_("How it was given"), choices=CHANNELS)


class MergeForm(SubmissionKeyMixin, KitForm):
    """The file that becomes an alias of this one."""

    other = forms.CharField(label=_("Number of the other file"), max_length=40, widget=forms.TextInput({"dir": "ltr"}))


class EraseForm(SubmissionKeyMixin, KitForm):
    """Why a file is erased, and that it is meant."""

    reason = forms.ChoiceField(
        label=_("Why"), choices=lambda: list(api.ERASE_REASONS.items()), widget=forms.RadioSelect
    )
    sure = forms.BooleanField(
        label=_("I have read what is lost, and that it cannot be undone."),
        error_messages={"required": _("Tick that you have read what is lost.")},
    )
