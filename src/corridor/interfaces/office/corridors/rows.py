"""Lists in a form that are built row by row without any script: add, remove, up and down are submit buttons.

Such a button sends the whole form; the page comes back with the rows rearranged and nothing is saved. Rows are
Django forms with a prefix each (`path-0-code`) and a hidden count.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from corridor.interfaces.kit.forms import KitForm
from corridor.interfaces.kit.rendering import errors_of

MOST = 60
ACTION = "rows"
"""The name of the buttons; their values are `path:add`, `path:remove:2`, `path:up:2`, `path:down:2`."""
_ACTION = re.compile(r"([a-z_]+):(add|remove|up|down)(?::(\d{1,3}))?")


class RowForm(KitForm):
    """One row. `others` are the raw answers of all rows.

    `telling` names the boxes by which a row counts as filled; all of them unless a box always holds something.
    """

    telling: tuple[str, ...] = ()

    def __init__(self, *args: Any, others: Sequence[Mapping[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = list(others)

    def raw(self) -> dict[str, Any]:
        """What stands in the boxes now, right or wrong."""
        return {name: self[name].value() for name in self.fields}

    @property
    def empty(self) -> bool:
        """Nothing is written: such a row is left out when the form is saved."""
        raw = self.raw()
        return not any(raw[name] not in (None, "", False, [], ("", "")) for name in self.telling or raw)

    @property
    def heading(self) -> str:
        """What the row is about, where it is folded."""
        return ""


class Rows:
    """A list of rows under one name: from stored values, or from what was sent."""

    def __init__(
        self, name: str, form: type[RowForm], *, stored: Sequence[Mapping[str, Any]] = (), data: QueryDict | None = None
    ) -> None:
        self.name = name
        self.form = form
        self.data = data
        if data is None:
            self.forms = self._unbound([dict(row) for row in stored])
            return
        raw = [self.form(data, prefix=self._prefix(n)).raw() for n in range(self._count(data))]
        action, place = self._action(data)
        if action:
            self.forms = self._unbound(_rearranged(raw, action, place))
        else:
            self.forms = [self.form(data, prefix=self._prefix(n), others=raw) for n in range(len(raw))]

    def _unbound(self, raw: list[dict[str, Any]]) -> list[RowForm]:
        return [self.form(initial=row, prefix=self._prefix(n), others=raw) for n, row in enumerate(raw)]

    def _prefix(self, number: int) -> str:
        return f"{self.name}-{number}"

    @property
    def count_name(self) -> str:
        """The hidden field with the number of rows."""
        return f"{self.name}-count"

    def _count(self, data: QueryDict) -> int:
        text = data.get(self.count_name, "0")
        return min(int(text), MOST) if text.isdecimal() else 0

    def _action(self, data: QueryDict) -> tuple[str, int]:
        """What was pressed: the action ("" for none of these buttons) and the row it is about (-1 in other lists)."""
        found = _ACTION.fullmatch(data.get(ACTION, ""))
        if found is None:
            return "", -1
        if found[1] != self.name:
            return "keep", -1
        return found[2], int(found[3] or -1)

    def is_valid(self) -> bool:
        """Every row that is not empty holds."""
        found = [form.is_valid() for form in self.filled]  # each is asked, so that each shows its mistakes
        return all(found)

    @property
    def filled(self) -> list[RowForm]:
        """The rows in which something is written."""
        return [form for form in self.forms if not form.empty]

    def answers(self) -> list[dict[str, Any]]:
        """The cleaned rows, in order."""
        return [dict(form.cleaned_data) for form in self.filled]

    def errors(self) -> list[dict[str, Any]]:
        """The problems of all rows with the id to jump to."""
        bound = [form for form in self.filled if form.is_bound]
        return [error for form in bound for error in errors_of(form)]


def rearranging(data: QueryDict) -> bool:
    """True when one of the buttons that rearrange rows was pressed: nothing is to be saved."""
    return _ACTION.fullmatch(data.get(ACTION, "")) is not None


def _rearranged(raw: list[dict[str, Any]], action: str, place: int) -> list[dict[str, Any]]:
    """The rows after a button: a row out of range changes nothing."""
    rows = list(raw)
    if action == "add" and len(rows) < MOST:
        rows.append({})
    inside = 0 <= place < len(rows)
    if action == "remove" and inside:
        rows.pop(place)
    target = place + {"up": -1, "down": 1}.get(action, 0)
    if inside and target != place and 0 <= target < len(rows):
        rows[place], rows[target] = rows[target], rows[place]
    return rows


def whole_number(*, least: int, most: int, **kwargs: Any) -> forms.IntegerField:
    """A field for a whole number in the digits of any script."""
    return AnyDigitsField(min_value=least, max_value=most, **kwargs)


class AnyDigitsField(forms.IntegerField):
    """Understands ١٢ as 12."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput({"size": 6, "inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        """A whole number, or None."""
        from corridor.interfaces.kit.formatting import western_digits

        return super().to_python(western_digits(str(value)) if value not in (None, "") else value)
