"""Accounts of the staff: who works where, in which roles, until when. Workers' accounts are not here."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corridor.foundation.accounts import manage, resets
from corridor.foundation.accounts.models import Account, Grant
from corridor.foundation.accounts.roles import role as role_of
from corridor.foundation.accounts.signin import totp_device
from corridor.foundation.database.errors import NotFound
from corridor.interfaces.kit.renderers.html import qr_svg
from corridor.interfaces.kit.sending import sent

from .compose import KINDS, live_grants, places_of, staff_roles, with_device, words_of
from .forms import AccountForm, KeyForm, RoleForm

PER_PAGE = 50
STATES = {"": gettext_lazy("Open accounts"), "closed": gettext_lazy("Closed accounts")}


def _staff() -> QuerySet[Account]:
    return Account.objects.filter(person_id__isnull=True).select_related("organisation")


def _one(account_id: uuid.UUID) -> Account:
    found = _staff().filter(id=account_id).first()
    if found is None:
        raise NotFound("no_such_account", _("There is no such account, or it belongs to a worker."))
    return found


def listing(request: HttpRequest) -> HttpResponse:
    """All accounts of the staff, by name; chips choose a role, `q` looks for a name or an address."""
    wanted, role, state = (request.GET.get(key, "").strip()[:80] for key in ("q", "role", "state"))
    rows = _staff().filter(is_active=state != "closed").order_by("name", "id")
    if wanted:
        rows = rows.filter(Q(name__icontains=wanted) | Q(login__icontains=wanted))
    if role:
        rows = rows.filter(id__in=live_grants().filter(role=role).values("account_id"))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": _with_roles(list(page)),
        "page": page,
        "q": wanted,
        "role": role,
        "state": state,
        "states": list(STATES.items()),
        "roles": staff_roles(),
    }
    return render(request, "office/administration/accounts.html", context)


def _with_roles(accounts: list[Account]) -> list[dict[str, Any]]:
    """Each account with the titles of its roles, and whether a second step is missing; three queries in all."""
    held: dict[uuid.UUID, list[str]] = {}
    ids = [account.id for account in accounts]
    for account_id, role in live_grants().filter(account_id__in=ids).values_list("account_id", "role").distinct():
        held.setdefault(account_id, []).append(role)
    devices = with_device(ids)
    return [
        {
            "account": account,
            "roles": [role_of(code).title for code in sorted(held.get(account.id, []))],
            "no_device": account.id not in devices and any(role_of(code).totp for code in held.get(account.id, [])),
        }
        for account in accounts
    ]


def new(request: HttpRequest) -> HttpResponse:
    """Open an account; its first password is shown once, on the answer, and kept nowhere in clear."""
    form = AccountForm(request.POST or None)
    if request.method == "POST":
        password = manage.first_password()
        made: list[Account] = []
        key = sent(request, form, lambda answers: _create(request, answers, password, made))
        if key and made:
            return _handed_over(request, made[0], password=password)
        if key:  # sent twice: the password was shown the first time
            return redirect("office:administration-account", account_id=uuid.UUID(key))
    return render(request, "office/administration/account_new.html", {"form": form})


def _create(request: HttpRequest, answers: dict[str, Any], password: str, made: list[Account]) -> str:
    rest = {name: answers[name] for name in ("login", "name", "language")}
    account = manage.create_staff(
        **rest, password=password, organisation=answers["organisation"], by=request.actor, must_change=True
    )
    made.append(account)
    return str(account.id)


def _handed_over(request: HttpRequest, account: Account, **shown: Any) -> HttpResponse:
    """The page that shows a secret once."""
    return render(request, "office/administration/handed_over.html", {"account": account, **shown})


def page(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    """One account: roles that it has and had, a form for another, and what can be done with the account."""
    account = _one(account_id)
    return _page(request, account, RoleForm(places=places_of(account)))


def _page(request: HttpRequest, account: Account, form: RoleForm, status: int = 200) -> HttpResponse:
    grants = list(Grant.objects.filter(account=account).order_by("until", "role", "id"))
    places = words_of({grant.scope_id for grant in grants if grant.scope_id})
    now = timezone.now()
    rows = [
        {
            "grant": grant,
            "title": role_of(grant.role).title,
            "place": places.get(grant.scope_id),
            "kind": KINDS[places[grant.scope_id].kind] if grant.scope_id in places else KINDS[""],
            "live": grant.until is None or grant.until > now,
            "form": KeyForm(),
        }
        for grant in grants
    ]
    needs_device = any(row["live"] and role_of(row["grant"].role).totp for row in rows)
    context = {
        "account": account,
        "rows": [row for row in rows if row["live"]],
        "past": [row for row in rows if not row["live"]],
        "form": form,
        "key": KeyForm(),
        "device": totp_device(account),
        "needs_device": needs_device,
        "asked": [one for one in ("password", "device") if resets.open_ask(account, one)],
        "oneself": account.id == request.actor.id,
    }
    return render(request, "office/administration/account.html", context, status=status)


def give(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    """Give a role."""
    account = _one(account_id)
    form = RoleForm(request.POST, places=places_of(account))

    def effect(answers: dict[str, Any]) -> str:
        grant = manage.give_role(account, answers["role"], scope=form.scope_id, by=request.actor, until=form.ends_at)
        return str(grant.id)

    if sent(request, form, effect):
        messages.success(request, _("The role is given. It works from the next page they open."))
        return redirect("office:administration-account", account_id=account_id)
    return _page(request, account, form)


def end(request: HttpRequest, account_id: uuid.UUID, grant_id: uuid.UUID) -> HttpResponse:
    """End a role now."""
    account, form = _one(account_id), KeyForm(request.POST)
    if not Grant.objects.filter(id=grant_id, account=account).exists():
        raise NotFound("no_such_role", _("There is no such role."))

    def effect(answers: dict[str, Any]) -> str:
        manage.end_role(grant_id, by=request.actor)
        return "ended"

    return _told(request, account, form, effect, _("The role has ended."))


def state(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    """Close an open account, open a closed one."""
    account, form = _one(account_id), KeyForm(request.POST)
    active = request.POST.get("action") == "open"

    def effect(answers: dict[str, Any]) -> str:
        manage.set_active(account, active, by=request.actor)
        return "done"

    words = _("The account is open again.") if active else _("The account is closed. Nobody signs in with it now.")
    return _told(request, account, form, effect, words)


def _told(request: HttpRequest, account: Account, form: KeyForm, effect: Any, words: str) -> HttpResponse:
    """Do it once and say so on the account's page; a refusal stands there as an error."""
    if sent(request, form, effect):
        messages.success(request, words)
    else:
        for error in form.non_field_errors():
            messages.error(request, error)
    return redirect("office:administration-account", account_id=account.id)


def password(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    """A new first password, shown once."""
    account, form = _one(account_id), KeyForm(request.POST)
    shown: list[str] = []

    def effect(answers: dict[str, Any]) -> str:
        if password := manage.renew_password(account, by=request.actor):
            shown.append(password)
        return "renewed" if password else "asked"

    if (done := sent(request, form, effect)) and shown:
        return _handed_over(request, account, password=shown[0])
    if done == "asked":
        return _wait(request, account)
    return _told(request, account, form, lambda answers: "renewed", _("A new password was made already."))


def _wait(request: HttpRequest, account: Account) -> HttpResponse:
    messages.info(request, _("Asked for. This account decides: a second administrator presses the same button today."))
    return redirect("office:administration-account", account_id=account.id)


def device(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    """A new authenticator, its code shown once; the former one stops working."""
    account, form = _one(account_id), KeyForm(request.POST)
    made: list[str] = []

    def effect(answers: dict[str, Any]) -> str:
        if device := manage.give_device(account, by=request.actor):
            made.append(str(device.config_url))
        return "given" if device else "asked"

    if (done := sent(request, form, effect)) and made:
        return _handed_over(request, account, address=made[0], qr=qr_svg(made[0]))
    if done == "asked":
        return _wait(request, account)
    return _told(request, account, form, lambda answers: "given", _("An authenticator was made already."))
