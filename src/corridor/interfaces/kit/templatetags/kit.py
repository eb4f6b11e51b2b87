"""The tags of Corridor's templates: `{% load kit %}`."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField, Form
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from corridor.foundation.reference import countries
from corridor.interfaces.kit import formatting, rendering
from corridor.interfaces.kit import icons as kit_icons
from corridor.interfaces.kit.charts import Chart
from corridor.interfaces.kit.states import TONES, state_label
from corridor.interfaces.kit.words import places, you

register = template.Library()


@register.simple_tag
def icon(name: str, css_class: str = "") -> SafeString:
    """`{% icon "phone" %}`: inline SVG; write a word beside it."""
    return kit_icons.icon(name, css_class)


@register.simple_tag
def tag(tone: str, text: Any) -> SafeString:
    """`{% tag "bad" "wage under the floor" %}`: a tag with words. Tones: good, warn, bad, info, brand or ""."""
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"Unknown tone {tone!r}; tones are {', '.join(TONES[1:])}.")
    return (
        format_html('<span class="tag {}">{}</span>', tone, text)
        if tone
        else format_html('<span class="tag">{}</span>', text)
    )


@register.simple_tag(takes_context=True)
def state(context: template.Context, machine: str, value: str) -> SafeString:
    """`{% state "contract" contract.state %}`: the registered words and tone; workers read of themselves as "you"."""
    found = (you.state if context.get("door") == "worker" else state_label)(machine, value)
    return tag(found.tone, found.label)


@register.simple_tag
def money(amount: Any, currency: str) -> SafeString:
    """`{% money 1323 "EUR" %}`: an amount in major units."""
    return format_html("<bdi>{}</bdi>", formatting.money(amount, currency))


@register.simple_tag
def money_minor(minor: int, currency: str) -> SafeString:
    """`{% money_minor payment.amount_minor payment.currency %}`: an amount in minor units."""
    return format_html("<bdi>{}</bdi>", formatting.money_of_minor(minor, currency))


@register.simple_tag(name="number")
def number_tag(value: Any) -> str:
    """`{% number 7120 %}`: grouped, in the digits of the language."""
    return formatting.number(value)


@register.simple_tag
def count(value: int) -> str:
    """`{% count 12 %}` on a chip: exact to 10,000, then "more than 10,000"."""
    return formatting.count(value)


@register.simple_tag
def percent(share: float) -> str:
    """`{% percent 0.96 %}`: a share between 0 and 1."""
    return formatting.percent(share)


@register.simple_tag(name="date")
def date_tag(value: date | str | None) -> SafeString | str:
    """`{% date d %}`: a date, or ISO text that may lack day and month; nothing for None."""
    if not value:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    iso = value if isinstance(value, str) else value.isoformat()
    return format_html('<time datetime="{}">{}</time>', iso, formatting.partial_day(iso))


@register.simple_tag
def when(value: datetime | None, zone: str = "") -> SafeString | str:
    """`{% when at "Europe/Madrid" %}`: an instant on the wall clock of a zone; nothing for None."""
    if value is None:
        return ""
    text = formatting.moment(value, zone or timezone.get_current_timezone_name())
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), text)


@register.simple_tag
def age(days: int, warn_from: int = 3, bad_from: int = 6) -> SafeString:
    """`{% age 8 %}`: how long something waits, quiet at first, then amber, then red."""
    tone = "bad" if days >= bad_from else "warn" if days >= warn_from else ""
    return tag(tone, formatting.days_long(days))


@register.simple_tag
def person_name(person: Any) -> SafeString:
    """`{% person_name p %}`: a name that keeps its own direction; with `.native_name`, that one beside it.

    `person` is text, or has `.name` and perhaps `.native_name`.
    """
    name = str(getattr(person, "name", person))
    native = str(getattr(person, "native_name", "") or "")
    shown = format_html('<bdi dir="auto">{}</bdi>', name)
    if native and native != name:
        return format_html('{} <bdi dir="auto" class="note">{}</bdi>', shown, native)
    return shown


@register.simple_tag
def submission_key(form: Form | None = None) -> SafeString:
    """`{% submission_key %}` in a plain form, `{% submission_key form %}` for a form with `SubmissionKeyMixin`."""
    if form is not None:
        return SafeString(str(form["submission_key"]))
    return format_html('<input type="hidden" name="submission_key" value="{}">', uuid.uuid4())


@register.inclusion_tag("kit/components/field.html")
def field(bound: BoundField, **options: Any) -> dict[str, Any]:
    """`{% field form.email %}`: label, hint, error and control. `hint=` replaces the field's help text."""
    return rendering.field_context(bound, **options)


@register.simple_tag
def focus_first(form: Form) -> str:
    """`{% focus_first form %}` before its fields: an empty form opens with the focus in its first field."""
    rendering.focus_first(form)
    return ""


@register.inclusion_tag("kit/components/error_summary.html")
def error_summary(form: Form) -> dict[str, Any]:
    """`{% error_summary form %}`: every problem at the top of the page, linked to its field; nothing without errors."""
    return {"errors": rendering.errors_of(form)}


@register.inclusion_tag("kit/components/button.html")
def button(
    text: Any, href: str = "", kind: str = "", icon: str = "", name: str = "", value: str = ""
) -> dict[str, Any]:
    """`{% button "Save" %}` sends the form; with `href=` it is a link. `kind` is "", "quiet" or "danger"."""
    return {"text": text, "href": href, "kind": kind, "icon": icon, "name": name, "value": value}


@register.inclusion_tag("kit/components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Any) -> dict[str, Any]:
    """`{% pagination page %}`: previous, next and the count. `page` is Django's, or has the same members.

    A page with `total_capped` true says "more than" its count.
    """
    return rendering.page_context(page, context.get("request"))


@register.inclusion_tag("kit/components/language_menu.html", takes_context=True)
def language_menu(context: template.Context) -> dict[str, Any]:
    """The menu of languages in their own names; `languages` in the context holds (code, endonym, url)."""
    current = context.get("language", "en")
    items = [
        rendering.language_item(entry, context.get("request"), current) for entry in context.get("languages") or ()
    ]
    return {"items": items, "current": next((item for item in items if item["current"]), None)}


@register.inclusion_tag("kit/components/steps.html")
def steps(now: int, total: int, text: Any = "") -> dict[str, Any]:
    """`{% steps 7 11 "Contract" %}`: a bar of steps with its words."""
    marks = ["done" if n < now else "now" if n == now else "" for n in range(1, total + 1)]
    words = _("Step %(now)s of %(total)s") % {"now": formatting.number(now), "total": formatting.number(total)}
    return {"marks": marks, "words": words, "text": text}


@register.inclusion_tag("kit/components/place.html")
def place(office: Any) -> dict[str, Any]:
    """`{% place office %}`: address, telephone and hours of an office, as far as they are known."""
    return {"office": office, "hours": places.hours(office)}


@register.inclusion_tag("kit/components/emergency.html")
def emergency(country: str) -> dict[str, Any]:
    """`{% emergency "ES" %}`: whom to call in danger in a country, or the usual numbers where we do not know it."""
    known = country and countries.exists(country)
    name = countries.name(country, get_language() or "en") if known else ""
    return {"numbers": places.emergency_numbers(country), "country": name}


@register.inclusion_tag("kit/components/compare.html")
def compare(rows: Iterable[Any]) -> dict[str, Any]:
    """`{% compare rows %}`: clauses before and after. See `words.Compared` for a row."""
    return {"rows": [rendering.comparison(row) for row in rows]}


@register.inclusion_tag("kit/components/chart.html")
def chart(value: Chart) -> dict[str, Any]:
    """`{% chart funnel %}`: the SVG of a chart of `kit.charts` and the table behind it."""
    return {"chart": value}


@register.filter
def tone_of_level(level: str) -> str:
    """The tone of a Django message level: success is good, warning is warn, error is bad."""
    return {"success": "good", "warning": "warn", "error": "bad"}.get(level, "info")


@register.filter
def localise_digits(value: Any) -> str:
    """Digits of a text (a year, a quantity in words) in the reader's language."""
    return formatting.digits(str(value))
