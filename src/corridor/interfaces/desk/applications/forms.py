import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.forms import KitForm, SubmissionKeyMixin

WISHES = 3


class ApplyForm(SubmissionKeyMixin, KitForm):
    """A scheme, and up to three jobs in the person's own order; none means any work."""

    scheme = forms.ChoiceField(label=_("Programme"))

    def __init__(self, *args: Any, schemes: Sequence[Any], jobs: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scheme"].choices = [(str(scheme.id), scheme.name) for scheme in schemes]
        known = [(str(job.id), f"{job.number} · {job.title} · {job.employer.name}") for job in jobs]
        for n, label in enumerate((_("First wish"), _("Second wish"), _("Third wish"))):
            self.fields[f"wish_{n}"] = forms.ChoiceField(
                label=label, choices=[("", _("any work") if n == 0 else "–"), *known], required=False
            )

    def ranking(self) -> list[uuid.UUID]:
        """The jobs wished for, best first."""
        return [uuid.UUID(job) for n in range(WISHES) if (job := self.cleaned_data.get(f"wish_{n}"))]


class AppealForm(SubmissionKeyMixin, KitForm):
    """The person's own words."""

    words = forms.CharField(
        label=_("What is wrong with the decision, in the person's own words"),
        max_length=4000,
        widget=forms.Textarea({"rows": 8, "dir": "auto"}),
    )


class AskForm(SubmissionKeyMixin, KitForm):
    """A request about the roster in the person's own words; `works` are (code, title), for a request for other work."""

    occupation = forms.ChoiceField(label=_("Which work the person wants to do"))
    words = forms.CharField(
        label=_("Why the person asks for it, in their own words"),
        max_length=2000,
        widget=forms.Textarea({"rows": 6, "dir": "auto"}),
    )

    def __init__(self, *args: Any, works: Sequence[tuple[str, str]] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if works is None:
            del self.fields["occupation"]
        else:
            self.fields["occupation"].choices = [("", _("Choose")), *works]
