"""Signing in.

Staff by password and, where the role asks, a one-time code; workers by file number and a code sent to them.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import authenticate
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from .models import Account, SignInCode
from .roles import role

CODE_MINUTES = 10
CODE_TRIES = 5


def staff(login: str, password: str) -> Account | None:
    """The active staff account with this password, or None; unknown logins cost the same time as known ones."""
    account = authenticate(username=login.strip().lower(), password=password)
    return account if isinstance(account, Account) and not account.is_worker else None


def needs_totp(roles: tuple[str, ...]) -> bool:
    """Whether any of the roles asks for a second factor."""
    return any(role(code).totp for code in roles)


def totp_device(account: Account) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user_id=account.id, confirmed=True).first()


def verify_totp(account: Account, token: str) -> bool:
    """Check a one-time code; each code counts once, and wrong ones slow the next try down (django-otp)."""
    digits = token.replace(" ", "")
    with transaction.atomic():  # the row lock lets one of several equal tries through
        device = TOTPDevice.objects.select_for_update().filter(user_id=account.id, confirmed=True).first()
        return bool(device and digits.isdigit() and device.verify_is_allowed()[0] and device.verify_token(digits))


def _hash(account: Account, code: str) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), f"{account.id}:{code}".encode(), hashlib.sha256).digest()


def make_code(account: Account) -> str:
    """A fresh six-digit code for a worker, valid ten minutes; older ones stop working."""
    code = f"{secrets.randbelow(1_000_000):06d}"
    SignInCode.objects.filter(account=account, used_at__isnull=True).update(used_at=timezone.now())
    SignInCode.objects.create(
        account=account, code_hash=_hash(account, code), expires_at=timezone.now() + timedelta(minutes=CODE_MINUTES)
    )
    return code


def verify_code(account: Account, code: str) -> bool:
    """Use a worker's code up; at most five tries each, counted even when wrong."""
    with transaction.atomic():
        row = (
            SignInCode.objects.select_for_update()
            .filter(account=account, used_at__isnull=True, expires_at__gt=timezone.now(), tries__lt=CODE_TRIES)
            .order_by("-expires_at")
            .first()
        )
        if row is None:
            return False
        if not hmac.compare_digest(bytes(row.code_hash), _hash(account, code.strip())):
            SignInCode.objects.filter(id=row.id).update(tries=F("tries") + 1)
            return False
        SignInCode.objects.filter(id=row.id).update(used_at=timezone.now())
        return True
