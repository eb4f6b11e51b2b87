"""What gives points, and for whom posts are reserved."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from corridor.rules.fairness import ALLOWED
from corridor.stages.agreements import api

from .. import words
from ..rows import RowForm, whole_number
from .base import Part, RowList, Section, SectionForm


class CriterionRow(RowForm):
    criterion = forms.ChoiceField(
        choices=lambda: [("", _("Choose")), *((code, words.criterion(code)) for code in sorted(ALLOWED))],
        label=_("Criterion"),
    )
    points = whole_number(least=0, most=10_000, label=_("Points"))
    full_at = whole_number(least=1, most=100_000, label=_("All points from"))


class ReserveRow(RowForm):
    group = forms.ChoiceField(choices=[("", _("Choose")), *words.GROUPS.items()], label=_("Group"))
    percent = whole_number(least=0, most=100, label=_("Per cent of the posts"))


class CeilingRow(RowForm):
    telling = ("kind", "of", "limit", "source")
    kind = forms.ChoiceField(choices=[("", _("Choose")), *words.CEILINGS.items()], label=_("Ceiling for"))
    of = forms.CharField(
        max_length=120, required=False, label=_("Region"), help_text=_("For a region, as job orders write it.")
    )
    limit = whole_number(least=0, most=100_000, label=_("At most"))
    unit = forms.ChoiceField(choices=list(words.CEILING_UNITS.items()), label=_("Counted in"))
    basis = forms.ChoiceField(choices=list(words.CEILING_BASES.items()), label=_("Set by"))
    source = forms.CharField(max_length=300, required=False, label=_("The law, agreement or rule, with its article"))

    def clean(self) -> dict[str, Any]:
        """A ceiling for a group is for those who have gone before: principle 6 permits no other."""
        answers = super().clean() or {}
        kind = answers.get("kind")
        if kind == "region" and not answers.get("of"):
            self.add_error("of", _("Name the region that this ceiling is for."))
        if kind == "group":
            answers["of"] = answers.get("of") or "returning"
        elif kind != "region":
            answers["of"] = ""
        return answers


def _keep_unknown(form: type[RowForm], name: str, shown: Callable[[str], str]) -> type[RowForm]:
    """A row whose select keeps a stored code that is in no list, so that opening a page changes nothing."""

    class Keeping(form):  # type: ignore[valid-type,misc]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            code = str(self[name].value() or "")
            known = list(self.fields[name].choices)
            if code and code not in dict(known):
                self.fields[name].choices = [*known, (code, shown(code))]

    return Keeping


def _load_register(rules: api.SchemeRules) -> list[Part]:
    return [line.model_dump() for line in rules.register]


def _load_reserves(rules: api.SchemeRules) -> list[Part]:
    return [rule.model_dump() for rule in rules.reserves]


def _load_ceilings(rules: api.SchemeRules) -> list[Part]:
    rows = [rule.model_dump() for rule in rules.ceilings]
    return [{**row, "of": ""} if (row["kind"], row["of"]) == ("group", "returning") else row for row in rows]


REGISTER = Section(
    "register",
    _("Criteria register, reserves and ceilings"),
    SectionForm,
    {
        "register": RowList(
            api.SECTIONS["register"],
            _("Add a criterion"),
            _keep_unknown(CriterionRow, "criterion", words.criterion),
            _load_register,
            hint=_("10,000 points in all. A criterion gives its points in proportion, up to the number set."),
        ),
        "reserves": RowList(
            api.SECTIONS["reserves"],
            _("Add a reserve"),
            _keep_unknown(ReserveRow, "group", words.group),
            _load_reserves,
            hint=_("Posts that a group fills first; those it leaves free open to everybody."),
        ),
        "ceilings": RowList(
            api.SECTIONS["ceilings"],
            _("Add a ceiling"),
            CeilingRow,
            _load_ceilings,
            hint=_(
                "The most people that may be placed in a season. Ceilings lie one inside the other: an employer's in "
                "each region inside the region's, this inside the scheme's. A reserve opens posts; a ceiling may leave "
                "some empty, and no ceiling stands on women, districts or people who go for the first time."
            ),
        ),
    },
    lambda form, lists: dict(lists),
    ("register", "reserves", "ceilings"),
)
