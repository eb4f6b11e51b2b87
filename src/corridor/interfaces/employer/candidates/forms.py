import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corridor.interfaces.kit import formatting, words
from corridor.interfaces.kit.forms import KitForm, SubmissionKeyMixin
from corridor.stages.selection.api import CandidateSheet

PLACE = "place-"


class ChoiceForm(SubmissionKeyMixin, KitForm):
    """One answer for each candidate of a shortlist: a place, 1 for the best, or a reason about the work."""

    def __init__(
        self, *args: Any, sheets: Sequence[CandidateSheet], found: Mapping[Any, str] | None = None, **kwargs: Any
    ) -> None:
        """`found` are reasons that interviews gave, by application: what the form begins with."""
        super().__init__(*args, **kwargs)
        self.sheets = list(sheets)
        numbers = range(1, len(self.sheets) + 1)
        places = [(f"{PLACE}{n}", _("Choice %(number)s") % {"number": formatting.number(n)}) for n in numbers]
        reasons = [(reason.value, label) for reason, label in words.JOB_REASONS.items()]
        choices = [
            ("", _("Your answer")),
            (_("Choose, the best first"), places),
            (_("Refuse, for a reason about the work"), reasons),
        ]
        for sheet in self.sheets:
            self.fields[self.name(sheet)] = forms.ChoiceField(
                label=sheet.name,
                choices=choices,
                initial=(found or {}).get(sheet.application_id, ""),
                error_messages={
                    "required": _("%(name)s has no answer yet. Choose a place or a reason.") % {"name": sheet.name}
                },
            )

    @staticmethod
    def name(sheet: CandidateSheet) -> str:
        """The name of a candidate's field."""
        return f"c-{sheet.application_id}"

    def clean(self) -> dict[str, Any]:
        """No place twice."""
        answers = super().clean() or {}
        taken: dict[str, str] = {}
        for sheet in self.sheets:
            answer = answers.get(self.name(sheet), "")
            if answer.startswith(PLACE):
                if answer in taken:
                    place = formatting.number(int(answer.removeprefix(PLACE)))
                    text = _("%(first)s and %(second)s both have place %(place)s. Give each a place of its own.")
                    told = {"first": taken[answer], "second": sheet.name, "place": place}
                    self.add_error(self.name(sheet), text % told)
                taken[answer] = sheet.name
        return answers

    def choice(self) -> tuple[list[uuid.UUID], dict[uuid.UUID, str]]:
        """Picks best first, and a reason for each refusal, by application."""
        placed, refusals = [], {}
        for sheet in self.sheets:
            answer = self.cleaned_data[self.name(sheet)]
            if sheet.application_id is None:
                continue
            if answer.startswith(PLACE):
                placed.append((int(answer.removeprefix(PLACE)), sheet.application_id))
            else:
                refusals[sheet.application_id] = answer
        return [application for _place, application in sorted(placed)], refusals


class RefuseForm(SubmissionKeyMixin, KitForm):
    """Not calling somebody back takes a reason about the work."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The worker reads this reason. Only reasons about the work count."),
        choices=[(reason.value, label) for reason, label in words.JOB_REASONS.items()],
        widget=forms.RadioSelect,
    )
