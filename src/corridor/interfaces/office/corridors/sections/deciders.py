"""Who decides, and the remedy (principle 9)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from corridor.stages.agreements import api

from .. import words
from ..rows import whole_number
from .base import Boxes, InLanguage, Part, Section, SectionForm


class DecidersForm(SectionForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for what in api.DECISIONS:
            for name, label, most in (("body", _("Who decides"), 200), ("remedy", _("What can be done about it"), 300)):
                for code, language in settings.LANGUAGES:
                    box = forms.TextInput({"dir": "auto"})
                    self.fields[f"{what}_{name}_{code}"] = forms.CharField(
                        max_length=most, required=False, label=InLanguage(label, language), widget=box
                    )
            self.fields[f"{what}_days"] = whole_number(
                least=0, most=3650, required=False, label=_("Within how many days")
            )

    @classmethod
    def load(cls, rules: api.SchemeRules) -> Part:
        """The initial answers."""
        found: Part = {}
        for what, decider in rules.deciders.items():
            found[f"{what}_days"] = decider.remedy_days or ""
            for code, _language in settings.LANGUAGES:
                first = code == settings.LANGUAGES[0][0]
                found[f"{what}_body_{code}"] = decider.body_in.get(code) or (decider.body if first else "")
                found[f"{what}_remedy_{code}"] = decider.remedy_in.get(code) or (decider.remedy if first else "")
        return found

    def groups(self) -> list[tuple[Any, list[Boxes]]]:
        """One group for each decision."""
        return [
            (words.DECISIONS[what], [[self[name]] for name in self.fields if name.startswith(f"{what}_")])
            for what in api.DECISIONS
        ]


def _save_deciders(form: SectionForm, lists: Mapping[str, list[Part]]) -> Part:
    found: Part = {}
    for what in api.DECISIONS:
        told: Part = {"remedy_days": form.cleaned_data[f"{what}_days"] or 0}
        for name in ("body", "remedy"):
            said = {code: form.cleaned_data[f"{what}_{name}_{code}"] for code, _language in settings.LANGUAGES}
            said = {code: text for code, text in said.items() if text}
            told[name], told[f"{name}_in"] = next(iter(said.values()), ""), said
        if told["body"] or told["remedy"]:
            found[what] = told
    return {"deciders": found}


DECIDERS = Section(
    "deciders",
    api.SECTIONS["deciders"],
    DecidersForm,
    {},
    _save_deciders,
    ("deciders",),
    hint=_("Where a law gives no remedy, leave it empty: the worker is told so."),
)
