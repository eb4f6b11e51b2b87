"""One organisation out of thousands: a box that suggests, and that asks back where the words fit several."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from corridor.foundation.accounts.models import Organisation
from corridor.foundation.reference import countries

SUGGESTED, MOST_HITS, MOST_WORDS = 300, 12, 6
PRIVATE = ("employer", "recruiter")
"""Kinds of which there are thousands: they are found by writing, not suggested one by one."""


class OrganisationWidget(forms.TextInput):
    """The box with its suggestions; below it, after a search, the organisations that the words fit, to choose from."""

    template_name = "office/administration/organisation_widget.html"

    def value_from_datadict(self, data: MultiValueDict, files: Any, name: str) -> tuple[str, str]:
        """(words, id of the chosen one), each perhaps empty."""
        return str(data.get(name, "")).strip()[:200], str(data.get(f"{name}_id", "")).strip()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Django's context, the names suggested, and what was found for the words."""
        words, chosen = value or ("", "")
        context: dict[str, Any] = super().get_context(name, words, {**(attrs or {}), "list": f"{name}-list"})
        public = Organisation.objects.exclude(kind__in=PRIVATE).order_by("name")
        context["names"] = list(public.values_list("name", flat=True).distinct()[:SUGGESTED])
        hits = _hits(words) if words else []
        context["hits"] = [(str(row.id), row.name, _about(row)) for row in hits] if len(hits) > 1 else []
        context["chosen"] = chosen
        return context


def _hits(words: str) -> list[Organisation]:
    """Organisations with exactly this name; else with these words in a row; else with all the words anywhere."""
    rows = Organisation.objects.order_by("name", "id")
    anywhere = Q()
    for word in words.split()[:MOST_WORDS]:
        anywhere &= Q(name__icontains=word)
    ways = (Q(name__iexact=words), Q(name__icontains=words), anywhere)
    return next((hits for way in ways if (hits := list(rows.filter(way)[:MOST_HITS]))), [])


def _about(row: Organisation) -> str:
    return f"{row.get_kind_display()}, {countries.name(row.country, get_language() or 'en')}"


class OrganisationField(forms.Field):
    """Gives the `Organisation`. A name, or a part of it that fits one alone, is taken; otherwise one is chosen."""

    widget = OrganisationWidget
    default_error_messages = {
        "unknown": _("There is no organisation by this name. Try a part of it, or enter the organisation first."),
        "choose": _("More than one organisation fits. Choose one below, or write more of the name."),
    }

    def clean(self, value: Any) -> Organisation | None:
        """The organisation, or an error that asks to choose."""
        words, chosen = value or ("", "")
        if not words:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        hits = _hits(words)
        named = [row for row in hits if str(row.id) == chosen]
        if named or len(hits) == 1:
            return (named or hits)[0]
        code = "choose" if hits else "unknown"
        raise ValidationError(self.error_messages[code], code=code)
