"""Sentences about what one worker can get: what a change would open, and the chance from past rounds."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from corridor.foundation.reference import isco, languages
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.words.matching import Names, months
from corridor.interfaces.kit.words.matching_words import LEVELS, MENDS
from corridor.rules.matching import Mend
from corridor.rules.matching.chance import Chance, NoChance, tenths
from corridor.rules.matching.openings import FROM, Change, Gain

NO_CHANCE: dict[NoChance, Any] = {
    NoChance.NO_ROUND: gettext_lazy("No round yet under these rules: nobody can say."),
    NoChance.TOO_FEW: gettext_lazy("Too few people like you took part in the rounds so far: nobody can say."),
    NoChance.NO_WORK: gettext_lazy("No open work is possible for you now. See below what would change that."),
}
"""Why no chance is told."""


def chance(told: Chance | NoChance) -> str:
    """The chance in tenths with its interval, and on how many rounds it rests; or why nobody can say."""
    if isinstance(told, NoChance):
        return str(NO_CHANCE[told])
    about, low, high = tenths(told)
    values = {
        "about": formatting.number(about),
        "low": formatting.number(low),
        "high": formatting.number(high),
        "rounds": formatting.number(told.rounds),
    }
    if about == 0:
        sentence = ngettext(
            "Less than 1 in 10 (between %(low)s and %(high)s in 10), based on %(rounds)s round.",
            "Less than 1 in 10 (between %(low)s and %(high)s in 10), based on %(rounds)s rounds.",
            told.rounds,
        )
    elif about == 10:
        sentence = ngettext(
            "More than 9 in 10 (between %(low)s and %(high)s in 10), based on %(rounds)s round.",
            "More than 9 in 10 (between %(low)s and %(high)s in 10), based on %(rounds)s rounds.",
            told.rounds,
        )
    else:
        sentence = ngettext(
            "About %(about)s in 10 (between %(low)s and %(high)s in 10), based on %(rounds)s round.",
            "About %(about)s in 10 (between %(low)s and %(high)s in 10), based on %(rounds)s rounds.",
            told.rounds,
        )
    return str(sentence % values)


def opens(gain: Gain, names: Names | None = None) -> str:
    """How many jobs more a change would open: "With Spanish A2 you could do 7 more jobs."."""
    sentence = ngettext(
        "With %(change)s you could do %(number)s more job.",
        "With %(change)s you could do %(number)s more jobs.",
        gain.opens,
    )
    return str(sentence % {"change": change(gain.change, names), "number": formatting.number(gain.opens)})


def more_points(gain: Gain) -> str:
    """How many points more a change would give."""
    values = {"points": formatting.number(gain.points)}
    return str(_("At most %(points)s points more in work that you can do already.") % values)


def how(gain: Gain) -> str:
    """What to do for a change."""
    if gain.change == Change(Mend.TAKE_TRAINING, ""):
        return str(_("Ask your centre which courses are held. They cost you nothing."))
    return str(MENDS[gain.change.mend])


def change(wanted: Change, names: Names | None = None) -> str:
    """A change of the file as the end of "with ...": "Spanish A2", "the course Safety at work"."""
    return _SAID[wanted.mend](wanted, names or {})


def _language(wanted: Change, _names: Names) -> str:
    return f"{languages.name(wanted.subject, get_language() or 'en')} {LEVELS[int(wanted.value)]}"


def _experience(wanted: Change, _names: Names) -> str:
    values = {"months": months(int(wanted.value)), "work": _work(wanted.subject)}
    return str(_("%(months)s of work shown as: %(work)s") % values)


def _occupation(wanted: Change, _names: Names) -> str:
    return str(_("this work in your file: %(work)s") % {"work": _work(wanted.subject)})


def _skill(wanted: Change, names: Names) -> str:
    return str(_("this skill in your file: %(skill)s") % {"skill": _named(wanted.subject, names)})


def _training(wanted: Change, names: Names) -> str:
    if not wanted.subject:
        return str(_("one more course or certificate"))
    return str(_("this course: %(course)s") % {"course": _named(wanted.subject, names)})


def _document(wanted: Change, _names: Names) -> str:
    return str(_("a passport valid until %(day)s") % {"day": _day(wanted.value)})


def _dates(wanted: Change, _names: Names) -> str:
    if wanted.subject == FROM:
        return str(_("free days from %(day)s on") % {"day": _day(wanted.value)})
    return str(_("free days until %(day)s") % {"day": _day(wanted.value)})


def _birth(_wanted: Change, _names: Names) -> str:
    return str(_("your date of birth in your file, if you are old enough"))


def _work(code: str) -> str:
    return isco.title(code, get_language() or "en") if isco.is_unit_group(code) else code


def _named(code: str, names: Names) -> str:
    return str(names.get(code) or code.replace("_", " "))


def _day(text: str) -> str:
    return formatting.day(date.fromisoformat(text))


_SAID: Mapping[Mend, Callable[[Change, Names], str]] = {
    Mend.LEARN_LANGUAGE: _language,
    Mend.GAIN_EXPERIENCE: _experience,
    Mend.ADD_OCCUPATION: _occupation,
    Mend.PROVE_SKILL: _skill,
    Mend.TAKE_TRAINING: _training,
    Mend.RENEW_DOCUMENT: _document,
    Mend.CHANGE_DATES: _dates,
    Mend.GIVE_BIRTH_DATE: _birth,
}
