"""Words of a job order that may hide a criterion, as both sides read them: what to write, and what was decided."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _


class Word(NamedTuple):
    """One finding. `before`, `phrase` and `after` make its excerpt; `tone` and `tag` say where it stands."""

    key: str
    label: str
    before: str
    phrase: str
    after: str
    instead: str
    source: str
    tone: str
    tag: str
    basis: str


def words_of(found: Iterable[Any], kept: Mapping[str, Any]) -> list[Word]:
    """The words of findings of stages.demand; `kept` are the rows of the order by key."""
    rows = []
    for each in found:
        tone, tag, basis = _standing(kept.get(each.key))
        end = each.start + len(each.phrase)
        before, after = each.excerpt[: each.start], each.excerpt[end:]
        said = (str(each.label), before, each.phrase, after, str(each.instead), each.source)
        rows.append(Word(each.key, *said, tone, tag, basis))
    return rows


def undecided(rows: Iterable[Word]) -> int:
    """How many of them nobody has allowed."""
    return sum(1 for row in rows if row.tone != "good")


def _standing(row: Any) -> tuple[str, str, str]:
    if row is not None and row.state == "allowed":
        grounds = {
            "not_meant": _("stays: it means something else"),
            "reserve": _("stays: a published reserve"),
            "law": _("stays: a law asks for it"),
        }
        return "good", grounds[row.ground], row.basis
    if row is not None and row.state == "sent_back":
        return "bad", _("to be written anew"), ""
    return "warn", _("a person looks at it"), ""
