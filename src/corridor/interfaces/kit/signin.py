"""Sign-in: staff by e-mail and password, then a one-time code if the role asks; workers by file number and a code."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_otp.oath import totp

from corridor.foundation.accounts import limits, manage, resets, signin
from corridor.foundation.accounts.actors import actor_for
from corridor.foundation.accounts.models import Account
from corridor.foundation.database.context import SYSTEM, acting
from corridor.foundation.database.errors import Refused
from corridor.foundation.outbox.deliver import send
from corridor.rules.identity import normalise

from . import formatting
from .context import home_door
from .held import release
from .place import place_of
from .signin_forms import CodeForm, NumberForm, PasswordForm, StaffForm

BACKEND = "django.contrib.auth.backends.ModelBackend"


def _carry(request: HttpRequest) -> dict[str, str]:
    """What travels through the steps: where to go next, and a form that was being sent.

    The form travels in bodies only, which carry our token: a link would let somebody else put their answers in.
    """
    source = request.POST if request.method == "POST" else request.GET
    return {"next": source.get("next", ""), "held": request.POST.get("held", "")}


def sign_in(request: HttpRequest) -> HttpResponse:
    """The staff form, and the way to the workers' one; which of them is the page's button depends on who comes."""
    form = StaffForm(request.POST or None)
    error = None
    if request.method == "POST" and form.is_valid():
        login = form.cleaned_data["login"]
        try:
            limits.count(f"staff:{login.lower()}", most=10, seconds=600)
            limits.count(f"from:{place_of(request)}", most=60, seconds=600)
        except limits.TooMany as too_many:
            return _page(request, "kit/sign_in.html", form, str(too_many), status=429)
        account = signin.staff(login, form.cleaned_data["password"])
        if account is not None:
            return _second_step(request, account)
        error = _("This e-mail address and password do not belong together. Check both, or ask your administrator.")
    return _page(request, "kit/sign_in.html", form, error)


def _is_worker(request: HttpRequest) -> bool:
    """Whether a worker comes: sent on from a page of theirs, or by nobody. Staff come from their pages and links."""
    if request.method == "POST" and "login" in request.POST:
        return False
    source = _carry(request)["next"].split("/")
    door = source[2] if len(source) > 2 else ""
    return door == "worker" or (not door and request.GET.get("for") != "staff")


def _second_step(request: HttpRequest, account: Account) -> HttpResponse:
    if not signin.needs_totp(actor_for(account).roles):
        return _finish(request, account)
    _begin(request, account)
    return render(request, "kit/sign_in_totp.html", {**_totp_page(account), **_carry(request)})


def _begin(request: HttpRequest, account: Account) -> None:
    auth.login(request, account, backend=BACKEND)
    request.session.pop("must_change", None)  # left by an earlier sign-in in this browser: the step comes first
    request.session["complete"] = request.session["second"] = False


def _pending(request: HttpRequest) -> Account | None:
    account = auth.get_user(request)
    return account if isinstance(account, Account) and request.session.get("complete") is False else None


def _totp_page(account: Account) -> dict[str, Any]:
    device = signin.totp_device(account)
    shown = f"{totp(device.bin_key):06d}" if settings.CORRIDOR_DEMO and device else None
    return {"form": CodeForm(), "demo_code": shown, "no_device": device is None}


def second_factor(request: HttpRequest) -> HttpResponse:
    """The one-time code of approvers and administrators."""
    account = _pending(request)
    if account is None:
        return HttpResponseRedirect(reverse("kit:sign-in"))
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            limits.count(f"totp:{account.id}", most=10, seconds=600)
        except limits.TooMany as too_many:
            return _page(request, "kit/sign_in_totp.html", form, str(too_many), status=429)
        if signin.verify_totp(account, form.cleaned_data["code"]):
            return _finish(request, account, second=True)
    error = None
    if form.is_bound and form.is_valid():
        error = _("This code is not right, or was used already. Wait for the next one on your device.")
    shown = {key: value for key, value in _totp_page(account).items() if key != "form"}
    return _page(request, "kit/sign_in_totp.html", form, error, **shown)


def worker_number(request: HttpRequest) -> HttpResponse:
    """First step of workers: the file number. The answer is the same whether the file exists or not."""
    form = NumberForm(request.POST if "number" in request.POST else None)  # without it: on from the first page
    if form.is_bound and form.is_valid():
        number = normalise(form.cleaned_data["number"])
        try:
            limits.count(f"number:{number}", most=6, seconds=600)
            limits.count(f"from:{place_of(request)}", most=60, seconds=600)
        except limits.TooMany as too_many:
            return _page(request, "kit/sign_in_worker.html", form, str(too_many), status=429)
        demo_code = _send_code(number)
        context = {"form": CodeForm(), "number": number, "demo_code": demo_code, **_carry(request)}
        return render(request, "kit/sign_in_code.html", context)
    return _page(request, "kit/sign_in_worker.html", form, None)


def _send_code(number: str) -> str | None:
    account = Account.objects.filter(login=number, is_active=True, person_id__isnull=False).first()
    if account is None:
        return None
    with acting(SYSTEM, "send a sign-in code"):
        code = signin.make_code(account)
        send(
            "accounts.code",
            by=SYSTEM,
            person_id=account.person_id,
            account_id=account.id,
            language=account.language,
            params={"code": code},
            until=timezone.now() + timedelta(minutes=signin.CODE_MINUTES),
        )
    return code if settings.CORRIDOR_DEMO else None


def worker_code(request: HttpRequest) -> HttpResponse:
    """Second step of workers: the code that was sent."""
    number = normalise(request.POST.get("number", ""))
    form = CodeForm(request.POST or None)
    account = Account.objects.filter(login=number, is_active=True, person_id__isnull=False).first()
    if request.method == "POST" and form.is_valid() and account is not None:
        with acting(SYSTEM, "check a sign-in code"):
            right = signin.verify_code(account, form.cleaned_data["code"])
        if right:
            return _finish(request, account)
    error = _("This code is not right or too old. Ask for a new one.")
    return _page(request, "kit/sign_in_code.html", form, error if request.method == "POST" else None, number=number)


def new_password(request: HttpRequest) -> HttpResponse:
    """The owner of an account chooses a password: after a first one, or, signed in, whenever they wish."""
    first = _pending(request) if request.session.get("must_change") else None
    account = first or (Account.objects.get(id=request.actor.id) if request.actor.kind == "account" else None)
    if account is None or account.is_worker:
        return HttpResponseRedirect(reverse("kit:sign-in"))
    form = PasswordForm(request.POST if "password" in request.POST else None, with_current=first is None)
    error = None
    if form.is_valid():
        try:
            limits.count(f"password:{account.id}", most=10, seconds=600)
            if first is None and not account.check_password(form.cleaned_data["current"]):
                raise Refused("password_wrong", _("The present password is not right."))
            with acting(actor_for(account), "choose a password"):
                manage.change_password(account, form.cleaned_data["password"], by=actor_for(account))
            return _finish(request, account)
        except Refused as refused:
            error = str(refused)
    return _page(request, "kit/new_password.html", form, error, first=first is not None)


def _finish(request: HttpRequest, account: Account, *, second: bool = False) -> HttpResponse:
    """Sign the account in; `second` says that the second step was passed (or it was, in this very session)."""
    carried = _carry(request)
    same = request.session.get(auth.SESSION_KEY) == str(account.pk)
    passed = second or (same and bool(request.session.get("second")))
    auth.login(request, account, backend=BACKEND)
    request.session.cycle_key()
    request.session["second"] = passed
    if account.must_change:
        request.session["complete"] = False
        request.session["must_change"] = True
        context = {"form": PasswordForm(with_current=False), "first": True, **carried}
        return render(request, "kit/new_password.html", context)
    request.session.pop("must_change", None)
    request.session["complete"] = True
    _tell_resets(request, account)
    held = release(carried["held"]) if carried["held"] else None
    if held is not None:
        return render(request, "kit/held.html", {"held": held})
    target = carried["next"]
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = door_of(account)
    return HttpResponseRedirect(target)


def _tell_resets(request: HttpRequest, account: Account) -> None:
    with acting(actor_for(account), "be told of a new password"):
        told = resets.take_untold(account)
    for reset in told:
        words = _("On %(day)s an administrator made a new password or authenticator for you. Did you ask for it?")
        messages.warning(request, words % {"day": formatting.day(timezone.localtime(reset.done_at).date())})


def door_of(account: Account) -> str:
    """The home of the account's first role, in the language of the page."""
    door = home_door(actor_for(account))
    return f"/{get_language() or 'en'}/{'' if door == 'public' else door + '/'}"


def sign_out(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        auth.logout(request)
    return HttpResponseRedirect(f"/{get_language() or 'en'}/")


def _page(
    request: HttpRequest, template: str, form: forms.Form, error: Any, status: int | None = None, **more: Any
) -> HttpResponse:
    code = status or (401 if error else 200)
    return render(
        request,
        template,
        {
            "form": form,
            "error": error,
            "demo": settings.CORRIDOR_DEMO,
            "worker_first": _is_worker(request),
            **_carry(request),
            **more,
        },
        status=code,
    )
