"""Time to answer, orientation, clearance and the right to be called back."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from corridor.stages.agreements import api

from .. import words
from ..rows import whole_number
from .base import Part, Section, SectionForm


class ClocksForm(SectionForm):
    roster_months = whole_number(least=1, most=60, label=api.SECTIONS["roster_months"])
    offer_days = whole_number(least=1, most=3650, label=api.SECTIONS["offer_days"])
    contract_days = whole_number(least=1, most=3650, label=api.SECTIONS["contract_days"])
    orientation_hours = whole_number(least=0, most=400, label=api.SECTIONS["orientation_hours"])
    clearance = forms.BooleanField(required=False, label=_("This scheme asks for a clearance to leave"))
    recall_source = forms.ChoiceField(
        choices=[("", _("No right to be called back")), *words.RECALL_SOURCES.items()],
        required=False,
        label=_("Where the right to be called back comes from"),
    )
    recall_force = forms.ChoiceField(
        choices=list(words.RECALL_FORCES.items()),
        initial="may",
        widget=forms.RadioSelect,
        label=_("What it obliges to"),
    )
    recall_months = whole_number(least=1, most=120, initial=12, label=_("Months for which it lasts"))

    @classmethod
    def load(cls, rules: api.SchemeRules) -> Part:
        """The initial answers."""
        names = ("roster_months", "offer_days", "contract_days", "orientation_hours", "clearance")
        found = {name: getattr(rules, name) for name in names}
        recall = rules.recall
        if recall:
            found |= {
                "recall_source": recall.source,
                "recall_force": recall.force,
                "recall_months": recall.months,
            }
        return found


def _save_clocks(form: SectionForm, lists: Mapping[str, list[Part]]) -> Part:
    answers = dict(form.cleaned_data)
    source, force, months = (answers.pop(f"recall_{name}") for name in ("source", "force", "months"))
    return {**answers, "recall": {"source": source, "force": force, "months": months} if source else None}


CLOCKS = Section(
    "clocks",
    _("Recall, clocks and clearance"),
    ClocksForm,
    {},
    _save_clocks,
    ("roster_months", "offer_days", "contract_days", "orientation_hours", "clearance", "recall"),
)
