"""Clearances as text, without a database."""

import base64
from datetime import date

import pytest

from corridor.stages.journeys import tokens

PAYLOAD = tokens.Payload("C-0000001", "J. Á. P.", "ES-27-0001", date(2027, 8, 31), "CO-ES-AGRI", "Ministerio | Trabajo")


def token() -> str:
    text = PAYLOAD.text()
    return tokens.encode(text, tokens.sign([text])[0])


def is_good(text: str) -> bool:
    try:
        payload, signature = tokens.decode(text)
    except tokens.TokenUnreadable:
        return False
    return tokens.genuine(payload, signature)


def test_token_says_what_was_signed() -> None:
    payload, signature = tokens.decode(token())
    assert tokens.genuine(payload, signature)
    read = tokens.read(payload)
    assert (read.number, read.initials, read.valid_until) == ("C-0000001", "J. Á. P.", date(2027, 8, 31))
    assert read.issuer == "Ministerio   Trabajo"


def test_token_survives_lower_case_blanks_and_an_address_around_it() -> None:
    spread = " ".join(token().lower()[n : n + 5] for n in range(0, len(token()), 5))
    assert is_good(spread)
    assert is_good(f"https://corridor.example/es/verify/{token()}/")


def test_every_altered_character_is_refused() -> None:
    good = token()
    for place, character in enumerate(good):
        other = "A" if character != "A" else "B"
        assert not is_good(good[:place] + other + good[place + 1 :]), place


@pytest.mark.parametrize("text", ["", "   ", "HELLO", "A" * 3000, "1234567890", "٣٤٥", "AAAA" * 40])
def test_other_texts_are_unreadable(text: str) -> None:
    with pytest.raises(tokens.TokenUnreadable):
        tokens.decode(text)


def test_cut_token_is_unreadable() -> None:
    with pytest.raises(tokens.TokenUnreadable):
        tokens.decode(token()[:-8])


def test_signature_of_another_key_is_not_genuine() -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    text = PAYLOAD.text()
    assert not is_good(tokens.encode(text, Ed25519PrivateKey.generate().sign(text.encode())))


def test_key_is_the_same_each_time_and_not_the_master_key(settings: object) -> None:
    first = tokens.public_key()
    assert first == tokens.public_key()
    assert len(first) == 32
    settings.CORRIDOR_MASTER_KEY = base64.b64decode("b3RoZXI6IHRoZSBtYXN0ZXIga2V5IG9mIG90aGVyISE=")  # type: ignore[attr-defined]
    assert tokens.public_key() != first


def test_initials_name_nobody() -> None:
    assert tokens.initials("José Ángel Pérez de la Cruz Marín") == "J. Á. P. D."
    assert tokens.initials("محمد علي") == "م. ع."
