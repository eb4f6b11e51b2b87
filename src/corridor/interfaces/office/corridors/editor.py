"""One section of a draft on screen: filled from its rules, rearranged row by row, read back into the document."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from corridor.interfaces.kit.rendering import errors_of
from corridor.stages.agreements import api

from .rows import Rows, rearranging
from .sections import Section
from .words import problem


class Editor:
    """A section's form and lists. Without `data` it shows the draft; with it, what was sent."""

    def __init__(self, section: Section, rules: api.SchemeRules, data: QueryDict | None = None) -> None:
        self.section = section
        self.rearranged = data is not None and rearranging(data)
        self.problems: list[str] = []
        bound = section.form(data) if data is not None else section.form(initial=section.form.load(rules))
        # After a rearrangement the boxes keep what was typed, and nobody is told of mistakes yet.
        self.form = section.form(initial={name: bound[name].value() for name in bound.fields}) if data else bound
        if data is not None and not self.rearranged:
            self.form = bound
        self.lists = [
            (spec, Rows(name, spec.form, stored=spec.load(rules), data=data)) for name, spec in section.lists.items()
        ]
        self.mark = mark(section, rules) if data is None else data.get("mark", "")

    def is_valid(self) -> bool:
        """The form and every row hold, each by itself."""
        found = [self.form.is_valid(), *(rows.is_valid() for _spec, rows in self.lists)]
        return all(found)

    def document(self, rules: api.SchemeRules) -> dict[str, Any]:
        """The whole document with this section's answers in it; call after is_valid."""
        part = self.section.save(self.form, {rows.name: rows.answers() for _spec, rows in self.lists})
        return {**rules.model_dump(mode="json"), **part}

    def refuse(self, problems: list[api.Problem]) -> None:
        """Show the problems of the whole above the form."""
        self.problems = [problem(found) for found in problems]

    @property
    def errors(self) -> list[Mapping[str, Any]]:
        """All that is to be mended, with the id to jump to where there is one."""
        if self.rearranged:
            return []
        found: list[Mapping[str, Any]] = [{"text": text, "id": ""} for text in self.problems]
        if self.form.is_bound:
            found += errors_of(self.form)
        return [*found, *(error for _spec, rows in self.lists for error in rows.errors())]


def mark(section: Section, rules: api.SchemeRules) -> str:
    """What the section's part of the document was when the page was made: two writers do not undo each other."""
    document = rules.model_dump(mode="json")
    text = json.dumps({part: document[part] for part in section.parts}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
