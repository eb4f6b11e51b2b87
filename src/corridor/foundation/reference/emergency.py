"""Emergency numbers by country, for those that the shipped schemes and their neighbours concern.

112 holds in every member state of the EU by Directive (EU) 2018/1972, article 109. The others are common knowledge and
were not confirmed with an authority: a ministry does that before it shows them (DEBT.md). A country that is missing
here gets none: a wrong number is worse than no number.
"""

_ONE = {
    "112": "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK",
    "911": "CA CR EC MX US UY",
    "123": "CO",
}
_TWO = {"MA": (("police", "19"), ("ambulance", "15"))}


def numbers(country: str) -> list[tuple[str, str]]:
    """(whom, number), where whom is "all", "police" or "ambulance"."""
    if country in _TWO:
        return list(_TWO[country])
    return [("all", number) for number, countries in _ONE.items() if country in countries.split()]
