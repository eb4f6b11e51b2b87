"""Numbers, money, dates and ages as the reader's language writes them (CLDR through Babel).

Every function takes the language from Django's active one unless it is given. Digits follow the language too:
Babel localises those of numbers, not those of dates, so dates are converted here.
"""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, format_timedelta, get_timezone_location
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_precision
from django.utils import translation
from django.utils.translation import gettext as _

Number = int | float | Decimal

_ZERO_OF_SYSTEM = {"arab": 0x0660, "arabext": 0x06F0, "beng": 0x09E6, "deva": 0x0966}


def locale_of(language: str | None = None) -> Locale:
    """Babel's locale of a language tag; English when Babel does not know the language.

    English without a country is that of the world (14 March 2027), not that of the United States.
    """
    tag = language or translation.get_language() or "en"
    try:
        return Locale.parse("en_001" if tag == "en" else tag, sep="_" if tag == "en" else "-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_001")


def digits(text: str, language: str | None = None) -> str:
    """The text with its Western digits written in the digits of the language."""
    zero = _ZERO_OF_SYSTEM.get(locale_of(language).default_numbering_system)
    if zero is None:
        return text
    return text.translate({ord("0") + n: chr(zero + n) for n in range(10)})


def western_digits(text: str) -> str:
    """The text with every decimal digit of any script as 0 to 9: what people type, made comparable."""
    return "".join(str(int(c)) if c.isdecimal() else c for c in text)


def number(value: Number, language: str | None = None) -> str:
    """A number with the language's digits and group marks: 7,120, or ٧٬١٢٠ in ar-EG."""
    return str(format_decimal(value, locale=locale_of(language), numbering_system="default"))


EXACT = 10_000
"""Up to here a count on a chip is exact; beyond it nobody reads the digits."""


def count(value: int, language: str | None = None) -> str:
    """A count of a list: 7,120, or "more than 10,000"."""
    if value <= EXACT:
        return number(value, language)
    return str(_("more than %(count)s") % {"count": number(EXACT, language)})


def percent(share: float, language: str | None = None) -> str:
    """A share between 0 and 1 as a percentage without decimals."""
    return str(format_percent(share, locale=locale_of(language), numbering_system="default"))


def per_cent(value: Number, language: str | None = None) -> str:
    """A number of per cent (50, 12.5) with its sign and the decimals it has."""
    share = Decimal(str(value)) / 100
    text = format_percent(share, locale=locale_of(language), numbering_system="default", decimal_quantization=False)
    return str(text)


def money(amount: Number, currency: str, language: str | None = None) -> str:
    """An amount in major units with its currency code, which is clear everywhere: 1,323.00 EUR, 60 EUR.

    Decimals are left out where they are zero, since wages are mostly whole.
    """
    value = Decimal(str(amount))
    places = 0 if value == value.to_integral_value() else get_currency_precision(currency)
    pattern = "#,##0" + ("." + "0" * places if places else "") + " ¤¤"
    return str(
        format_currency(
            value,
            currency,
            format=pattern,
            locale=locale_of(language),
            currency_digits=False,
            numbering_system="default",
        )
    ).replace(" ", "\u00a0")


def money_of_minor(minor: int, currency: str, language: str | None = None) -> str:
    """The same from an amount in minor units (cents), as paid amounts are stored."""
    return money(Decimal(minor).scaleb(-get_currency_precision(currency)), currency, language)


def day(value: date, language: str | None = None, style: str = "long") -> str:
    """A calendar date: 14 March 2027, 14 de marzo de 2027, 14 مارس 2027."""
    return digits(format_date(value, format=style, locale=locale_of(language)), language)


def partial_day(value: str, language: str | None = None) -> str:
    """A date that may lack its day or its month, as ISO 8601 text: "1990", "1990-05", "1990-05-17"."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return digits(str(parts[0]), language)
    if len(parts) == 2:
        text = format_skeleton("yMMMM", datetime(parts[0], parts[1], 1, tzinfo=UTC), locale=locale_of(language))
        return digits(text, language)
    return day(date(*parts), language)


def moment(value: datetime, zone: str = "UTC", language: str | None = None) -> str:
    """An instant as the wall clock of a zone shows it, to the minute: 14 March 2027, 9:30 am (Madrid)."""
    there, locale = value.astimezone(ZoneInfo(zone)), locale_of(language)
    clock = format_time(there, "short", tzinfo=there.tzinfo, locale=locale)
    return digits(f"{format_date(there, 'long', locale=locale)}, {clock} ({zone_city(zone, language)})", language)


def zone_city(zone: str, language: str | None = None) -> str:
    """The city that stands for a zone: Madrid, مدريد."""
    name = get_timezone_location(ZoneInfo(zone), locale=locale_of(language), return_city=True)
    return str(name.rpartition("/")[2])


def weekday(number_: int, language: str | None = None) -> str:
    """The name of a day of the week, Monday 1 to Sunday 7 (ISO 8601)."""
    return str(locale_of(language).days["stand-alone"]["wide"][number_ - 1])


def clock(value: time, language: str | None = None) -> str:
    """A time of day on the wall: "08:00", in the digits of the language."""
    return digits(value.strftime("%H:%M"), language)


def ago(value: datetime, now: datetime, language: str | None = None) -> str:
    """How long ago or from now an instant lies, in one unit: "3 days ago", "hace 3 días"."""
    text = format_timedelta(value - now, add_direction=True, locale=locale_of(language))
    return digits(text, language)


def days_long(days: int, language: str | None = None) -> str:
    """A number of days in words: "8 days", "8 أيام"."""
    text = format_timedelta(timedelta(days=days), granularity="day", threshold=10_000, locale=locale_of(language))
    return digits(text, language)
