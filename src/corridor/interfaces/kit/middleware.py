"""Security headers on every answer, and the actor on every request."""

import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse

from corridor.foundation.accounts.actors import actor_for
from corridor.foundation.accounts.models import Account
from corridor.foundation.accounts.signin import needs_totp
from corridor.foundation.database.context import PUBLIC

GetResponse = Callable[[HttpRequest], HttpResponse]
POLICY = (
    "default-src 'none'; style-src 'self' 'nonce-{nonce}'; script-src 'self' 'nonce-{nonce}';"
    " img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
    " base-uri 'none'; manifest-src 'self'"
)


class HeadersMiddleware:
    """Content-Security-Policy with a nonce, no caching of personal pages."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.csp_nonce = secrets.token_urlsafe(12)
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY.format(nonce=request.csp_nonce))
        response.headers.setdefault("Permissions-Policy", "geolocation=(), microphone=(), camera=(self)")
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class ActorMiddleware:
    """`request.actor` from the session: idle sessions end; roles, and the second step some ask for, are read anew."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = PUBLIC
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            self._sign_on(request)
        return self.get_response(request)

    def _sign_on(self, request: HttpRequest) -> None:
        now = int(time.time())
        if now - request.session.get("seen", now) > settings.CORRIDOR_IDLE_SECONDS:
            request.session.flush()
            return
        account = auth.get_user(request)
        if isinstance(account, Account) and account.is_active and request.session.get("complete"):
            actor = actor_for(account)
            if needs_totp(actor.roles) and not request.session.get("second"):
                return  # the role was given since: it asks for a second step, so they sign in again
            request.actor = actor
            if now - request.session.get("seen", 0) > 60:
                request.session["seen"] = now
