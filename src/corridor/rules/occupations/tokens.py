"""Words of job titles brought near each other: folded, without fillers, lightly stemmed; and how far two are apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from corridor.rules.identity.letters import words

_FILLERS = (
    "a an and at by for from in of on or the to with nec not elsewhere classified other all except i ii iii iv "
    "de del la las el los y o en con por para al a un una no clasificados clasificadas bajo otros otras epigrafes "
    "du des le les et ou au aux dans sur pour d l "
    "من في على الى عن غير مصنف مصنفين اخر اخرى مكان"
)
STOPWORDS = frozenset(_FILLERS.split())
_NOISE = (
    # How long or how often, the offer, the company's form: none says what is done. Kept where nothing else is left.
    "senior junior sr jr snr jnr experienced qualified certified trainee lead urgent urgently wanted needed required "
    "vacancy vacancies opening hiring job jobs position title full part time fulltime parttime temporary seasonal "
    "permanent temp h2a h2b visa m f d w x llc inc ltd corp co gmbh plc sarl sa sl srl cv "
    "ora oras era eras triz urge urgente se busca necesita vacante empleo puesto temporal fijo experiencia "
    "h hf fh cdi cdd recherche poste emploi euse "
    "مطلوب وظيفه خبره اول"
)
NOISE = frozenset(_NOISE.split())
_ARABIC_BEGINNINGS = ("وال", "بال", "ال")
_ARABIC_ENDINGS = ("ات", "ين", "ون")
# Words spelt in two ways in English, brought to one; what is changed in both titles compared can do no harm.
_SPELT = {
    "plough": "plow",
    "tyre": "tire",
    "grey": "gray",
    "aluminium": "aluminum",
    "mould": "mold",
    "moulder": "molder",
    "moulding": "molding",
    "programme": "program",
    "cheque": "check",
    "draught": "draft",
    "jewelery": "jewelry",
    "kerb": "curb",
    "defence": "defense",
    "licence": "license",
    "practise": "practice",
    "aeroplane": "airplane",
}
_ENDINGS = (
    (re.compile(r"(?<=.{2})is(ation|e|er|or|ing|ed)(s?)$"), r"iz\1\2"),  # organiser, organizer
    (re.compile(r"(?<=.{3})our(er|ing|ed|s|ers)?$"), r"or\1"),  # labourer, laborer
    (re.compile(r"(?<=.{3})([tb])re$"), r"\1er"),  # centre, center
    (re.compile(r"(?<=.{3})trices?$"), "teur"),  # directrice, directeur
    (re.compile(r"(?<=.{2})euses?$"), "eur"),  # vendeuse, vendeur
    (re.compile(r"(?<=.{2})tri(z|ces)$"), "tor"),  # actriz, actor
)


def tokens(text: str, synonyms: Mapping[str, str] | None = None) -> list[str]:
    """The stems of a title's words, without fillers. `synonyms` maps a folded word, or two with a space, to others."""
    found = [word for word in _replaced(words(text), synonyms or {}) if word not in STOPWORDS]
    telling = [word for word in found if word not in NOISE and not word.isdigit()]
    return [stem(word) for word in telling or found]


def _replaced(parts: list[str], synonyms: Mapping[str, str]) -> list[str]:
    result: list[str] = []
    place = 0
    while place < len(parts):
        pair = " ".join(parts[place : place + 2])
        if place + 1 < len(parts) and pair in synonyms:
            result += synonyms[pair].split()
            place += 2
        else:
            result += synonyms.get(parts[place], parts[place]).split()
            place += 1
    return result


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A folded word in one spelling without plural and gender endings (English, Spanish, French, Arabic).

    Never shorter than three letters.
    """
    if not word.isascii():
        return _arabic_stem(word)
    word = _spelt(word)
    if len(word) > 5 and word.endswith("ing"):
        return word[:-3]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    if len(word) > 3 and word[-1] in "aeo":
        word = word[:-1]
    return word


def _spelt(word: str) -> str:
    """British and American spelling, French and Spanish feminine endings, brought to one."""
    if len(word) < 5:
        return _SPELT.get(word, word)
    word = word[0] + word[1:].replace("ae", "e").replace("ll", "l")
    plural = word.endswith("s") and word[:-1] in _SPELT
    word = _SPELT.get(word[:-1] if plural else word, word)
    for pattern, instead in _ENDINGS:
        word = pattern.sub(instead, word)
    return word


def _arabic_stem(word: str) -> str:
    for beginning in _ARABIC_BEGINNINGS:
        if word.startswith(beginning) and len(word) > len(beginning) + 2:
            word = word[len(beginning) :]
            break
    if word.endswith(_ARABIC_ENDINGS) and len(word) > 5:
        return word[:-2]
    return word[:-1] if word.endswith(("ه", "و")) and len(word) > 4 else word


def distance_within(a: str, b: str, most: int) -> int | None:
    """Edits (change, insert, drop, exchange of neighbours) from a to b; None when more than `most` are needed."""
    if abs(len(a) - len(b)) > most:
        return None
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        new = [i]
        for j, y in enumerate(b, 1):
            cost = min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            new.append(cost)
        if min(new) > most:
            return None
        before, row = row, new
    return row[-1] if row[-1] <= most else None
