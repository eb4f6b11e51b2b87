"""Time zones of countries (IANA names, by CLDR through Babel), the one most people live in first."""

from functools import lru_cache

# Where a country has several, the zone of most of its people; else the alphabet would put Ceuta before Madrid.
_MAIN = {
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "ID": "Asia/Jakarta",
    "KZ": "Asia/Almaty",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "US": "America/New_York",
    "UZ": "Asia/Tashkent",
}


@lru_cache(maxsize=256)
def zones_of(country: str) -> tuple[str, ...]:
    """The zones of a country (ISO 3166 alpha-2), the main one first; UTC for a country without any."""
    from babel.core import get_global

    found = sorted(get_global("territory_zones").get(country, ["UTC"]))
    main = _MAIN.get(country, found[0])
    return (main, *(zone for zone in found if zone != main))
