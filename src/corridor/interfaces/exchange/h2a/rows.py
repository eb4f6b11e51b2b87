"""One row of the file: an order, a participant of one, or a refusal that says where and why."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import ValidationError

from corridor.rules.identity import words
from corridor.rules.terms import Plain
from corridor.stages.demand import api as demand

from .mapping import ColumnMapping

ASK = "ask_authority"


class _Stop(Exception):
    """The row cannot be taken: the field at fault, what stood there, why, and how to mend it."""

    def __init__(self, field: str, value: str, reason: str, mend: str = ASK) -> None:
        super().__init__(reason)
        self.field, self.value, self.reason, self.mend = field, value, reason, mend


class Reader:
    """Reads rows one by one. It remembers the order numbers that it has seen: a second row of one joins the first."""

    def __init__(self, mapping: ColumnMapping) -> None:
        self.mapping = mapping
        self._seen: set[str] = set()

    def read(self, number: int, row: Mapping[str | None, Any]) -> demand.OrderRow | demand.RowRefused:
        """`number` is the line of the file; `row` maps its columns to text."""
        try:
            if None in row or None in row.values():
                raise _Stop("order_ref", "", "malformed", "columns")
            return self._row(number, row)
        except _Stop as stop:
            column = self.mapping.columns.get(stop.field, "")
            return demand.RowRefused(
                row=number,
                column=column if isinstance(column, str) else column[0],
                value=stop.value[:200],
                reason=stop.reason,
                mend=stop.mend,
            )

    def _row(self, number: int, row: Mapping[str | None, Any]) -> demand.OrderRow:
        order_ref = self._needed(row, "order_ref")
        status = self.mapping.status.get(self._text(row, "status"))
        if status is None:
            raise _Stop("status", self._text(row, "status"), "unknown_status", "mapping")
        if status != "take":
            raise _Stop("status", self._text(row, "status"), status, "nothing")
        kind = self.mapping.kinds.get(self._text(row, "kind"))
        if kind is None:
            raise _Stop("kind", self._text(row, "kind"), "unknown_kind", "mapping")
        employer = self._employer(row)
        if kind == "participant" or order_ref in self._seen:
            posts = self._text(row, "posts")
            return demand.OrderRow(
                row=number, order_ref=order_ref, employer=employer, posts=int(posts) if posts.isdecimal() else 0
            )
        order = self._order(row)
        self._seen.add(order_ref)
        return demand.OrderRow(row=number, order_ref=order_ref, employer=employer, order=order, posts=order["posts"])

    def _employer(self, row: Mapping[str | None, Any]) -> demand.EmployerRecord:
        name = self._needed(row, "employer_name")
        country = self.mapping.countries.get(self._text(row, "employer_country"))
        if country is None:
            raise _Stop("employer_country", self._text(row, "employer_country"), "unknown_country", "mapping")
        town, region = self._text(row, "employer_town"), self._text(row, "employer_region")
        # The file has no register number: the same name in the same town is taken for the same enterprise.
        key = "|".join(" ".join(words(part)) for part in (name, town, region))
        try:
            return demand.EmployerRecord(
                name=name,
                country=country,
                address=self._joined(row, "employer_address")[:300],
                town=town,
                region=region,
                source=self.mapping.source,
                source_ref=key[:200],
            )
        except ValidationError as error:
            raise _Stop("employer_name", name, "record_invalid") from error

    def _order(self, row: Mapping[str | None, Any]) -> dict[str, Any]:
        start, end = self._date(row, "start"), self._date(row, "end")
        if end <= start:
            raise _Stop("end", self._text(row, "end"), "ends_before_start")
        posts = int(self._number(row, "posts"))
        if posts < 1:
            raise _Stop("posts", self._text(row, "posts"), "no_posts")
        months = self._text(row, "experience_months") if self._text(row, "experience_asked") == "Y" else ""
        training = self._text(row, "training") if self._text(row, "training_asked") == "Y" else ""
        return {
            "title": self._first(row, "title"),
            "soc": self._text(row, "soc")[:12],
            "duties": self._joined(row, "duties"),
            "posts": posts,
            "start": start,
            "end": end,
            "workplace": self._joined(row, "workplace") or self._needed(row, "town"),
            "town": self._text(row, "town"),
            "region": self._text(row, "region"),
            "country": self.mapping.country,
            "terms": self._terms(row),
            "experience_months": int(months) if months.isdecimal() else 0,
            "training": [training[:60]] if training else [],
        }

    def _terms(self, row: Mapping[str | None, Any]) -> Plain:
        unit = self.mapping.units.get(self._text(row, "wage_unit"))
        if unit is None:
            raise _Stop("wage_unit", self._text(row, "wage_unit"), "unknown_unit")
        wage, hours = self._number(row, "wage"), self._number(row, "hours_week")
        if not unit.least <= wage <= unit.most:
            raise _Stop("wage", self._text(row, "wage"), "implausible_wage")
        least, most = self.mapping.hours
        if not least <= hours <= most:
            raise _Stop("hours_week", self._text(row, "hours_week"), "implausible_hours")
        clause, share = self.mapping.guarantee
        return {
            "wage": {"value": str(wage / unit.covers), "currency": self.mapping.currency, "period": unit.period},
            "hours_week": {"value": str(hours)},
            clause: {"value": str((hours * share).normalize())},
            **self.mapping.terms,
        }

    def _text(self, row: Mapping[str | None, Any], field: str) -> str:
        column = self.mapping.columns[field]
        return str(row[column]).strip() if isinstance(column, str) else ""

    def _needed(self, row: Mapping[str | None, Any], field: str) -> str:
        text = self._text(row, field)
        if not text:
            raise _Stop(field, "", "missing_value")
        return text

    def _parts(self, row: Mapping[str | None, Any], field: str) -> list[str]:
        return [text for column in self.mapping.columns[field] if (text := str(row[column]).strip())]

    def _first(self, row: Mapping[str | None, Any], field: str) -> str:
        parts = self._parts(row, field)
        if not parts:
            raise _Stop(field, "", "missing_value")
        return parts[0][:200]

    def _joined(self, row: Mapping[str | None, Any], field: str) -> str:
        return ", ".join(self._parts(row, field))

    def _date(self, row: Mapping[str | None, Any], field: str) -> date:
        text = self._needed(row, field)
        try:
            return datetime.fromisoformat(text).date()
        except ValueError as error:
            raise _Stop(field, text, "not_a_date") from error

    def _number(self, row: Mapping[str | None, Any], field: str) -> Decimal:
        text = self._needed(row, field)
        try:
            number = Decimal(text)
        except InvalidOperation as error:
            raise _Stop(field, text, "not_a_number") from error
        if not number.is_finite() or number < 0:
            raise _Stop(field, text, "not_a_number")
        return number
