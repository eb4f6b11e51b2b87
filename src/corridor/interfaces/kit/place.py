"""Where a request comes from, for limits on guessing: behind a proxy the address that it tells, and no other's."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def place_of(request: HttpRequest) -> str:
    """The address of whoever asks.

    `X-Forwarded-For` counts only when it comes from one of CORRIDOR_TRUSTED_PROXIES, and is read from the right: the
    first address that is none of theirs. What stands left of it was written by the asker.
    """
    place = str(request.META.get("REMOTE_ADDR", ""))
    told = request.headers.get("X-Forwarded-For", "").split(",")
    while _trusted(place) and told:
        place = told.pop().strip() or place
    return place


def _trusted(place: str) -> bool:
    try:
        address = ip_address(place)
    except ValueError:
        return False
    return any(address in network for network in settings.CORRIDOR_TRUSTED_PROXIES)
