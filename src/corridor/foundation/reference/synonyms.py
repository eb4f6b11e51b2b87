"""Other spellings and abbreviations of the words in job titles, for search and for coding."""

from functools import lru_cache

from corridor.foundation.reference.tables import rows


@lru_cache(maxsize=1)
def synonyms() -> dict[str, str]:
    """A folded word, or two with a space between -> the words of the occupation table."""
    return {row["from"]: row["to"] for row in rows("synonyms.tsv")}
