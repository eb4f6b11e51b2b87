"""Reading the tab-separated files in `data/`: lines of provenance begin with #, then the names of the columns."""

from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent / "data"


def rows(name: str) -> Iterator[dict[str, str]]:
    """Each row of a file, from column to text. Raises ValueError when a row has another number of columns."""
    columns: list[str] | None = None
    for number, line in enumerate((DATA / name).read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        values = line.split("\t")
        if columns is None:
            columns = values
            continue
        if len(values) != len(columns):
            raise ValueError(f"{name}, line {number}: {len(values)} columns instead of {len(columns)}")
        yield dict(zip(columns, values, strict=True))
