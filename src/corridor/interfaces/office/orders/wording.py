"""Words that may hide a criterion, one job order at a time: each stays on a ground, or is written anew."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corridor.interfaces.kit.forms import KitForm, SubmissionKeyMixin
from corridor.interfaces.kit.sending import sent
from corridor.interfaces.kit.wordings import words_of
from corridor.stages.demand import api as demand

MOST_AT_ONCE = 1000
CHOICES: dict[str, Any] = {
    demand.REWORD: gettext_lazy("Back to the employer, to be written anew"),
    "not_meant": gettext_lazy("It stays: the words mean something else"),
    "reserve": gettext_lazy("It stays: a reserve that the scheme published opens these posts"),
    "law": gettext_lazy("It stays: a law asks for it"),
}


class WordingForm(SubmissionKeyMixin, KitForm):
    """What the reader says of each finding, and, where a rule is the ground, which."""

    note = forms.CharField(
        label=gettext_lazy("Something more for the employer"),
        help_text=gettext_lazy("The employer reads the words and what to write instead, whatever stands here."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
    )
    same = forms.BooleanField(required=False, label=gettext_lazy("Also the others with the same words"))

    def __init__(self, *args: Any, found: list[demand.Hidden], others: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in found:
            grounds = [demand.REWORD, *each.grounds]
            choice = forms.ChoiceField(
                label=_("What is it?"), widget=forms.RadioSelect, choices=[(code, CHOICES[code]) for code in grounds]
            )
            self.fields[f"ground_{each.key}"] = choice
            self._say_what_is_missing(f"ground_{each.key}", choice)
            if len(grounds) > 2:
                self.fields[f"basis_{each.key}"] = forms.CharField(
                    label=_("Which law, or which rule of the scheme?"), max_length=300, required=False
                )
        if not others:
            del self.fields["same"]

    def decisions(self, found: list[demand.Hidden]) -> dict[str, demand.WordingDecision]:
        """The decision on each finding, by its key."""
        answers = self.cleaned_data
        return {
            each.key: demand.WordingDecision(answers[f"ground_{each.key}"], answers.get(f"basis_{each.key}", ""))
            for each in found
        }


def wording(request: HttpRequest) -> HttpResponse:
    """The order that waits longest, or the one that `order` names."""
    rows = demand.worded(request.actor)
    asked = (request.POST if request.method == "POST" else request.GET).get("order", "")
    ids = list(rows.values_list("id", flat=True))
    place = next((number for number, order_id in enumerate(ids) if str(order_id) == asked), 0)
    if request.method == "POST" and asked not in map(str, ids):
        messages.warning(request, _("Somebody decided on these words already."))
        return redirect("office:orders-wording")
    if not ids:
        return render(request, "office/orders/wording.html", {"order": None})
    order = demand.order(ids[place], request.actor)
    following = ids[(place + 1) % len(ids)]
    kept = demand.wording_findings(order)
    found = [each for each in demand.hidden(order) if each.key not in kept or kept[each.key].state != "allowed"]
    others = demand.same_words(order, [each.key for each in found], request.actor)
    count = others.count()
    form = WordingForm(request.POST if request.method == "POST" else None, found=found, others=count)
    if request.method == "POST" and _decided(request, form, order, found, others):
        return redirect(_address(following) if following != order.id else reverse("office:orders-wording"))
    context = {
        "order": order,
        "form": form,
        "findings": [(row, *_fields(form, row.key)) for row in words_of(found, kept)],
        "others": count,
        "left": len(ids),
        "skip": _address(following),
    }
    return render(request, "office/orders/wording.html", context, status=422 if form.errors else 200)


def _decided(request: HttpRequest, form: WordingForm, order: Any, found: list[demand.Hidden], others: Any) -> bool:
    def effect(answers: dict[str, Any]) -> list[str]:
        ids = [order.id, *(others.values_list("id", flat=True)[:MOST_AT_ONCE] if answers.get("same") else [])]
        decided = demand.decide_wordings(ids, form.decisions(found), by=request.actor, note=answers["note"])
        return [row.state for row in decided]

    states = sent(request, form, effect, said={"order": str(order.id)})
    if states is None:
        return False
    if "draft" in states:
        messages.success(request, _("The employer reads the words and what to write instead."))
    else:
        messages.success(request, _("The words stay. The job order can be verified."))
    return True


def _fields(form: WordingForm, key: str) -> tuple[Any, Any]:
    basis = f"basis_{key}"
    return form[f"ground_{key}"], form[basis] if basis in form.fields else None


def _address(order_id: uuid.UUID) -> str:
    return f"{reverse('office:orders-wording')}?order={order_id}"
