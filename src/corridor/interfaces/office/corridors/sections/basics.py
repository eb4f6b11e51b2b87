"""Channel, occupations, method and the hard rules."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from corridor.foundation.reference import cefr
from corridor.interfaces.kit.fields_reference import OccupationWidget
from corridor.interfaces.kit.forms import OccupationField, language_field
from corridor.stages.agreements import api

from .. import words
from ..rows import RowForm, whole_number
from .base import Part, RowList, Section, SectionForm


class BasicsForm(SectionForm):
    channel = forms.ChoiceField(choices=api.CHANNELS, label=api.SECTIONS["channel"])
    legal_basis = forms.ChoiceField(choices=api.LEGAL_BASES, label=api.SECTIONS["legal_basis"])
    method = forms.ChoiceField(
        choices=[(code, format_lazy("{}. {}", name, words.METHOD_NOTES[code])) for code, name in words.METHODS.items()],
        widget=forms.RadioSelect,
        label=api.SECTIONS["method"],
        help_text=_("None is chosen for you. The trial of a round shows what others would give."),
    )
    shortlist_per_post = whole_number(least=1, most=20, label=api.SECTIONS["shortlist_per_post"])
    age = whole_number(
        least=14, most=99, required=False, label=api.SECTIONS["minimum_age"], help_text=_("Only where a law sets one.")
    )
    age_source = forms.CharField(max_length=300, required=False, label=_("The law or published rule that sets it"))
    experience_months = whole_number(least=0, most=600, label=api.SECTIONS["experience_months"])
    document_required = forms.BooleanField(required=False, label=_("A travel document is needed to apply"))

    @classmethod
    def load(cls, rules: api.SchemeRules) -> Part:
        """The initial answers."""
        names = ("channel", "legal_basis", "method", "shortlist_per_post", "experience_months", "document_required")
        age = rules.minimum_age
        limit = {"age": age.years, "age_source": age.source} if age else {}
        return {**{name: getattr(rules, name) for name in names}, **limit}


class ChosenFirst(OccupationWidget):
    """A box that shows, for an occupation that was chosen before, only that one to confirm."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The kit's context; other meanings come once the words are changed."""
        context = super().get_context(name, value, attrs)
        code = context["code"]
        if code and context["widget"]["value"] == words.occupation_title(code):
            context["hits"] = [(code, title) for hit, title in context["hits"] if hit == code]
        return context


class OccupationRow(RowForm):
    occupation = OccupationField(label=_("Occupation"), widget=ChosenFirst)


class LanguageRow(RowForm):
    telling = ("language",)
    language = language_field(label=_("Language"))
    level = forms.TypedChoiceField(
        coerce=int, choices=lambda: [item for item in cefr.as_choices() if item[0]], label=_("Least level")
    )


def _save_basics(form: SectionForm, lists: Mapping[str, list[Part]]) -> Part:
    answers = dict(form.cleaned_data)
    years, source = answers.pop("age"), answers.pop("age_source")
    return {
        **answers,
        "minimum_age": {"years": years, "source": source} if years else None,
        "occupations": [row["occupation"].code for row in lists["occupations"]],
        "languages": {row["language"]: row["level"] for row in lists["languages"]},
    }


def _load_occupations(rules: api.SchemeRules) -> list[Part]:
    return [{"occupation": (words.occupation_title(code), code)} for code in rules.occupations]


def _load_languages(rules: api.SchemeRules) -> list[Part]:
    return [{"language": code, "level": level} for code, level in rules.languages.items()]


BASICS = Section(
    "basics",
    _("Basics, occupations and method"),
    BasicsForm,
    {
        "occupations": RowList(api.SECTIONS["occupations"], _("Add an occupation"), OccupationRow, _load_occupations),
        "languages": RowList(api.SECTIONS["languages"], _("Add a language"), LanguageRow, _load_languages),
    },
    _save_basics,
    (
        *("channel", "legal_basis", "method", "shortlist_per_post", "minimum_age", "experience_months"),
        *("document_required", "occupations", "languages"),
    ),
)
