"""The words that people say for the unit groups of ISCO-08: job titles and trade words, in the screens' languages.

They are ours: a few stand beside the titles in `isco08.tsv`, the rest in `words_en.tsv` and so on, one row a group, its
phrases divided by |. A line "# shared: ..." there names phrases that stand in more than one group on purpose.
"""

from functools import lru_cache

from corridor.foundation.reference import isco
from corridor.foundation.reference.tables import DATA, rows


@lru_cache(maxsize=8)
def words(language: str) -> dict[str, tuple[str, ...]]:
    """Unit group -> its phrases in a language, the plainest first; empty for a language that is not shipped."""
    found = {unit: list(isco.groups()[unit].words.get(language, ())) for unit in isco.unit_groups()}
    if not any(found.values()):
        return {}
    name = f"words_{language}.tsv"
    if (DATA / name).is_file():
        for row in rows(name):
            found[row["code"]] += (phrase for part in row["words"].split("|") if (phrase := part.strip()))
    return {unit: tuple(dict.fromkeys(phrases)) for unit, phrases in found.items()}
