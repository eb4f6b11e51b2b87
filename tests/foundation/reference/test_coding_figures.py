"""How well job titles are coded to ISCO-08, on public data that is skipped where it is absent.

Truth: a unit group of the published crosswalk of the title's SOC-2010 (or Mexican SINCO) code; for ESCO, its own.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from corridor.foundation.reference import isco, soc
from corridor.rules.occupations import Coded, code

DATA = Path("/work/shared/data")
Titles = list[tuple[str, frozenset[str]]]


def rows(name: str) -> list[dict[str, str]]:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{path} is not on this machine")
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def soc_groups() -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    titles, groups = {}, defaultdict(set)
    for row in rows("crosswalks/soc2010_isco08.csv"):
        titles[row["SOC"]] = row["SOC.title"]
        groups[row["SOC"]].add(row["ISCO"].zfill(4))
    return titles, {key: frozenset(found) for key, found in groups.items()}


def figures(
    name: str, titles: Titles, coder: Callable[[str], Iterable[Coded]]
) -> tuple[float, list[tuple[float, float]]]:
    """Share of titles whose first group is right; and for each tenth of confidence with 50 titles (said, right)."""
    bands: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    right = 0
    for title, truth in titles:
        first = next(iter(coder(title)), None)
        if first is not None:
            right += first.code in truth
            bands[min(9, int(first.confidence * 10))].append((first.confidence, first.code in truth))
    kept = [
        (sum(said for said, _ok in band) / len(band), sum(ok for _said, ok in band) / len(band))
        for _tenth, band in sorted(bands.items())
        if len(band) >= 50
    ]
    shown = " ".join(f"{said:.2f}:{ok:.2f}" for said, ok in kept)
    print(f"{name}: {len(titles)} titles, first is right {right / len(titles):.3f}; said:right {shown}")
    return right / len(titles), kept


def by_words(title: str) -> list[Coded]:
    return code(title, soc.phrases())


@pytest.mark.parametrize("language", ["en", "es"])
def test_confidence_is_calibrated_where_the_group_is_known(language: str) -> None:
    titles = [
        (row["preferredLabel"], frozenset({row["iscoGroup"].zfill(4)}))
        for row in rows(f"esco/occupations_{language}.csv")
        if row["preferredLabel"]
    ]
    first, bands = figures(f"esco {language}", titles, by_words)
    assert first > 0.3
    assert all(abs(said - ok) < 0.12 for said, ok in bands)


def test_titles_of_soc_2010() -> None:
    titles, groups = soc_groups()
    first, bands = figures("soc", [(titles[key], groups[key]) for key in titles], by_words)
    assert first > 0.45
    assert all(ok > said - 0.05 for said, ok in bands)


def test_spanish_titles_of_sinco() -> None:
    groups: dict[str, set[str]] = defaultdict(set)
    for row in rows("crosswalks/sinco2011_isco08_es.csv"):
        groups[row["label.origin"]].add(row["cod.destination"].split(".")[0].zfill(4))
    first, bands = figures("sinco", [(title, frozenset(found)) for title, found in groups.items()], by_words)
    assert first > 0.45
    assert all(ok > said - 0.05 for said, ok in bands)


def test_job_titles_of_h2a() -> None:
    _titles, groups = soc_groups()
    orders = rows("h2a_job_orders/h2a_fy2016.csv.gz")
    known = [row for row in orders if row["SOC_CODE"].split(".")[0] in groups]
    titles = [(row["JOB_TITLE"], groups[row["SOC_CODE"].split(".")[0]]) for row in known]
    cache: dict[str, list[Coded]] = {}
    first, _bands = figures("h2a by title", titles, lambda title: cache.setdefault(title, by_words(title)))
    assert first > 0.85
    both = [soc.code_title(row["JOB_TITLE"], row["SOC_CODE"]) for row in known]
    inside = sum(found[0].code in truth for found, (_title, truth) in zip(both, titles, strict=True)) / len(known)
    sure = sum(found[0].confidence >= soc.SURE for found in both) / len(known)
    print(f"h2a by title and SOC: in the crosswalk {inside:.3f}, sure {sure:.3f}")
    assert inside > 0.95
    assert sure > 0.8


def test_every_soc_code_of_h2a_is_in_the_shipped_table() -> None:
    used = {row["SOC_CODE"].split(".")[0].strip() for row in rows("h2a_job_orders/h2a_fy2016.csv.gz")} - {""}
    assert used == set(soc.crosswalk()) == set(soc.titles())


def test_the_shipped_table_adds_up() -> None:
    for shares in soc.crosswalk().values():
        assert abs(sum(shares.values()) - 1) < 0.001
        assert all(isco.is_unit_group(group) and not group.startswith("63") for group in shares)


@pytest.mark.parametrize(
    ("title", "soc_code", "expected"),
    [
        ("Sheepherder", "45-2093", "9212"),
        ("FARM WORKERS & LABORERS, CROP", "45-2092", "9211"),
        ("Ag. Equipment Operator", "45-2091", "8341"),
        ("General farm/irrigation/livestock worker", "45-2092", "9213"),
        ("Nursery Worker", "45-2092.01", "9214"),
        ("Peón agrícola", "", "9211"),
    ],
)
def test_common_titles(title: str, soc_code: str, expected: str) -> None:
    first = soc.code_title(title, soc_code)[0]
    assert first.code == expected
    assert first.confidence >= (soc.SURE if soc_code else 0.4)


def test_a_title_that_contradicts_its_soc_code_waits_for_a_person() -> None:
    assert soc.code_title("Farmworker", "45-2091")[0].confidence < soc.SURE
    beekeeper = soc.code_title("Beekeeper", "45-2093")[0]
    assert (beekeeper.code, beekeeper.confidence < soc.SURE) == ("6123", True)
    assert soc.code_title("", "") == ()
