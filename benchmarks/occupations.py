"""How often the ranked coder gives a job title its ISCO-08 unit group, and how fast, beside plain character TF-IDF.

    ./corridor bench occupations [--quick] [--json]

Every title that is asked is unseen: it is taken out of the titles that the coder and the peer are built from.
Accuracies are averages over unit groups (macro) and over titles (micro). ESCO comes in five folds. Folds 1 and 2 served
to choose the coder's weights; fold 0, which served for nothing, is printed apart. "By titles": a fold's titles are out,
other titles of the same occupations stay. "By occupations": whole occupations are taken out with all titles and
texts, which is harder. Data: $CORRIDOR_DATA, else ../shared/data; none of it is part of Corridor.
"""

import argparse
import csv
import gzip
import hashlib
import io
import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from corridor.foundation.reference import isco, loaded, occupations, soc  # noqa: E402
from corridor.foundation.reference.synonyms import synonyms  # noqa: E402
from corridor.rules.identity.letters import words  # noqa: E402
from corridor.rules.occupations import Title, build, rank  # noqa: E402

FOLDS = 5
Asked = list[tuple[str, frozenset[str]]]
Ranker = Callable[[str], list[str]]


@dataclass
class Row:
    """One line of the table: what was asked, of which tables, and how often the first and one of five was right."""

    name: str
    tables: str
    n: int
    groups: int
    figures: dict[str, float]
    peer: dict[str, float] = field(default_factory=dict)
    bands: list[tuple[float, float, int]] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(prog="./corridor bench occupations", description=__doc__.split("\n\n")[0])
    parser.add_argument("--quick", action="store_true", help="one title in eight of the folds 1 to 4, fold 0 whole")
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    options = parser.parse_args()
    data = Path(os.environ.get("CORRIDOR_DATA") or ROOT.parent / "shared" / "data")
    os.environ["CORRIDOR_OCCUPATIONS"] = os.devnull  # what this installation has loaded must not help
    rows, missing = [], []
    for name, files, measure in PARTS:
        absent = [file for file in files if not (data / file).is_file()]
        if absent:
            missing.append(f"Not measured, {name}: {', '.join(str(data / file) for file in absent)} is not there.")
            continue
        rows += measure(data, 8 if options.quick else 1)
    if options.json:
        print(json.dumps({"rows": [vars(row) for row in rows], "missing": missing}, ensure_ascii=False, indent=1))
    else:
        show(rows)
    for sentence in missing:
        print(sentence, file=sys.stderr)
    if missing and not rows:
        print("Name the folder with the data in CORRIDOR_DATA.", file=sys.stderr)
    return 0 if rows else 1


def show(rows: Sequence[Row]) -> None:
    for language in occupations.SHIPPED:
        print(f"shipped: {language}, {len(occupations.shipped(language)):,} titles and search words")
    print("loaded, where a line says so: occupations_en.csv of ESCO, ISCOGroups_en.csv; peer: character TF-IDF\n")
    print(
        f"{'unseen titles':34} {'tables':16} {'n':>6} {'macro: 1st':>10} {'of 5':>6} {'micro: 1st':>10} {'of 5':>6}",
        end="",
    )
    print(f" {'ms':>6}   {'peer: 1st':>9} {'of 5':>6} {'ms':>6} {'ratio 1st':>9}")
    for row in rows:
        ours, peer = row.figures, row.peer
        print(f"{row.name:34} {row.tables:16} {row.n:6,} {ours['macro1']:10.1%} {ours['macro5']:6.1%}", end="")
        print(f" {ours['micro1']:10.1%} {ours['micro5']:6.1%} {ours['ms']:6.2f}", end="")
        ratio = ours["macro1"] / peer["macro1"] if peer.get("macro1") else 0.0
        print(f"   {peer['macro1']:9.1%} {peer['macro5']:6.1%} {peer['ms']:6.2f} {ratio:9.2f}" if peer else "")
    print("\nConfidence said and share right (number of titles):")
    for row in rows:
        if row.bands:
            print(f"  {row.name:34} " + "  ".join(f"{said:.2f} {right:.2f} ({n})" for said, right, n in row.bands))


# -- the measures ----------------------------------------------------------------------------------------------------


def esco_folds(data: Path, every: int) -> list[Row]:
    """English titles of ESCO with the rest of ESCO, the groups' descriptions and the shipped table loaded."""
    labels = esco(data, "en")
    groups = loaded.read(data / "isco08/ISCOGroups_en.csv")
    rows = []
    for kind, key in (("by titles", lambda entry: fold_of(entry.folded)), ("by occupations", lambda e: fold_of(e.uri))):
        for name, folds, step in ((f"{kind}, held-out fold 0", [0], 1), (f"{kind}, folds 1 to 4", [1, 2, 3, 4], every)):
            tally = Tally()
            for fold in folds:
                out = [label for label in labels if key(label) == fold]
                unseen, uris = {label.folded for label in out}, {label.uri for label in out}
                stay = [label for label in labels if key(label) != fold and label.folded not in unseen]
                titles = [Title(label.code, label.text) for label in stay]
                titles += [
                    t for t in (*occupations.shipped("en"), *loaded.titles(groups)) if folded(t.text) not in unseen
                ]
                gone = uris if kind == "by occupations" else set()
                said = {label.uri: Title(label.code, label.said) for label in labels if label.uri not in gone}
                sentences = [*said.values(), *loaded.titles(groups, loaded.SENTENCE)]
                coder = build(titles, sentences, synonyms())
                tally.ask([(e.text, frozenset({e.code})) for e in out][::step], ranked(coder), peer(titles))
            rows.append(tally.row(f"ESCO en {kind_of(name)}", "shipped + loaded"))
    return rows


def kind_of(name: str) -> str:
    return name.replace("held-out ", "").replace("folds 1 to 4", "folds 1-4")


def shipped_only(data: Path, every: int) -> list[Row]:
    """Labels of ESCO that are not in the shipped table, with the shipped table alone."""
    rows = []
    for language in ("en", "es"):
        known = {folded(title.text) for title in occupations.shipped(language)}
        asked = {e.folded: (e.text, frozenset({e.code})) for e in esco(data, language) if e.folded not in known}
        tally = Tally()
        tally.ask(list(asked.values())[::every], by_shipped(language), peer(occupations.shipped(language)))
        rows.append(tally.row(f"ESCO {language}, not shipped", "shipped"))
    return rows


def sinco(data: Path, every: int) -> list[Row]:
    """Spanish titles of the Mexican classification, with the shipped table, and with ESCO's Spanish titles loaded."""
    groups: dict[str, set[str]] = defaultdict(set)
    for row in read(data / "crosswalks/sinco2011_isco08_es.csv"):
        code = row["cod.destination"].split(".")[0].zfill(4)
        if isco.is_unit_group(code):
            groups[row["label.origin"]].add(code)
    asked = [(title, frozenset(found)) for title, found in groups.items()]
    one, other = Tally(), Tally()
    one.ask(asked, by_shipped("es"), peer(occupations.shipped("es")))
    titles = [Title(e.code, e.text) for e in esco(data, "es")] + occupations.shipped("es")
    other.ask(asked, ranked(build(titles, (), synonyms())), peer(titles))
    return [one.row("SINCO es", "shipped"), other.row("SINCO es", "shipped + loaded")]


def h2a(data: Path, every: int) -> list[Row]:
    """A report only: job titles of H-2A orders; right is a group to which the crosswalk leads from the SOC code."""
    groups: dict[str, set[str]] = defaultdict(set)
    for row in read(data / "crosswalks/soc2010_isco08.csv"):
        groups[row["SOC"]].add(row["ISCO"].zfill(4))
    orders = [row for row in read(data / "h2a_job_orders/h2a_fy2016.csv.gz") if row["SOC_CODE"].split(".")[0] in groups]
    asked = [(row["JOB_TITLE"], frozenset(groups[row["SOC_CODE"].split(".")[0]])) for row in orders][::every]
    alone, both = Tally(), Tally()
    alone.ask(asked, by_shipped("en"), peer(occupations.shipped("en")))
    codes = {(row["JOB_TITLE"], frozenset(groups[row["SOC_CODE"].split(".")[0]])): row["SOC_CODE"] for row in orders}
    by_both = [(title, truth, soc.code_title(title, codes[title, truth])) for title, truth in asked]
    for _title, truth, found in by_both:
        both.note(truth, [coded.code for coded in found], found[0].confidence if found else 0.0)
    return [alone.row("H-2A titles (report)", "shipped"), both.row("H-2A titles and SOC (report)", "shipped")]


PARTS: list[tuple[str, list[str], Callable[[Path, int], list[Row]]]] = [
    ("ESCO by folds", ["esco/occupations_en.csv", "isco08/ISCOGroups_en.csv"], esco_folds),
    ("ESCO with the shipped table", ["esco/occupations_en.csv", "esco/occupations_es.csv"], shipped_only),
    ("Spanish titles", ["crosswalks/sinco2011_isco08_es.csv", "esco/occupations_es.csv"], sinco),
    ("H-2A titles", ["crosswalks/soc2010_isco08.csv", "h2a_job_orders/h2a_fy2016.csv.gz"], h2a),
]


# -- asking and counting ---------------------------------------------------------------------------------------------


class Tally:
    """Counts answers by unit group. A title that several groups would be right for counts for the first of them."""

    def __init__(self) -> None:
        self.ours: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
        self.peers: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
        self.said: list[tuple[float, bool]] = []
        self.seconds = {"ours": 0.0, "peer": 0.0}

    def ask(self, asked: Asked, ours: Callable[[str], Any], theirs: Callable[[Sequence[str]], list[list[str]]]) -> None:
        for title, truth in asked:
            begun = time.perf_counter()
            answers = ours(title)
            self.seconds["ours"] += time.perf_counter() - begun
            self.note(truth, [answer.code for answer in answers], answers[0].confidence if answers else 0.0)
        begun = time.perf_counter()
        found = theirs([title for title, _truth in asked])
        self.seconds["peer"] += time.perf_counter() - begun
        for (_title, truth), codes in zip(asked, found, strict=True):
            self.peers[min(truth)].append((codes[:1] != [] and codes[0] in truth, bool(truth & set(codes))))

    def note(self, truth: frozenset[str], codes: list[str], confidence: float) -> None:
        right = bool(codes) and codes[0] in truth
        self.ours[min(truth)].append((right, bool(truth & set(codes[:5]))))
        if codes:
            self.said.append((confidence, right))

    def row(self, name: str, tables: str) -> Row:
        n = sum(map(len, self.ours.values()))
        figures = {**averages(self.ours), "ms": self.seconds["ours"] / n * 1000}
        peers = {**averages(self.peers), "ms": self.seconds["peer"] / n * 1000} if self.peers else {}
        return Row(name, tables, n, len(self.ours), figures, peers, bands(self.said))


def averages(by_group: dict[str, list[tuple[bool, bool]]]) -> dict[str, float]:
    result = {}
    for place, name in enumerate(("1", "5")):
        shares = [sum(answer[place] for answer in answers) / len(answers) for answers in by_group.values()]
        result[f"macro{name}"] = float(np.mean(shares))
        result[f"micro{name}"] = float(np.mean([answer[place] for answers in by_group.values() for answer in answers]))
    return result


def bands(said: Iterable[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """(confidence said, share right, titles) by fifths of confidence with at least 30 titles."""
    found: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in said:
        found[min(4, int(confidence * 5))].append((confidence, right))
    kept = [band for _fifth, band in sorted(found.items()) if len(band) >= 30]
    return [(float(np.mean([c for c, _r in b])), float(np.mean([r for _c, r in b])), len(b)) for b in kept]


def ranked(coder: Any) -> Callable[[str], Any]:
    return lambda title: rank(title, coder, limit=5)


def by_shipped(language: str) -> Callable[[str], Any]:
    return ranked(build(occupations.shipped(language), (), synonyms()))


def peer(titles: Sequence[Title]) -> Callable[[Sequence[str]], list[list[str]]]:
    """Plain character TF-IDF: the unit groups of the nearest titles by the cosine of their runs of 2 to 4 letters."""

    def runs(text: str) -> Counter[str]:
        spaced = [f" {word} " for word in folded(text).split()]
        return Counter(w[i : i + n] for w in spaced for n in (2, 3, 4) for i in range(len(w) - n + 1))

    counts = [runs(title.text) for title in titles]
    seen = Counter(run for count in counts for run in count)
    weight = {run: 1 + np.log((1 + len(titles)) / (1 + times)) for run, times in seen.items()}
    holders: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    for number, count in enumerate(counts):
        length = np.sqrt(sum(((1 + np.log(n)) * weight[run]) ** 2 for run, n in count.items())) or 1.0
        for run, n in count.items():
            holders[run][0].append(number)
            holders[run][1].append((1 + np.log(n)) * weight[run] / length)
    ready = {run: (np.array(places), np.array(values)) for run, (places, values) in holders.items()}

    def answers(asked: Sequence[str]) -> list[list[str]]:
        found = []
        for text in asked:
            likeness = np.zeros(len(titles))
            for run, n in runs(text).items():
                if run in ready:
                    places, values = ready[run]
                    likeness[places] += values * (1 + np.log(n)) * weight[run]
            best = dict.fromkeys(titles[i].code for i in np.argsort(-likeness, kind="stable")[:200] if likeness[i] > 0)
            found.append(list(best)[:5])
        return found

    return answers


# -- the data --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Label:
    """One label of an ESCO occupation."""

    uri: str
    code: str
    text: str
    folded: str
    said: str


def esco(data: Path, language: str) -> list[Label]:
    found = {}
    for row in read(data / f"esco/occupations_{language}.csv"):
        for text in [*row["preferredLabel"].split("/"), *row["altLabels"].splitlines()]:
            if key := folded(text):
                label = Label(row["conceptUri"], row["iscoGroup"].zfill(4), text.strip(), key, row["description"])
                found.setdefault((label.uri, key), label)
    return list(found.values())


def read(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def folded(text: str) -> str:
    return " ".join(words(text))


def fold_of(key: str) -> int:
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") % FOLDS


if __name__ == "__main__":
    sys.exit(main())
