"""Words for what can be wrong with a person's record: what is wrong, and how to mend it."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Problem(NamedTuple):
    message: Any
    mend: Any


PROBLEMS: dict[str, Problem] = {
    "missing": Problem(_("The name is missing."), _("Write the name of the person in this column.")),
    "name": Problem(_("This is no name: it has no letters."), _("Write the name with letters, as in the papers.")),
    "birth": Problem(
        _("There is no such date of birth."),
        _("Write day, month and year as 17/05/1990 or 1990-05-17; 1990 alone will do."),
    ),
    "birth_future": Problem(_("This date of birth has not come yet."), _("Look at the year again.")),
    "birth_order": Problem(_("There is no such month: the day stands first."), _("Write 17/05/1990 or 1990-05-17.")),
    "sex": Problem(_("This is no answer we know."), _("Write F, M or X, or leave it empty.")),
    "phone": Problem(
        _("This is not a whole telephone number."), _("Write it with the country code, as in +57 300 123 4567.")
    ),
    "language": Problem(_("We do not know this language."), _("Write its name, or its code of two or three letters.")),
    "country": Problem(_("We do not know this country."), _("Write its name, or its code of two letters.")),
    "occupation_code": Problem(
        _("There is no such occupation code."), _("Write the four digits of ISCO-08, or the work in words.")
    ),
    "months": Problem(_("These months of work cannot be."), _("Write a whole number of months from 0 to 720.")),
    "int_parsing": Problem(_("This is no whole number."), _("Write a whole number of months from 0 to 720.")),
    "document_kind": Problem(
        _("We do not know this kind of document."), _("Write passport or national_id, or leave it empty.")
    ),
    "document_alone": Problem(_("A document needs its kind and its number."), _("Fill in both, or leave both empty.")),
    "date": Problem(_("There is no such date."), _("Write it as 17/05/2030 or 2030-05-17.")),
    "email": Problem(_("This is no e-mail address."), _("Write it as name@example.org, or leave it empty.")),
    "string_too_long": Problem(_("This is too long."), _("Make it shorter.")),
    "purpose": Problem(_("We do not know this purpose."), _("Choose one of the list.")),
    "twice": Problem(
        _("The same person stands in this file twice."), _("Keep one of the two rows and take the other out.")
    ),
    "other": Problem(_("We could not read this value."), _("Look at it again, or leave it empty.")),
}


def problem(code: str) -> Problem:
    return PROBLEMS.get(code, PROBLEMS["other"])
