#!/usr/bin/env python3
"""Check the published file of a selection round. Standard library only; the format is docs/round-file.md.
FILE is the public or the auditor's file. The exit code is 0 when every check holds, 1 when one does not.
"""

# fmt: off
import argparse, bisect, collections, hashlib, html, json, pathlib, sys, time, urllib.request  # noqa: E401, I001

SECTIONS = ("header", "order", "worker", "result", "end")
FIELDS = {  # of each line: always | in the auditor's file | in an employers' choice, or of somebody eligible
    "header": "line schema kind round scheme season method per_post rules_version register commitment secret_seed k "
              "public_source public_day public_value draw_seed inputs_hash opened_at closed_at decided_at published_at "
              "withheld||", "order": "line order terms||shortlist picks refusals",
    "worker": "line code wishes answers private|columns recalls salt|",
    "result": "line code order wish reason|failures components refusal|tier points lot rank group"}
JOB_REASONS = {"experience_too_short", "skill_not_shown", "language_not_enough", "dates_do_not_fit",
               "certificate_missing", "did_not_attend", "others_better_suited"}
def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()

class Round:
    """The file in memory: orders, workers, results by (code, order). hidden: orders whose reserves it says less of."""
    def __init__(self, path):
        self.header, self.orders, self.workers, self.results, self.faults = None, {}, {}, {}, []
        self.asked, place, total = collections.defaultdict(list), -1, hashlib.sha256()
        with pathlib.Path(path).open("rb") as lines:
            for number, raw in enumerate(lines, 1):
                row = json.loads(raw)
                kind, last = SECTIONS.index(row["line"]), place
                if kind < last or (kind == last and kind in (0, 4)) or (last < 0 < kind):
                    raise ValueError(f"Line {number} ({row['line']}) stands where it may not.")
                if raw.decode() != canonical(row) + "\n":
                    self.faults.append(f"Line {number} is not written in the canonical way.")
                if row["line"] == "end":
                    counts = {"orders": len(self.orders), "workers": len(self.workers), "results": len(self.results)}
                    if row != {"line": "end", "sha256": total.hexdigest(), **counts}:
                        self.faults.append("The last line has other counts or another hash than the lines before.")
                else:
                    self.take(number, row["line"], row)
                total.update(raw)
                place = kind
        if place != SECTIONS.index("end"):
            raise ValueError("The file has no last line: its end is missing.")
        self.sha256 = total.hexdigest()
        self.lots = {code: n for n, code in enumerate(sorted(self.workers, key=lambda c: (self.lot(c), c)), 1)}
    def take(self, number, kind, row):
        if kind == "header":
            self.header, self.full, self.choice = row, row["kind"] == "auditor", row["method"] == "employer_choice"
            if row["schema"] != "corridor-round/1" or (row["kind"] != "public" and (not self.full or row["withheld"])):
                raise ValueError("This is no file of the schema corridor-round/1; an auditor's withholds no group.")
        always, full, more = (part.split() for part in FIELDS[kind].split("|"))
        fields = always + (full if self.full else [])
        fields += more if (self.choice if kind == "order" else row.get("reason") != "ineligible") else []
        if set(row) != set(fields):
            raise ValueError(f"Line {number} ({kind}) has other fields than its kind has.")
        if kind == "result":
            if row["code"] not in self.workers or row["order"] not in self.orders:
                raise ValueError(f"Line {number} names a worker or an order that the file does not have.")
            self.asked[row["code"]].append(row)
        if kind != "header":
            where, name = getattr(self, kind + "s"), row["order" if kind == "order" else "code"]
            if kind != "result" and where and name <= next(reversed(where)):
                raise ValueError(f"Line {number} ({kind}) stands twice or out of order.")
            where[(name, row["order"]) if kind == "result" else name] = row
    def lot(self, text):
        return sha(f"{self.header['draw_seed']}|{text}")
    def prepare(self):
        """Who may be placed where: standing[order] = {code: key}, the greater key goes first; and who is placed."""
        self.posts = {order: row["terms"]["posts"] for order, row in self.orders.items()}
        self.kept = {order: dict(row["terms"]["reserves"]) for order, row in self.orders.items()}
        self.hidden = {order for order, kept in self.kept.items() if set(kept) & set(self.header["withheld"])}
        self.ranked, self.standing, self.place = {order: [] for order in self.orders}, {}, {}
        for (code, order), row in self.results.items():
            if row["reason"] != "ineligible":
                self.ranked[order].append((row["tier"], row["points"], -self.lots[code], code))
        for order, rows in self.ranked.items():
            rows.sort(reverse=True)
            picks = {code: -n for n, code in enumerate(self.orders[order].get("picks", []))}
            self.standing[order] = {code: (tier, picks[code] if self.choice else points, lot)
                                    for tier, points, lot, code in rows if not self.choice or code in picks}
        for (code, order), row in self.results.items():
            if row["reason"] == "obtained" and (code in self.place or code not in self.standing[order]):
                self.faults.append(f"{code} obtained {order} and may not: placed twice, or not in line there.")
            elif row["reason"] == "obtained":
                self.place[code] = order
        self.held = {order: sorted((key, self.results[code, order]["group"]) for code, key in standing.items()
                                   if self.place.get(code) == order) for order, standing in self.standing.items()}
    def better(self, code, order):
        mine = self.place.get(code)
        return mine is not None and self.results[code, mine]["wish"] < self.results[code, order]["wish"]
    def cutoff(self, order, group):
        """The weakest key that a newcomer of this group would push out, None for none."""
        kept, count = self.kept[order], collections.Counter(name for _, name in self.held[order])
        return next((key for key, name in self.held[order] if count[name] + (name == group) > kept.get(name, 0)), None)

def check_draw(data, commitment=None, page=None):
    head = data.header
    if commitment and head["commitment"] != commitment.strip().lower():
        yield "The commitment of the file is not the one that was published."
    if (sha(head["secret_seed"]), sha(f"{head['secret_seed']}|{head['public_value']}")) != (
            head["commitment"], head["draw_seed"]):
        yield "The secret seed does not give the commitment, or not with the public value the seed of the draw."
    if not head["public_value"] or not head["public_source"] or head["closed_at"][:10] > head["public_day"]:
        yield "The public value is missing, or its day was over when the inputs were closed."
    for (code, order), row in data.results.items():
        if row.get("lot", data.lots[code]) != data.lots[code]:
            yield f"{code} has lot {row['lot']} at {order}; the draw gives {data.lots[code]}."
    told = {"seal": head["commitment"], "rules version": head["rules_version"], "frozen inputs": head["inputs_hash"],
            "public value": head["public_value"], "hash of the file": data.sha256}
    yield from (f"The page shows another {name} than the file has." for name, value in told.items()
                if page is not None and value not in page)

def check_inputs(data):
    orders, register = [row["terms"] for row in data.orders.values()], data.header["register"]
    total = hashlib.sha256((canonical({"orders": orders, "register": register}) + "\n").encode())
    for code, row in data.workers.items():
        total.update((sha(canonical({k: row[k] for k in ("code", "private", "wishes")})) + "\n").encode())
        if data.full and sha(canonical({k: row[k] for k in ("columns", "recalls", "salt")})) != row["private"]:
            yield f"The columns of {code} are not those that were frozen."
    if total.hexdigest() != data.header["inputs_hash"]:
        yield "The orders, rules or workers are not those that were frozen when the inputs closed."
    for order, row in data.orders.items():
        if order != row["terms"]["id"] or sum(data.kept[order].values()) > data.posts[order]:
            yield f"The terms of {order} are of another order, or it keeps more posts than it has."

def check_complete(data):
    for code, worker in data.workers.items():
        rows, asked = data.asked[code], worker["wishes"]
        if not asked:  # any work: all that the worker may do, in the order of a draw of their own; if none, everything
            able = [row["order"] for row in rows if row["reason"] != "ineligible"] if not data.full else [
                order for order, row in data.orders.items() if not failures(worker["columns"], row["terms"])]
            asked = sorted(able or data.orders, key=lambda order: data.lot(f"{code}|{order}"))
        if [(row["wish"], row["order"]) for row in rows] != [*enumerate(asked, 1)] or len(rows) != worker["answers"]:
            yield f"{code} has not exactly one answer for each order asked for, in the order of the wishes."

def check_order(data):
    full = sum(line["points"] for line in data.header["register"])
    for order, rows in data.ranked.items():
        for rank, (tier, points, _lot, code) in enumerate(rows, 1):
            row = data.results[code, order]
            if row["rank"] != rank:
                yield f"{code} has rank {row['rank']} at {order}; recall, points and lot give {rank}."
            groups = [None] if order in data.hidden else ["", *data.kept[order]]
            if tier not in (0, 1) or not 0 <= points <= full or row["group"] not in groups:
                yield f"{code} has points, a recall right or a reserve at {order} that the rules cannot give."

def check_lists(data):
    for order, row in data.orders.items() if data.choice else ():
        listed, per, posts = row["shortlist"], data.header["per_post"], data.posts[order]
        ranked, hidden = [code for _, _, _, code in data.ranked[order]], order in data.hidden
        taken = set(listed) if hidden else set()
        for group, share in () if hidden else data.kept[order].items():
            taken.update([code for code in ranked if data.results[code, order]["group"] == group][:share * per])
        taken.update([code for code in ranked if code not in taken][:max(0, posts * per - len(taken))])
        if listed != [code for code in ranked if code in taken] or len(taken) > posts * per:
            yield f"The shortlist of {order} is not the one that rank and reserves give."
        if sorted([*row["picks"], *row["refusals"]]) != sorted(listed):
            yield f"Somebody on the shortlist of {order} is not answered exactly once."
        if data.full and not JOB_REASONS.issuperset(row["refusals"].values()):
            yield f"Somebody was refused at {order} without one of the reasons about the work."

def check_envy(data):
    """Nobody would rather be somewhere that had to take them: no free post there, and nobody weaker without a right."""
    for order, held in data.held.items():
        if len(held) > data.posts[order]:
            yield f"{order} has {data.posts[order]} posts and {len(held)} workers."
        for code, key in data.standing[order].items():
            if data.place.get(code) == order or data.better(code, order) or data.posts[order] == 0:
                continue
            if len(held) < data.posts[order]:
                yield f"{code} wanted {order}, which has a free post."
            elif order in data.hidden and sum(1 for k, _ in held if k < key) > sum(data.kept[order].values()):
                yield f"{code} wanted {order}; more stand below there than its reserves explain."
            elif order not in data.hidden and (data.cutoff(order, data.results[code, order]["group"]) or key) < key:
                yield f"{code} wanted {order} and stands above somebody who obtained it and had no better right."

def check_best(data):
    """Worker-proposing deferred acceptance, played anew: each worker has the best order of any stable result."""
    held, place, free = {order: [] for order in data.orders}, {}, list(data.workers)
    todo = {c: [r["order"] for r in reversed(data.asked[c]) if c in data.standing[r["order"]]] for c in data.workers}
    while free and not data.hidden:
        code = free.pop()
        if not todo[code]:
            continue
        place[code] = order = todo[code].pop()
        bisect.insort(held[order], (data.standing[order][code], data.results[code, order]["group"], code))
        if len(held[order]) > data.posts[order]:
            kept, count = data.kept[order], collections.Counter(name for _, name, _ in held[order])
            out = next(n for n, (_, name, _) in enumerate(held[order]) if count[name] > kept.get(name, 0))
            free.append(held[order].pop(out)[2])
            del place[free[-1]]
    for code in data.workers if not free else ():
        if place.get(code) != data.place.get(code):
            yield f"{code} obtained {data.place.get(code) or 'nothing'}; the rules give {place.get(code) or 'nothing'}."

def check_reasons(data):
    for (code, order), row in data.results.items():
        if row["reason"] != "ineligible" and row["reason"] not in reasons(data, code, order, row["group"]):
            yield f"{code} is told {row['reason']} at {order}, which is not so."
def reasons(data, code, order, group):
    """The reasons that the file allows: one, or several where it withholds who counts for the reserve."""
    held, key, row = data.held[order], data.standing[order].get(code), data.orders[order]
    if data.place.get(code) == order or data.better(code, order):
        return ["obtained" if data.place[code] == order else "preferred_obtained"]
    if key is None:
        return ["refused_by_employer" if code in row["refusals"] else
                "not_shortlisted" if row["shortlist"] else "no_posts"]
    if not held or key > held[0][0]:
        return ["reserve_first" if held else "no_posts"]
    above = [k for k, _ in held if k > key] if order in data.hidden else [data.cutoff(order, group) or held[0][0]]
    below = ["others_chosen", "others_chosen"] if data.choice else ["fewer_points", "later_lot"]
    return ["recall_first" if k[0] > key[0] else below[k[1] == key[1]] for k in above]

def failures(own, terms):
    """Every hard rule of the order that the worker's columns do not meet, as [rule, needed, has]."""
    trade, needed, found, start, end = terms["occupation"], terms["experience_months"], [], terms["start"], terms["end"]
    months, until = own["experience"].get(trade, 0), own["document_until"] or ""
    lacks = trade not in own["occupations"] and months == 0
    found += [["occupation", trade, " ".join(sorted(own["occupations"]))]] if lacks else []
    found += [["experience", str(needed), str(months)]] if months < needed else []
    known = own["languages"]
    found += [["language", f"{code}:{level}", f"{code}:{known.get(code, 0)}"]
              for code, level in sorted(terms["languages"].items()) if known.get(code, 0) < level]
    for rule, column in (("skill", "skills"), ("training", "training")):
        found += [[rule, name, ""] for name in sorted(set(terms[column]) - set(own[column]))]
    found += [["available_from", start, day] for day in [own["available_from"]] if day and day > start]
    found += [["available_until", end, day] for day in [own["available_until"]] if day and day < end]
    found += [["document", end, until]] if until < end else []
    if terms["minimum_age"]:
        years, born = terms["minimum_age"][0], own["born"]
        age = int(start[:4]) - int(born[:4]) - (start[5:] < born[5:]) if born else -1
        told = ["minimum_age", str(years), str(age)] if born else ["birth_date", str(years), ""]
        found += [told] if age < years else []
    return found
def measure(name, own, terms):
    counted = {"experience_months": own["experience"].get(terms["occupation"], 0),
               "all_experience_months": sum(own["experience"].values()), "training": len(own["training"]),
               "language_level": min((own["languages"].get(code, 0) for code in terms["languages"]), default=0),
               "skills": len(set(own["skills"]) & set(terms["skills"]))}
    return max(0, counted.get(name, own["measures"].get(name, 0)))

def check_scores(data):
    for (code, order), row in data.results.items():
        worker, terms, parts = data.workers[code], data.orders[order]["terms"], []
        failed = failures(worker["columns"], terms)
        if failed != row["failures"] or bool(failed) != (row["reason"] == "ineligible"):
            yield f"{code} is {row['reason']} at {order}; of the rules the columns miss: {failed or 'none'}."
        for line in data.header["register"] if not failed else ():
            value, full = measure(line["criterion"], worker["columns"], terms), line["full_at"]
            parts.append([line["criterion"], line["points"] * min(value, full) // full, line["points"], value, full])
        if parts != row["components"] or sum(part[1] for part in parts) != row.get("points", 0):
            yield f"{code} has {row.get('points')} points at {order}; the columns give {sum(p[1] for p in parts)}."
        tier = any(c["employer"] == terms["employer"] and c["force"] == "must" for c in worker["recalls"])
        group = next((name for name, _ in terms["reserves"] if name in worker["columns"]["groups"]), "")
        refusal = data.orders[order]["refusals"].get(code, "") if row["reason"] == "refused_by_employer" else ""
        if (row.get("tier", tier), row.get("group", group), row["refusal"]) != (tier, group, refusal):
            yield f"{code} has another recall right, reserve or refusal at {order} than columns and answers give."

def main(argv):
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("file")
    words.add_argument("--commitment", help="the seal of the draw, published when the round opened")
    words.add_argument("--page", help="the round's public page: an address, or a file saved from it")
    args, begun, wrong, page = words.parse_args(argv), time.perf_counter(), 0, None
    try:
        if args.page:
            place = args.page if "://" in args.page else pathlib.Path(args.page).resolve().as_uri()
            page = html.unescape(urllib.request.urlopen(place).read().decode())  # noqa: S310
        data = Round(args.file)
        data.prepare()
        print(f"{args.file}: {data.header['kind']} file, {len(data.orders):,} orders, {len(data.workers):,} workers, "
              f"{len(data.results):,} answers\nSHA-256 {data.sha256}")
        for name, found in (
            ("the file is whole: lines, fields, counts, hash", data.faults),
            ("the draw: seal, public value, every lot", check_draw(data, args.commitment, page)),
            ("the frozen inputs: orders, rules, workers, wishes", check_inputs(data)),
            ("complete: one answer for each worker and order asked for", check_complete(data)),
            ("the order of every list: recall right, points, lot", check_order(data)),
            ("the shortlists and the employers' answers", check_lists(data)),
            ("posts and reserves, and no justified envy", check_envy(data)),
            ("each worker has the best order that the rules allow", check_best(data)),
            ("every reason", check_reasons(data)),
            ("eligibility and every score, from the columns", check_scores(data)),
        )[:None if data.full else -1]:
            found = list(found)
            wrong += len(found)
            print(f"  {'NO ' if found else 'yes'}  {name}", *found[:10], sep="\n         ")
        if data.hidden:
            print(f"  Reserve groups of {len(data.hidden)} orders are withheld: their reserves are checked roughly.")
    except (LookupError, TypeError, ValueError, AttributeError, OSError) as error:
        print(f"The file cannot be checked. {error if isinstance(error, (ValueError, OSError)) else repr(error)}")
        return 1
    print(f"{f'{wrong:,} faults' if wrong else 'All of it holds'}. {time.perf_counter() - begun:.2f} s" + (
          "" if args.commitment or args.page else "\nCompare seal and SHA-256 with the published page (--page)."))
    return 1 if wrong else 0
if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
