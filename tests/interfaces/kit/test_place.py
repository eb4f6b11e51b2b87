"""Limits on guessing count by address: of the asker, not of the proxy, and not as the asker says."""

from ipaddress import ip_network
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from corridor.interfaces.kit.place import place_of

PROXIES = [ip_network("10.0.0.0/8"), ip_network("fd00::/8")]


@pytest.mark.parametrize(
    ("peer", "told", "place"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),  # no proxy of ours: the header is the asker's own
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "1.1.1.1, 198.51.100.1, 10.0.0.2", "198.51.100.1"),  # two proxies; the left was forged
        ("10.0.0.1", "", "10.0.0.1"),
        ("fd00::1", "2001:db8::5", "2001:db8::5"),
        ("10.0.0.1", "not an address", "not an address"),
    ],
)
def test_the_header_counts_only_from_a_trusted_proxy(settings: Any, peer: str, told: str, place: str) -> None:
    settings.CORRIDOR_TRUSTED_PROXIES = PROXIES
    headers = {"X-Forwarded-For": told} if told else {}
    assert place_of(RequestFactory().get("/", REMOTE_ADDR=peer, headers=headers)) == place


def wrong(told: str, login: str) -> int:
    """The answer to a wrong password, sent through the proxy 10.0.0.1."""
    given = {"login": login, "password": "wrong"}
    client = Client(REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": told})
    return client.post(reverse("kit:sign-in"), given).status_code


def test_behind_a_proxy_one_guesser_does_not_shut_out_the_others(db: None, settings: Any) -> None:
    settings.CORRIDOR_TRUSTED_PROXIES = PROXIES
    answers = [wrong(f"10.9.9.{n}, 198.51.100.1", f"n{n}@example.org") for n in range(61)]
    assert answers[-1] == 429, "another name each time, and a forged address to the left"
    assert wrong("198.51.100.2", "somebody@example.org") == 401


def test_one_name_is_tried_ten_times_from_anywhere(db: None, settings: Any) -> None:
    settings.CORRIDOR_TRUSTED_PROXIES = PROXIES
    assert [wrong(f"198.51.100.{n}", "Ana@example.org " if n % 2 else "ana@example.org") for n in range(11)][-1] == 429
