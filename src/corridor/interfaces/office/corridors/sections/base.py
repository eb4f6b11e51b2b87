"""What a section of the set-up is: a form, lists of rows, and how the document is read and written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from corridor.interfaces.kit.forms import KitForm
from corridor.stages.agreements import api

from ..rows import RowForm

Part = dict[str, Any]
"""A part of the document of the rules, as JSON."""
Boxes = list[forms.BoundField]


@dataclass(frozen=True)
class RowList:
    """A list of rows in a section: its heading, the words of the button that adds one, and how it is stored."""

    title: Any
    add: Any
    form: type[RowForm]
    load: Callable[[api.SchemeRules], list[Part]]
    hint: Any = ""
    folded: bool = False


@dataclass(frozen=True)
class Section:
    """One form of the set-up. `save` makes the part of the document from the answers of the form and of its rows."""

    code: str
    title: Any
    form: type["SectionForm"]
    lists: Mapping[str, RowList]
    save: Callable[["SectionForm", Mapping[str, list[Part]]], Part]
    parts: tuple[str, ...]
    hint: Any = ""


class SectionForm(KitForm):
    """The boxes of a section outside its lists."""

    @classmethod
    def load(cls, rules: api.SchemeRules) -> Part:
        """The initial answers."""
        return {}

    def groups(self) -> list[tuple[Any, list[Boxes]]]:
        """(heading, boxes that stand together) in order; one group without heading unless the form says otherwise."""
        return [("", [[box] for box in self])]


class InLanguage:
    """A label for the box of one language: `Title (Español)`, made when it is shown."""

    def __init__(self, label: Any, language: str) -> None:
        self.label, self.language = label, language

    def __str__(self) -> str:
        return f"{self.label} ({self.language})"
