"""Countries, languages, currencies and levels: known codes, names in three languages, rates with their dates."""

from __future__ import annotations

import csv
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

from corridor.foundation.i18n.messages import check
from corridor.foundation.reference import cefr, countries, currencies, languages

PUBLISHED = Path("/work/shared/data/countries/iso3166_regions.csv")
SCREENS = ("en", "es", "ar")


def test_countries_have_names_in_every_language_of_the_screens() -> None:
    assert len(countries.as_choices("en")) == 249
    for language in SCREENS:
        assert len({name for _code, name in countries.as_choices(language)}) == 249
    assert countries.name("CO", "en") == "Colombia"
    assert countries.name("ES", "ar") == "إسبانيا"
    assert [countries.exists(code) for code in ("CO", "co", "ZZ", "EU", "")] == [True, False, False, False, False]
    with pytest.raises(KeyError):
        countries.name("ZZ", "en")


def test_countries_equal_the_published_ones() -> None:
    if not PUBLISHED.exists():
        pytest.skip("the published list of countries is not on this machine")
    with PUBLISHED.open(encoding="utf-8") as file:
        assert {row["alpha-2"] for row in csv.DictReader(file)} == {code for code, _name in countries.as_choices("en")}


def test_choices_follow_the_alphabet_of_the_reader() -> None:
    spanish = [name for _code, name in countries.as_choices("es")]
    assert spanish.index("Afganistán") < spanish.index("Albania") < spanish.index("Argelia")
    assert spanish.index("Catar") < spanish.index("Chad") < spanish.index("Egipto") < spanish.index("España")
    arabic = [name for _code, name in countries.as_choices("ar")]
    assert arabic.index("الأردن") < arabic.index("إسبانيا") < arabic.index("تونس")


def test_calling_codes() -> None:
    assert (countries.calling_code("CO"), countries.calling_code("MA")) == (57, 212)
    assert countries.calling_code("AQ") is None
    with pytest.raises(KeyError):
        countries.calling_code("ZZ")


def test_languages() -> None:
    for language in SCREENS:
        names = [name for _code, name in languages.as_choices(language)]
        assert len(names) == len(set(names)) >= 80
        assert all(names)
    assert languages.name("spa", "ar") == "الإسبانية"
    assert languages.name("quc", "es") == "quiché"
    assert (languages.iso639_1("ara"), languages.iso639_1("mam")) == ("ar", None)
    assert (languages.from_iso639_1("es"), languages.from_iso639_1("xx")) == ("spa", None)
    assert [languages.exists(code) for code in ("npi", "nep", "es")] == [False, True, False]
    assert all(len(code) == 3 and code.islower() for code, _name in languages.as_choices("en"))


def test_currencies() -> None:
    for language in ("en", "es", "ar"):
        assert len(currencies.as_choices(language)) == len(currencies.as_choices("en"))
    assert {"EUR", "COP", "MAD", "USD", "NPR", "PHP", "MXN"} <= {code for code, _name in currencies.as_choices("en")}
    assert [currencies.exists(code) for code in ("EUR", "DEM", "XAU", "eur")] == [True, False, False, False]
    assert [currencies.precision(code) for code in ("EUR", "JPY", "TND")] == [2, 0, 3]
    assert currencies.name("COP", "es") == "peso colombiano"
    for unknown in (currencies.precision, lambda code: currencies.name(code, "en")):
        with pytest.raises(KeyError):
            unknown("DEM")


def test_the_latest_rate_that_is_not_after_the_day_is_used() -> None:
    before = currencies.rate("EUR", "COP", date(2025, 12, 31))
    after = currencies.rate("EUR", "COP", date(2026, 1, 2))
    assert (before.on, after.on) == (date(2025, 1, 2), date(2026, 1, 2))
    assert before.value != after.value
    assert before.source
    with pytest.raises(currencies.RateMissing):
        currencies.rate("EUR", "COP", date(2000, 1, 1))
    with pytest.raises(currencies.RateMissing):
        currencies.rate("EUR", "XOF", date(2026, 1, 2))
    with pytest.raises(KeyError):
        currencies.rate("EUR", "DEM", date(2026, 1, 2))


def test_rates_across_the_euro_agree() -> None:
    day = date(2025, 6, 1)
    across = currencies.rate("USD", "MAD", day).value
    assert abs(across - currencies.rate("EUR", "MAD", day).value / currencies.rate("EUR", "USD", day).value) < Decimal(
        "1e-7"
    )
    back = currencies.rate("MAD", "USD", day).value
    assert abs(across * back - 1) < Decimal("1e-5")
    assert currencies.rate("USD", "USD", day).value == 1


def test_every_shipped_rate_is_of_a_known_currency_and_positive() -> None:
    dated = currencies._rates()
    assert len(dated) > 30
    for code, found in dated.items():
        assert currencies.exists(code), code
        assert all(one.value > 0 and one.source for one in found)
        assert len({one.on for one in found}) == len(found)


def test_levels() -> None:
    assert [level.number for level in cefr.LEVELS] == list(range(7))
    assert [cefr.number(code) for code in ("", "a1", " C2 ")] == [0, 1, 6]
    with translation.override("es"):
        assert cefr.as_choices()[1] == (
            1,
            "A1: Puede saludar, decir su nombre y entender palabras sencillas dichas despacio.",
        )
        assert cefr.label(0) == "Todavía no lo habla."
    assert cefr.label(3) == "B1"
    for wrong in (-1, 7):
        with pytest.raises(KeyError):
            cefr.level(wrong)


def test_the_catalogues_are_complete() -> None:
    assert check(only=["foundation/reference"]) == []


def test_importing_reads_no_data() -> None:
    program = (
        "import sys; from corridor.foundation.reference import countries, currencies, isco, languages, soc\n"
        "loaded = [m for m in ('babel', 'phonenumbers') if m in sys.modules]\n"
        "assert not loaded, loaded\n"
        "assert isco.groups.cache_info().currsize == 0\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd="src")
