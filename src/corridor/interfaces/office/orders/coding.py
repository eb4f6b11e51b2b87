"""Occupations in doubt, one title at a time, by keyboard: the arrows choose, Enter confirms, the next one comes."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from corridor.foundation.reference import isco, soc
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.forms import KitForm, OccupationField, SubmissionKeyMixin
from corridor.interfaces.kit.sending import sent
from corridor.stages.demand import api as demand

OTHER = "other"
MOST_CHOICES = 5


class CodeForm(SubmissionKeyMixin, KitForm):
    """Which unit group a title means: one of those proposed, or another by its words or code."""

    code = forms.ChoiceField(label=_lazy("Occupation"), widget=forms.RadioSelect)
    other = OccupationField(label=_lazy("Other occupation"), required=False)

    def __init__(self, *args: Any, proposed: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [*proposed, (OTHER, _("Another one, by its words or its code below"))]
        self.fields["code"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        """Another occupation needs its words."""
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("code") == OTHER and not answers.get("other") and "other" not in self.errors:
            self.add_error("other", _("Write the occupation, or choose one of those above."))
        return answers

    def chosen(self) -> str:
        """The unit group."""
        answers = self.cleaned_data
        return str(answers["other"].code if answers["code"] == OTHER else answers["code"])


def coding(request: HttpRequest) -> HttpResponse:
    """The title that most orders share, or the one that `title` names."""
    titles = list(demand.doubtful_titles(request.actor))
    sent_in = request.POST if request.method == "POST" else request.GET
    asked = (sent_in.get("title"), sent_in.get("present"))
    place = next((n for n, row in enumerate(titles) if (row["title"], row["occupation_code"]) == asked), 0)
    if not titles:
        return render(request, "office/orders/coding.html", {"row": None})
    row, following = titles[place], titles[(place + 1) % len(titles)]
    orders = demand.doubtful(request.actor).filter(title=row["title"], occupation_code=row["occupation_code"])
    sample = orders.first()
    proposed = _proposed(row, sample.duties if sample else "")
    initial = {"code": proposed[0][0] if proposed else OTHER}
    form = CodeForm(request.POST if request.method == "POST" else None, initial=initial, proposed=proposed)
    if request.method == "POST" and asked == (row["title"], row["occupation_code"]):
        ids = list(orders.values_list("id", flat=True))

        def effect(_answers: dict[str, Any]) -> int:
            return len(demand.confirm_code(ids, form.chosen(), by=request.actor))

        count = sent(request, form, effect, said={"title": asked})
        if count is not None:
            said = ngettext("One job order has its occupation.", "%(count)s job orders have their occupation.", count)
            messages.success(request, said % {"count": formatting.number(count)})
            return redirect(_address(following))
    context = {
        "row": row,
        "sample": sample,
        "form": form,
        "left": len(titles),
        "skip": _address(following),
    }
    return render(request, "office/orders/coding.html", context, status=422 if form.errors else 200)


def _address(row: dict[str, Any]) -> str:
    query = urlencode({"title": row["title"], "present": row["occupation_code"]})
    return f"{reverse('office:orders-coding')}?{query}"


def _proposed(row: dict[str, Any], duties: str) -> list[tuple[str, str]]:
    """(code, title with its confidence): the present code and what title and tasks may mean, the likeliest first."""
    language = get_language() or "en"
    decided = demand.title_decisions()
    found = {row["occupation_code"]: float(row["confidence"])} if row["occupation_code"] else {}
    for words in (row["title"], duties[:200]):
        for coded in soc.code_title(words, decisions=decided):
            found[coded.code] = max(found.get(coded.code, 0.0), coded.confidence)
    best = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:MOST_CHOICES]
    return [(code, f"{isco.title(code, language)} ({code}), {formatting.percent(sure)}") for code, sure in best]
