"""Forms of the corridors: agreements, schemes, seasons, rules of law, and the decisions about a version."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit import words as kit_words
from corridor.interfaces.kit.forms import DayField, KitForm, SubmissionKeyMixin, country_field
from corridor.rules.terms import CLAUSES, Kind
from corridor.stages.agreements import api

from . import words
from .rows import whole_number
from .sections import OF_ONE_JOB
from .term_fields import add_term, currency_field, plain_of


class KeyForm(SubmissionKeyMixin, KitForm):
    """A button with its submission key."""


class AgreementForm(SubmissionKeyMixin, KitForm):
    code = forms.CharField(max_length=40, label=_("Short name"), help_text=_("Such as CO-ES-2001."))
    title = forms.CharField(max_length=300, label=_("Title"))
    origin = country_field(label=_("Country of origin"))
    destination = country_field(label=_("Country of work"))
    kind = forms.ChoiceField(choices=api.Agreement.KINDS, label=_("Kind"))
    signed_on = DayField(required=False, label=_("Signed on"))
    in_force_from = DayField(required=False, label=_("In force from"))
    until = DayField(required=False, label=_("In force until"))
    source = forms.CharField(max_length=300, required=False, label=_("Where it was published"))


class SchemeForm(SubmissionKeyMixin, KitForm):
    code = forms.CharField(max_length=40, label=_("Short name"), help_text=_("Such as CO-ES-AGRI. It cannot change."))
    name = forms.CharField(max_length=200, label=_("Name of the scheme"))
    origin = country_field(label=_("Country of origin"))
    destination = country_field(label=_("Country of work"))
    sector = forms.CharField(max_length=80, label=_("Sector"), help_text=_("Such as agriculture."))
    channel = forms.ChoiceField(choices=api.CHANNELS, label=_("Channel"))
    legal_basis = forms.ChoiceField(choices=api.LEGAL_BASES, label=_("Legal basis"))
    agreement = forms.ChoiceField(required=False, label=_("Agreement"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(row.id), f"{row.code}: {row.title}") for row in api.agreements()]
        self.fields["agreement"].choices = [("", _("No agreement")), *known]


class DraftForm(SubmissionKeyMixin, KitForm):
    source = forms.ChoiceField(widget=forms.RadioSelect, label=_("Begin from"))

    def __init__(self, *args: Any, sources: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = sources
        self.fields["source"].initial = sources[0][0]


class PublishForm(SubmissionKeyMixin, KitForm):
    effective_from = DayField(label=_("In force from"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effective_from"].initial = timezone.localdate()


class ReturnForm(SubmissionKeyMixin, KitForm):
    reason = forms.CharField(widget=forms.Textarea, max_length=2000, label=_("What is wrong"))
    remedy = forms.CharField(widget=forms.Textarea, max_length=2000, label=_("How it can be mended"))


class SeasonForm(SubmissionKeyMixin, KitForm):
    code = forms.CharField(max_length=20, label=_("Name of the season"), help_text=_("Such as 2027."))
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    quota = whole_number(least=1, most=10_000_000, label=_("Quota: posts that may be used"))
    reserve = whole_number(least=0, most=10_000_000, initial=0, label=_("Reserve: posts that are agreed and held back"))


class ReleaseForm(SubmissionKeyMixin, KitForm):
    posts = whole_number(least=1, most=10_000_000, label=_("Posts to release from the reserve"))


class RuleKindForm(KitForm):
    """The first question about a rule of law: what it is about. The answers shape the second form."""

    kind = forms.ChoiceField(choices=api.DatedRule.KINDS, widget=forms.RadioSelect, label=_("What the rule says"))
    clause = forms.ChoiceField(required=False, label=_("Clause"), help_text=_("Only for another least term of work."))
    cost = forms.ChoiceField(
        choices=[("", _("Every cost")), *words.COSTS.items()],
        required=False,
        label=_("Cost"),
        help_text=_("Only for the most that a worker may be charged."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clauses = [(code, kit_words.clause(code)) for code in CLAUSES if code not in OF_ONE_JOB]
        self.fields["clause"].choices = [("", _("Choose")), *clauses]

    def clean(self) -> dict[str, Any]:
        """A clause where the kind needs one."""
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("kind") == "clause_floor" and not answers.get("clause"):
            self.add_error("clause", _("Choose the clause that the rule is about."))
        return answers

    def about(self) -> tuple[str, str]:
        """(kind, clause of the rule) once the form holds."""
        kind = self.cleaned_data["kind"]
        given = {"clause_floor": self.cleaned_data["clause"], "fee_ceiling": self.cleaned_data["cost"]}
        return kind, given.get(kind, "")


TERM_OF_KIND = {
    "wage_floor": "wage",
    "collective_wage": "wage",
    "hours_week_max": "hours_week",
    "fee_ceiling": "recruitment_costs_worker",
}


class RuleForm(SubmissionKeyMixin, KitForm):
    """The second: where, for whom, how much, from when, and who says so."""

    country = country_field(label=_("Country"))
    occupation = forms.CharField(
        max_length=4,
        required=False,
        label=_("Occupation"),
        help_text=_("The first digits of an ISCO-08 code, such as 92; empty for all work."),
        widget=forms.TextInput({"size": 6, "inputmode": "numeric"}),
    )
    valid_from = DayField(label=_("Binds from"))
    valid_until = DayField(required=False, label=_("Last day on which it binds"))
    source = forms.CharField(
        max_length=300, label=_("Source"), help_text=_("The law, decree or agreement, with its article.")
    )

    def __init__(self, *args: Any, kind: str, clause: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.clause = kind, clause
        self.term = TERM_OF_KIND.get(kind, clause if kind == "clause_floor" else "")
        if kind == "minimum_age":
            self.fields["years"] = whole_number(least=14, most=99, label=_("Age in years"))
        elif self.term:
            self._add_value()
        self.order_fields(["country", "occupation", *self.value_names, "valid_from", "valid_until", "source"])

    def _add_value(self) -> None:
        add_term(self, self.term, required=True, label=words.RULE_KINDS[self.kind] if not self.clause else None)
        if CLAUSES[self.term].kind in (Kind.MONEY, Kind.MONEY_RATE):
            self.fields["currency"] = currency_field(required=False, label=_("Currency"))
        if self.term == "wage":
            self.fields["hours"] = whole_number(
                least=1, most=100, required=False, label=_("Hours of a week on which it rests")
            )

    @property
    def value_names(self) -> list[str]:
        """The boxes of the value, in order."""
        return [
            name for name in ("years", self.term, f"{self.term}_period", "currency", "hours") if name in self.fields
        ]

    def clean(self) -> dict[str, Any]:
        """The plain value under `value`."""
        answers: dict[str, Any] = super().clean() or {}
        value: dict[str, Any] = {}
        if self.kind == "minimum_age":
            value = {"years": answers.get("years")}
        elif self.term:
            value = plain_of(self, self.term, answers.get("currency", "")) or {}
            if value and answers.get("hours"):
                value["hours_week"] = str(answers["hours"])
        return {**answers, "value": value}
