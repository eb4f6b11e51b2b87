"""Every component on one page, for those who build screens and those who look at them with a critical eye."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from corridor.foundation.documents import (
    ClauseRow,
    ClauseTable,
    Document,
    Heading,
    KeyValue,
    KeyValues,
    Note,
    Paragraph,
    Qr,
    Signature,
    Signatures,
    Text,
)
from corridor.foundation.i18n import activate_for
from corridor.interfaces.kit import charts, icons, words
from corridor.interfaces.kit.forms import DayField, KitForm, MoneyField, OccupationField, PartialDateField, PhoneField
from corridor.interfaces.kit.renderers import html
from corridor.interfaces.kit.states import registered_states
from corridor.rules.terms import Period, Term, compare

ANSWERS = {"work": "", "born_0": "31", "born_1": "2", "born_2": "1990", "wage": "1,32,3", "phone": "300"}


class SampleForm(KitForm):
    """One field of each kind."""

    name = forms.CharField(label=gettext_lazy("Name"), help_text=gettext_lazy("As it stands in the passport."))
    work = OccupationField(label=gettext_lazy("Work you have done"))
    born = PartialDateField(label=gettext_lazy("Date of birth"), past=True)
    start = DayField(label=gettext_lazy("First day of work"), required=False)
    wage = MoneyField(label=gettext_lazy("Wage"), currency="EUR")
    phone = PhoneField(label=gettext_lazy("Telephone"), country="CO")
    way = forms.ChoiceField(
        label=gettext_lazy("How shall we reach you?"),
        choices=[("sms", gettext_lazy("By message")), ("call", gettext_lazy("By a call"))],
        widget=forms.RadioSelect,
    )
    agree = forms.BooleanField(label=gettext_lazy("I have read this"), required=False)


@dataclass(frozen=True)
class _Row:
    number: str
    employer: str
    posts: int
    state: str
    days: int


def components(request: HttpRequest) -> HttpResponse:
    """The page. Its texts are samples; nothing on it is stored or sent."""
    rows = [
        _Row("ES-27-0412", "Cooperativa Santa Lucía", 40, "submitted", 8),
        _Row("ES-27-0413", "Viveros del Sur", 12, "approved", 3),
        _Row("ES-27-0414", "Huerta Nueva", 1200, "open", 1),
    ]
    context = {
        "tones": _tones(),
        "states": _states(),
        "icons": sorted(icons.STROKES),
        "form": SampleForm(ANSWERS),
        "rows": rows,
        "pages": Paginator(range(240), 20).page(3),
        "differences": [words.difference(diff) for diff in compare(_promised(), _offered())],
        "charts": _charts(),
        "paper": paper(),
        "today": date(2027, 3, 14),
    }
    return render(request, "kit/components.html", context)


def _tones() -> list[tuple[str, str]]:
    return [
        ("good", _("complete")),
        ("warn", _("1 change")),
        ("bad", _("wage under the floor")),
        ("info", _("new")),
        ("brand", _("your turn")),
        ("", _("closed")),
    ]


def _states() -> list[tuple[str, list[str]]]:
    return sorted(registered_states().items())


def _money(amount: str, period: Period) -> Term:
    return Term(Decimal(amount), "EUR", period)


def _promised() -> dict[str, Term]:
    return {
        "wage": _money("1323", Period.MONTH),
        "hours_week": Term(Decimal(40)),
        "lodging_price": _money("0", Period.MONTH),
        "travel_there": Term("employer"),
        "payslip": Term(True),
    }


def _offered() -> dict[str, Term]:
    return {
        "wage": _money("1380", Period.MONTH),
        "hours_week": Term(Decimal(40)),
        "lodging_price": _money("60", Period.MONTH),
        "travel_there": Term("shared"),
    }


def _charts() -> list[charts.Chart]:
    season = [
        charts.Bar(_("Registered"), 1200),
        charts.Bar(_("Eligible"), 858),
        charts.Bar(_("Chosen"), 669, _("of 700 posts")),
        charts.Bar(_("Arrived"), 551),
    ]
    clocks = [charts.Bar(_("Verify"), 4, target=5), charts.Bar(_("Approve"), 9, target=7, tone="bad")]
    scale = [(0.5, "good", _("free or nearly")), (1.0, "warn", _("up to a month")), (3.0, "bad", _("more"))]
    marks = [
        charts.Mark(_("Registered"), date(2027, 1, 12), "done"),
        charts.Mark(_("Contract"), date(2027, 3, 14), "now"),
        charts.Mark(_("Travel"), date(2027, 4, 1)),
    ]
    return [
        charts.funnel(_("The season so far"), season),
        charts.bars(_("Days to decide"), clocks, unit=_("days")),
        charts.gauge(_("Cost of the job"), 0.8, scale, words=_("0.8 months of wage")),
        charts.strip(_("The way"), marks, first=date(2027, 1, 1), last=date(2027, 4, 30)),
    ]


def _both(message: Any, second: str) -> Text:
    """A lazy message in the page's language and in a second one, as a document holds it."""
    with activate_for(second):
        other = str(message)
    return Text(str(message), other)


def sample_document() -> Document:
    """A contract in the page's language and a second one."""
    language = get_language() or "en"
    second = "en" if language == "ar" else "ar"

    def two(message: Any) -> Text:
        return _both(message, second)

    terms = _promised()
    rows = []
    for code, value in terms.items():
        with activate_for(second):
            other = words.term(code, value)
        better = code == "wage"
        mark = two(gettext_lazy("better than the job order")) if better else Text("")
        text = Text(words.term(code, value), other)
        rows.append(ClauseRow(two(words.clause(code)), text, mark, "good" if better else ""))
    return Document(
        kind="sample",
        number="CO-27-0412-9",
        title=two(gettext_lazy("Contract for seasonal work")),
        language=language,
        second_language=second,
        issuer=two(gettext_lazy("Sample authority")),
        issued_at=date(2027, 3, 14),
        blocks=(
            Paragraph(two(gettext_lazy("This is a sample. It binds nobody."))),
            KeyValues((KeyValue(two(gettext_lazy("Worker")), Text("Ana María Peña")),)),
            Heading(two(gettext_lazy("Clauses"))),
            ClauseTable((two(gettext_lazy("Clause")), two(gettext_lazy("What the contract says"))), tuple(rows)),
            Note(two(gettext_lazy("Your passport stays with you. Nobody may keep it.")), "warn"),
            Signatures((Signature(two(gettext_lazy("Worker")), "Ana María Peña"),)),
            Qr("https://corridor.example/CO-27-0412-9", two(gettext_lazy("Scan to check this contract"))),
        ),
    )


def paper() -> SafeString:
    """The sample document as it stands on a page."""
    return mark_safe(html.render(sample_document()).decode())  # noqa: S308 - rendered by our own template
