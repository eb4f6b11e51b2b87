"""Letters that can be written in several ways, brought to one: accents, case, Arabic variants, digits of any script."""

from __future__ import annotations

import re
import unicodedata

_LATIN = {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
_ARABIC = {"ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ٱ": "ا", "ء": "", "ـ": "", "ۀ": "ه", "ە": "ه"}
_SAME = str.maketrans({**_LATIN, **_ARABIC})
# Below this combining class stand the vowel signs of Indic scripts, which are letters; above it accents and harakat.
_FIRST_ACCENT_CLASS = 10
_PLAIN_WORD = re.compile("[a-z0-9]+")


def fold(text: str) -> str:
    """The text in small letters without accents, Arabic vowel signs and variants, invisible marks; ASCII digits.

    Two spellings that a reader takes for the same word fold to the same text. Idempotent.
    """
    if text.isascii():
        return text.lower()
    plain = []
    for letter in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()):
        if unicodedata.combining(letter) >= _FIRST_ACCENT_CLASS or unicodedata.category(letter) == "Cf":
            continue
        digit = unicodedata.decimal(letter, None)
        plain.append(letter if digit is None else str(digit))
    return unicodedata.normalize("NFC", "".join(plain).translate(_SAME))


def words(text: str) -> list[str]:
    """The folded words of a text: runs of letters (with their vowel signs) and digits, in order."""
    folded = fold(text).replace("'", "").replace("’", "")
    if folded.isascii():
        return _PLAIN_WORD.findall(folded)
    parted = "".join(letter if _in_word(letter) else " " for letter in folded)
    return parted.split()


def _in_word(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter).startswith("M")
