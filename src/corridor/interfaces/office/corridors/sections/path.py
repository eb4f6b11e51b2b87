"""The path: ordered steps with owner, decider, country, evidence and what comes before."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.forms import country_field
from corridor.stages.agreements import api

from .. import words
from ..rows import RowForm, whole_number
from .base import InLanguage, Part, RowList, Section, SectionForm


class StepRow(RowForm):
    telling = ("code", *(f"title_{code}" for code, _name in settings.LANGUAGES))
    code = forms.RegexField(
        r"^[a-z][a-z0-9_]*$",
        max_length=40,
        label=_("Short name"),
        help_text=_("Small letters without spaces, such as identity_check."),
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
        error_messages={"invalid": _("Write a short name in small letters without spaces, such as identity_check.")},
    )
    owner = forms.ChoiceField(choices=list(words.OWNERS.items()), label=_("Who does it"))
    country = country_field(required=False, label=_("In which country"))
    due_days_before_start = whole_number(
        least=-365,
        most=730,
        label=_("Days before the first day of work"),
        help_text=_("Write a minus for days after it."),
    )
    decider = forms.ChoiceField(
        choices=[("", _("No decision")), *words.DECISIONS.items()], required=False, label=_("Which decision it is")
    )
    evidence = forms.ChoiceField(choices=list(words.EVIDENCE.items()), required=False, label=_("What shows it"))
    validity_days = whole_number(least=1, most=3650, required=False, label=_("Days for which that is valid"))
    after = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("What must be done before"),
        error_messages={"invalid_choice": _("A step that is waited for has another name now. Choose again.")},
    )
    skip_returning = forms.BooleanField(required=False, label=_("Not again for those who return"))
    optional = forms.BooleanField(required=False, label=_("May be left out"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = {f"title_{code}": name for code, name in settings.LANGUAGES}
        for name, language in titles.items():
            box = forms.TextInput({"dir": "auto"})
            self.fields[name] = forms.CharField(
                max_length=200, required=False, label=InLanguage(_("Title"), language), widget=box
            )
        self.order_fields(["code", *titles])
        known = [(str(row.get("code") or ""), _title_of(row)) for row in self.others]
        self.fields["after"].choices = [item for item in known if item[0]]

    @property
    def heading(self) -> str:
        """The title of the step in the reader's language, and who does it."""
        raw = self.raw()
        owner = words.OWNERS.get(str(raw.get("owner") or ""), "")
        return " · ".join(str(part) for part in (_title_of(raw), owner) if part) if _title_of(raw) else ""


def _title_of(raw: Mapping[str, Any]) -> str:
    titles = [raw.get(f"title_{code}") for code in (words.language(), *dict(settings.LANGUAGES))]
    return str(next((title for title in titles if title), raw.get("code") or ""))


def _load_path(rules: api.SchemeRules) -> list[Part]:
    return [
        {
            **step.model_dump(mode="json", exclude={"title"}),
            **{f"title_{code}": step.title.get(code, "") for code, _name in settings.LANGUAGES},
        }
        for step in rules.path
    ]


def _save_path(form: SectionForm, lists: Mapping[str, list[Part]]) -> Part:
    steps = []
    for row in lists["path"]:
        title = {code: row.pop(f"title_{code}") for code, _name in settings.LANGUAGES}
        steps.append({**row, "title": title})
    return {"path": steps}


PATH = Section(
    "path",
    api.SECTIONS["path"],
    SectionForm,
    {"path": RowList(_("Steps"), _("Add a step"), StepRow, _load_path, folded=True)},
    _save_path,
    ("path",),
    hint=_("The steps from the contract to the first day of work, in the order in which people read them."),
)
