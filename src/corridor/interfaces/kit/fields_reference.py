"""Form fields over the reference data: occupations, countries, languages."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from corridor.foundation.reference import countries, isco, languages

_MOST_HITS = 6


@dataclass(frozen=True)
class OccupationAnswer:
    """What the person wrote, and the ISCO-08 unit group (four digits) it was understood as."""

    code: str
    words: str


class OccupationWidget(forms.Widget):
    """A box for the words. After a search, the groups found stand below it to choose from, without any script."""

    template_name = "kit/widgets/occupation.html"

    def value_from_datadict(self, data: MultiValueDict, files: Any, name: str) -> tuple[str, str]:
        """(words, chosen code), each perhaps empty."""
        return str(data.get(name, "")).strip(), str(data.get(f"{name}_code", "")).strip()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Django's context, the words, and the groups to choose from once something was written."""
        words, code = (value.words, value.code) if isinstance(value, OccupationAnswer) else (value or ("", ""))
        context: dict[str, Any] = super().get_context(name, words, attrs)
        context["code"] = code
        context["hits"] = _hits(words, code)
        return context

    def id_for_label(self, id_: str) -> str:
        """The box for the words."""
        return id_


def _hits(words: str, code: str) -> list[tuple[str, str]]:
    """(code, title) of the groups that the words may mean, the chosen one among them."""
    language = get_language() or "en"
    found = [(hit.code, hit.title) for hit in isco.search(words, language, limit=_MOST_HITS)] if words else []
    if code and isco.is_unit_group(code) and code not in dict(found):
        found.insert(0, (code, isco.title(code, language)))
    return found


class OccupationField(forms.Field):
    """An occupation in the person's own words, with its ISCO-08 unit group; gives `OccupationAnswer` or None.

    A four-digit code, or a title that names one group only, is taken as it is; otherwise the person chooses from the
    groups found.
    """

    widget = OccupationWidget
    default_error_messages = {
        "unknown": _("We know no work by these words. Try other words, as you would say them to a friend."),
        "choose": _("This can mean more than one kind of work. Choose the nearest one below."),
    }

    def clean(self, value: Any) -> OccupationAnswer | None:
        """The answer, or an error that asks to choose."""
        words, code = value or ("", "")
        if not words and not code:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if code and isco.is_unit_group(code) and code in dict(_hits(words, "")):
            return OccupationAnswer(code, words)
        if isco.is_unit_group(words):
            return OccupationAnswer(words, words)
        hits = _hits(words, "")
        if not hits:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        exact = [code for code, title in hits if title.casefold() == words.casefold()]
        if exact:
            return OccupationAnswer(exact[0], words)
        if len(hits) == 1:
            return OccupationAnswer(hits[0][0], words)
        raise ValidationError(self.error_messages["choose"], code="choose")


def _with_blank(choices: Any) -> list[tuple[str, Any]]:
    return [("", _("Choose")), *choices]


def country_field(**kwargs: Any) -> forms.ChoiceField:
    """A select of all countries in the reader's language; gives the ISO 3166 alpha-2 code."""
    return forms.ChoiceField(choices=lambda: _with_blank(countries.as_choices(get_language() or "en")), **kwargs)


def language_field(**kwargs: Any) -> forms.ChoiceField:
    """A select of languages in the reader's language; gives the ISO 639-3 code."""
    return forms.ChoiceField(choices=lambda: _with_blank(languages.as_choices(get_language() or "en")), **kwargs)
