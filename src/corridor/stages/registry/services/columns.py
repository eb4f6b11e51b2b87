"""The columns of a list of workers: what they are called in three languages, and how their cells are read."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import phonenumbers
from django.utils.translation import gettext_lazy as _

from corridor.foundation.reference import countries, languages
from corridor.rules.identity import fold, words

from ..codes import DOCUMENT_KINDS

SHOWN = ("en", "es", "ar")


class CellWrong(Exception):
    """A cell that cannot be read; `code` is one of problems.PROBLEMS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Column:
    """A column: the field of PersonRecord that it fills, its title, its other names (parted by |), an example."""

    field: str
    title: Any
    names: str
    example: str
    help: Any = ""


COLUMNS = (
    Column(
        "name",
        _("Name"),
        "name | full name | nombre | nombre completo | nombre y apellidos | الاسم | الاسم الكامل",
        "Ana María Peña",
        _("As in the papers."),
    ),
    Column(
        "given",
        _("First name"),
        "first name | given name | nombres | primer nombre | الاسم الاول",
        "",
        _("Only where the name stands in two columns."),
    ),
    Column(
        "family",
        _("Family name"),
        "family name | last name | surname | apellido | apellidos | اسم العائله | اللقب",
        "",
        _("Only where the name stands in two columns."),
    ),
    Column(
        "native_name",
        _("Name in own script"),
        "name in own script | native name | nombre en su escritura | nombre nativo | الاسم بلغته | الاسم بالعربيه",
        "",
        _("Where it is not written in Latin letters."),
    ),
    Column(
        "birth",
        _("Date of birth"),
        "birth date | birth | dob | fecha de nacimiento | nacimiento | تاريخ الميلاد | تاريخ الولاده",
        "17/05/1990",
        _("Day, month, year. The year alone will do."),
    ),
    Column("sex", _("Sex"), "sex | gender | sexo | genero | الجنس", "F", _("F, M or X.")),
    Column(
        "phone",
        _("Phone"),
        "phone | mobile | telephone | phone number | telefono | celular | movil | الهاتف | رقم الهاتف | الجوال",
        "+57 300 123 4567",
        _("With the country code."),
    ),
    Column(
        "district",
        _("District"),
        "district | department | province | departamento | distrito | provincia | المنطقه | المحافظه | الاقليم",
        "Risaralda",
    ),
    Column("town", _("Town"), "town | city | municipality | ciudad | municipio | المدينه | البلده", "Pereira"),
    Column(
        "occupation",
        _("Work"),
        "work | occupation | job | trade | ocupacion | oficio | trabajo | المهنه | العمل",
        "fruit picker",
        _("In words, or four digits of ISCO-08."),
    ),
    Column(
        "experience_months",
        _("Months of experience"),
        "months of experience | experience | meses de experiencia | experiencia | اشهر الخبره | الخبره",
        "18",
    ),
    Column("language", _("Language"), "language | idioma | lengua | اللغه", "es", _("The one the person speaks best.")),
    Column("nationality", _("Nationality"), "nationality | nacionalidad | الجنسيه", "CO"),
    Column("email", _("E-mail"), "e mail | email | mail | correo | correo electronico | البريد الالكتروني", ""),
    Column(
        "document_kind",
        _("Kind of document"),
        "kind of document | document type | document kind | tipo de documento | نوع الوثيقه",
        "passport",
        _("passport or national_id."),
    ),
    Column(
        "document_number",
        _("Document number"),
        "document number | document | id number | numero de documento | documento | cedula | رقم الوثيقه",
        "AR123456",
    ),
    Column(
        "document_country",
        _("Country of the document"),
        "country of the document | document country | pais del documento | بلد الوثيقه",
        "CO",
    ),
    Column(
        "document_until",
        _("Document valid until"),
        "expiry | valid until | valido hasta | fecha de vencimiento | صالحه حتي | تاريخ الانتهاء",
        "31/12/2031",
    ),
)

_SEXES = {
    **dict.fromkeys(("f", "female", "woman", "mujer", "femenino", "انثي", "امراه"), "F"),
    **dict.fromkeys(("m", "male", "man", "h", "v", "hombre", "masculino", "varon", "ذكر", "رجل"), "M"),
    **dict.fromkeys(("x", "other", "otro", "otra", "اخر"), "X"),
}


def _plain(text: str) -> str:
    return " ".join(words(text))


@lru_cache(maxsize=1)
def _fields() -> dict[str, str]:
    from django.utils.translation import override

    found: dict[str, str] = {}
    for column in COLUMNS:
        for language in SHOWN:
            with override(language):
                found.setdefault(_plain(str(column.title)), column.field)
        for name in (*column.names.split(" | "), column.field):
            found.setdefault(_plain(name), column.field)
    return found


def fields_of(header: Sequence[str]) -> list[str]:
    """The field of each column of a header row; "" for one that nobody knows or that came before."""
    found: list[str] = []
    for title in header:
        field = _fields().get(_plain(title), "")
        found.append("" if field in found else field)
    return found


def read_day(text: str, *, partial: bool) -> str:
    """ISO 8601 text of a date as people write it, day first; CellWrong when there is no such date."""
    parts = re.split(r"[\s/.\-]+", fold(text).strip())
    if not all(part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        raise CellWrong("birth" if partial else "date")
    if len(parts[0]) != 4:
        parts.reverse()
    if len(parts[0]) != 4 or (len(parts) < 3 and not partial):
        raise CellWrong("birth" if partial else "date")
    if len(parts) == 3 and int(parts[1]) > 12 >= int(parts[2]):
        raise CellWrong("birth_order")
    return "-".join([parts[0], *(f"{int(part):02d}" for part in parts[1:])])


def _phone(text: str, region: str) -> str:
    written = fold(text)
    try:
        parsed = phonenumbers.parse("+" + written[2:] if written.startswith("00") else written, region or None)
    except phonenumbers.NumberParseException:
        raise CellWrong("phone") from None
    if not phonenumbers.is_possible_number(parsed):
        raise CellWrong("phone")
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


@lru_cache(maxsize=1)
def _language_names() -> dict[str, str]:
    return {fold(name): code for shown in SHOWN for code, name in languages.as_choices(shown)}


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    return {fold(name): code for shown in SHOWN for code, name in countries.as_choices(shown)}


def _language(text: str, _region: str) -> str:
    plain = fold(text)
    code = plain if languages.exists(plain) else languages.from_iso639_1(plain) or _language_names().get(plain)
    if not code:
        raise CellWrong("language")
    return code


def _country(text: str, _region: str) -> str:
    code = text.upper() if countries.exists(text.upper()) else _country_names().get(fold(text))
    if not code:
        raise CellWrong("country")
    return code


def _sex(text: str, _region: str) -> str:
    if fold(text) not in _SEXES:
        raise CellWrong("sex")
    return _SEXES[fold(text)]


def _months(text: str, _region: str) -> str:
    plain = fold(text)
    if not plain.isdigit():
        raise CellWrong("months")
    return plain


def _kind(text: str, _region: str) -> str:
    from django.utils.translation import override

    plain = _plain(text.replace("_", " "))
    known = {code.replace("_", " "): code for code in DOCUMENT_KINDS}
    for language in SHOWN:
        with override(language):
            known |= {_plain(str(title)): code for code, title in DOCUMENT_KINDS.items()}
    if plain not in known:
        raise CellWrong("document_kind")
    return known[plain]


_READERS: dict[str, Callable[[str, str], str]] = {
    "birth": lambda text, _region: read_day(text, partial=True),
    "document_until": lambda text, _region: read_day(text, partial=False),
    "sex": _sex,
    "phone": _phone,
    "language": _language,
    "nationality": _country,
    "document_country": _country,
    "experience_months": _months,
    "document_kind": _kind,
}


def read_cell(field: str, text: str, region: str) -> str:
    """The value of a cell for PersonRecord; CellWrong with the code of what is wrong. `region` reads short phones."""
    reader = _READERS.get(field)
    return reader(text, region) if reader and text else text
