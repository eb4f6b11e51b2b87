"""What the tags hand to their templates: fields, errors, pages, languages, compared clauses."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.http import HttpRequest

from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.words.terms_words import KINDS, SEVERITIES
from corridor.rules.terms import DifferenceKind, Severity


def field_context(bound: BoundField, *, hint: Any = "", optional: bool = True) -> dict[str, Any]:
    """Context of `components/field.html`: the kind of control, and its attributes tied to hint and error.

    `optional=False` leaves out the word "optional" beside a field that may stay empty.
    """
    widget = bound.field.widget
    hint = hint or bound.help_text
    described = []
    if hint:
        described.append(f"{bound.auto_id}-hint")
    if bound.errors:
        described.append(f"{bound.auto_id}-error")
    of_group = isinstance(widget, forms.RadioSelect) and widget.attrs.pop("autofocus", False)
    attrs = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return {
        "field": bound,
        "kind": _kind_of(widget),
        "control": bound.as_widget(attrs=attrs) if not _is_group(widget) else bound.as_widget(),
        "described": " ".join(described),
        "takes_focus": of_group,
        "hint": hint,
        "optional": optional and not bound.field.required and not isinstance(widget, forms.CheckboxInput),
    }


def _is_group(widget: forms.Widget) -> bool:
    return isinstance(widget, forms.MultiWidget | forms.RadioSelect)


def _kind_of(widget: forms.Widget) -> str:
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.RadioSelect):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    return "group" if isinstance(widget, forms.MultiWidget) else "plain"


def errors_of(form: forms.BaseForm) -> list[dict[str, Any]]:
    """All problems of a form with the id to jump to, in the order of its fields; those of the form itself first."""
    found = [{"text": text, "id": ""} for text in form.non_field_errors()]
    for bound in form:
        for text in bound.errors:
            found.append({"text": text, "id": "" if bound.is_hidden else first_id(bound)})
    return found


def first_id(bound: BoundField) -> str:
    """The id of the control that takes the focus when a link to the field is followed."""
    return str(bound.id_for_label or f"{bound.auto_id}_0")


def page_context(page: Any, request: HttpRequest | None) -> dict[str, Any]:
    """Links and words of a page of a list; other parts of the query are kept."""

    def link(number: int) -> str:
        query = request.GET.copy() if request is not None else None
        if query is None:
            return f"?page={number}"
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    count = formatting.number(page.paginator.count)
    return {
        "previous": link(page.previous_page_number()) if page.has_previous() else "",
        "next": link(page.next_page_number()) if page.has_next() else "",
        "first": formatting.number(page.start_index()),
        "last": formatting.number(page.end_index()),
        "count": count,
        "total_capped": getattr(page, "total_capped", False),
        "any": page.paginator.count > 0,
    }


def language_item(entry: Any, request: HttpRequest | None, current: str) -> dict[str, Any]:
    """One language of the menu from (code, endonym) or (code, endonym, url); the path's first part is the language."""
    code, endonym, *rest = entry
    if rest:
        url = rest[0]
    else:
        parts = (request.path if request is not None else "/").split("/")
        url = "/".join(["", code, *parts[2:]]) if len(parts) > 2 and parts[1] == current else f"/{code}/"
    return {"code": code, "endonym": endonym, "url": url, "current": code == current}


_TONES = {"worse": "bad", "missing": "bad", "incomparable": "warn", "better": "good", "equal": ""}


def comparison(row: Any) -> dict[str, Any]:
    """A row of `compare` with the words and tone of its change; `row` is an object or a mapping."""

    def get(name: str) -> Any:
        return row.get(name, "") if isinstance(row, dict) else getattr(row, name, "")

    change = str(get("change") or "equal")
    tone, severity = _TONES[change], str(get("severity") or "none")
    side = "worse" if tone in ("bad", "warn") else change
    return {
        "clause": get("clause"),
        "before": get("before"),
        "after": get("after"),
        "side": side,
        "tone": tone,
        "words": KINDS[DifferenceKind(change)],
        "severity": SEVERITIES.get(Severity[severity.upper()], ""),
        "note": get("note"),
    }


def focus_first(form: forms.Form) -> None:
    """Let the browser put the focus into the first field; a form with answers keeps it on what is said about them."""
    first = next(iter(form.visible_fields()), None)
    if form.is_bound or first is None:
        return
    widget = first.field.widget
    if isinstance(widget, forms.MultiWidget):
        widget = widget.widgets[0]
    widget.attrs["autofocus"] = True
