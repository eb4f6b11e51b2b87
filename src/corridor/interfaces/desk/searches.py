"""What was searched for, kept in the session under a token: names and numbers of people stand in no address.

An address goes into logs, histories and bookmarks. The token in it means something in this sign-in only, so that back,
forward and reload show the same search.
"""

import secrets

from django.http import HttpRequest

MOST_KEPT = 20
MOST_LETTERS = 200
_KEPT = "searches"


def keep(request: HttpRequest, words: str) -> str:
    """The token of these words; the oldest of many searches are forgotten."""
    kept = dict(request.session.get(_KEPT, {}))
    token = next((one for one, known in kept.items() if known == words), secrets.token_urlsafe(9))
    kept.pop(token, None)
    kept[token] = words[:MOST_LETTERS]
    request.session[_KEPT] = dict(list(kept.items())[-MOST_KEPT:])
    return token


def words_of(request: HttpRequest) -> str:
    """The words behind the token in the address, "" where there is none or it is of another sign-in."""
    return str(request.session.get(_KEPT, {}).get(request.GET.get("s", ""), ""))
