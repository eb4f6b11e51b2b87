#!/usr/bin/env python3
"""Check the published file of a selection round. Standard library only; the format is docs/round-file.md.
FILE is the public or the auditor's file. The exit code is 0 when every check holds, 1 when one does not.
"""
# fmt: off
import argparse, bisect, collections, functools, hashlib, html, json, math, pathlib, sys, time, urllib.request  # noqa: E401, I001
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
def refuse(wrong, words):
    if wrong:
        raise ValueError(words)

class Round:
    """The file in memory: orders, workers, results by (code, order). hidden: orders whose reserves it says less of."""
    def __init__(self, path):
        self.header, self.orders, self.workers, self.results, self.faults = None, {}, {}, {}, []
        self.asked, place, total = collections.defaultdict(list), -1, hashlib.sha256()
        with pathlib.Path(path).open("rb") as lines:
            for number, raw in enumerate(lines, 1):
                row = json.loads(raw)
                kind, last = SECTIONS.index(row["line"]), place
                wrong = kind < last or kind == last in (0, 4) or last < 0 < kind
                refuse(wrong, f"Line {number} ({row['line']}) stands where it may not.")
                if raw.decode() != canonical(row) + "\n":
                    self.faults.append(f"Line {number} is not written in the canonical way.")
                if row["line"] != "end":
                    self.take(number, row["line"], row)
                elif row != {"line": "end", "sha256": total.hexdigest(),
                             **{kind + "s": len(getattr(self, kind + "s")) for kind in SECTIONS[1:4]}}:
                    self.faults.append("The last line has other counts or another hash than the lines before.")
                total.update(raw)
                place = kind
        refuse(place != SECTIONS.index("end"), "The file has no last line: its end is missing.")
        self.sha256 = total.hexdigest()
        drawn = sorted(self.workers, key=lambda code: (sha(f"{self.header['draw_seed']}|{code}"), code))
        self.lots = {code: n for n, code in enumerate(drawn, 1)}
        self.prepare()
    def take(self, number, kind, row):
        if kind == "header":
            self.header, self.full, known = row, row["kind"] == "auditor", ("corridor-round/1", "corridor-round/2")
            self.choice, self.ceilings = row["method"] in ("employer_choice", "commission"), row.get("ceilings", [])
            refuse(row["schema"] not in known or (row["kind"] != "public" and (not self.full or row["withheld"])),
                   "This is no file of the schema corridor-round/1 or 2; an auditor's withholds no group.")
        always, full, more = (part.split() for part in FIELDS[kind].split("|"))
        fields = always + (full if self.full else []) + ["ceilings"] * (row.get("schema") == "corridor-round/2")
        fields += more if (self.choice if kind == "order" else row.get("reason") != "ineligible") else []
        refuse(set(row) != set(fields), f"Line {number} ({kind}) has other fields than its kind has.")
        if kind == "result":
            unknown = row["code"] not in self.workers or row["order"] not in self.orders
            refuse(unknown, f"Line {number} names a worker or an order that the file does not have.")
            self.asked[row["code"]].append(row)
            self.results[row["code"], row["order"]] = row
        elif kind != "header":
            where, name = getattr(self, kind + "s"), row["order" if kind == "order" else "code"]
            refuse(where and name <= next(reversed(where)), f"Line {number} ({kind}) stands twice or out of order.")
            where[name] = row
    def prepare(self):
        """Who may be placed where: standing[order] = {code: key}, the greater key goes first; and who is placed."""
        self.kept = {order: dict(row["terms"]["reserves"]) for order, row in self.orders.items()}
        self.limits = {order: (row["terms"]["posts"], {order}, "") for order, row in self.orders.items()}
        self.limits.update({n: (c["posts"], set(c["orders"]), c["group"]) for n, c in enumerate(self.ceilings)})
        self.above = {order: [order] for order in self.orders}  # the limits over an order, the closest first
        for n in sorted(range(len(self.ceilings)), key=lambda n: len(self.limits[n][1])):
            for order in self.limits[n][1]:
                self.above[order].insert(0 if self.limits[n][2] else len(self.above[order]), n)
        self.groups = {order: [*self.kept[order], *(self.limits[n][2] for n in above if self.limits[n][2])]
                       for order, above in self.above.items()}
        self.hidden = {order for order, names in self.groups.items() if set(names) & set(self.header["withheld"])}
        self.over = {(order, group): [n for n in self.above[order] if self.limits[n][2] in ("", group)]
                     for order, names in self.groups.items() for group in (None, "", *names)}
        self.ranked, self.standing, self.place, self.reached = {order: [] for order in self.orders}, {}, {}, {}
        for (code, order), row in self.results.items():
            if row["reason"] != "ineligible":
                self.ranked[order].append((row["tier"], row["points"], -self.lots[code], code))
        for order, rows in self.ranked.items():
            rows.sort(reverse=True)
            picks = self.orders[order].get("picks", ())
            worth = {c: -n for n, c in enumerate(picks)} if self.choice else {c: points for _, points, _, c in rows}
            self.standing[order] = {code: (tier, worth[code], lot) for tier, _, lot, code in rows if code in worth}
        for code, order in (pair for pair, row in self.results.items() if row["reason"] == "obtained"):
            if code in self.place or code not in self.standing[order]:
                self.faults.append(f"{code} obtained {order} and may not: placed twice, or not in line there.")
            self.place[code], self.reached[code] = order, self.results[code, order]["wish"]
        self.held = {order: sorted((key, self.results[code, order]["group"]) for code, key in standing.items()
                                   if self.place.get(code) == order) for order, standing in self.standing.items()}
        self.taken = collections.Counter(n for o, rows in self.held.items() for _, g in rows for n in self.over[o, g])
    def leaves(self, held, limit):
        """(spared, key, order, place) of whom a limit lets go: whom a reserve spares only where it spares everybody."""
        _, over, only = self.limits[limit]
        count = {order: collections.Counter(row[1] for row in held[order]) for order in over}
        return min((count[order][group] <= self.kept[order].get(group, 0), key, order, n) for order in over
                   for n, (key, group, *_) in enumerate(held[order]) if only in ("", group))
    @functools.cache  # noqa: B019
    def bar(self, order, group):
        """The closest full limit over such a newcomer, and the weakest key there that would leave; None for none."""
        full = next((n for n in self.over[order, group] if self.taken[n] >= self.limits[n][0]), None)
        held = collections.ChainMap({order: [*self.held[order], ((math.inf,), group)]}, self.held)
        last = None if full is None else self.leaves(held, full)[1]
        return full, None if last == (math.inf,) else last

def check_draw(data, commitment=None, page=None):
    head = data.header
    if commitment and head["commitment"] != commitment.strip().lower():
        yield "The commitment of the file is not the one that was published."
    if (sha(head["secret_seed"]), sha(f"{head['secret_seed']}|{head['public_value']}")) != (
            head["commitment"], head["draw_seed"]):
        yield "The secret seed does not give the commitment, or not with the public value the seed of the draw."
    if not head["public_value"] or not head["public_source"] or head["closed_at"][:10] > head["public_day"]:
        yield "The public value is missing, or its day was over when the inputs were closed."
    yield from (f"{code} has lot {row['lot']} at {order}; the draw gives {data.lots[code]}."
                for (code, order), row in data.results.items() if row.get("lot", data.lots[code]) != data.lots[code])
    told = {"seal": head["commitment"], "rules version": head["rules_version"], "frozen inputs": head["inputs_hash"],
            "public value": head["public_value"], "hash of the file": data.sha256}
    yield from (f"The page shows another {name} than the file has." for name, value in told.items()
                if page is not None and value not in page)
def check_inputs(data):
    rules = {name: data.header[name] for name in ("ceilings", "register") if name in data.header}
    rules["orders"] = [row["terms"] for row in data.orders.values()]
    total = hashlib.sha256((canonical(rules) + "\n").encode())
    for code, row in data.workers.items():
        total.update((sha(canonical({k: row[k] for k in ("code", "private", "wishes")})) + "\n").encode())
        if data.full and sha(canonical({k: row[k] for k in ("columns", "recalls", "salt")})) != row["private"]:
            yield f"The columns of {code} are not those that were frozen."
    if total.hexdigest() != data.header["inputs_hash"]:
        yield "The orders, rules or workers are not those that were frozen when the inputs closed."
    yield from (f"The terms of {order} are of another order, or it keeps more posts than it has."
                for order, row in data.orders.items()
                if order != row["terms"]["id"] or sum(data.kept[order].values()) > data.limits[order][0])
    yield from (f"Two ceilings over {order} cross." for order, chain in data.above.items()
                for n in range(1, len(chain)) if data.limits[chain[n - 1]][1] - data.limits[chain[n]][1])
def check_complete(data):
    for code, worker in data.workers.items():
        rows, asked = data.asked[code], worker["wishes"]
        if not asked:  # any work: all that the worker may do, in the order of a draw of their own; if none, everything
            able = [order for order, row in data.orders.items() if not failures(worker["columns"], row["terms"])
                    ] if data.full else [row["order"] for row in rows if row["reason"] != "ineligible"]
            asked = sorted(able or data.orders, key=lambda order: sha(f"{data.header['draw_seed']}|{code}|{order}"))
        if [(row["wish"], row["order"]) for row in rows] != [*enumerate(asked, 1)] or len(rows) != worker["answers"]:
            yield f"{code} has not exactly one answer for each order asked for, in the order of the wishes."
def check_order(data):
    full = sum(line["points"] for line in data.header["register"] if data.header["method"] != "draw")
    for order, rows in data.ranked.items():
        groups = [None] if order in data.hidden else ["", *data.groups[order]]
        for rank, (tier, points, _lot, code) in enumerate(rows, 1):
            row = data.results[code, order]
            if (row["rank"], row["group"] in groups, tier in (0, 1), 0 <= points <= full) != (rank, True, True, True):
                yield f"{code} has a rank, points, a recall right or a group at {order} that the rules do not give."
def check_lists(data):
    for order, row in data.orders.items() if data.choice else ():
        listed, per, posts = row["shortlist"], data.header["per_post"], data.limits[order][0]
        ranked, taken = [code for _, _, _, code in data.ranked[order]], set(listed if order in data.hidden else ())
        for group, share in data.kept[order].items():
            taken.update([code for code in ranked if data.results[code, order]["group"] == group][:share * per])
        taken.update([code for code in ranked if code not in taken][:max(0, posts * per - len(taken))])
        if listed != [code for code in ranked if code in taken] or len(taken) > posts * per:
            yield f"The shortlist of {order} is not the one that rank and reserves give."
        told = set(row["refusals"].values()) if data.full else set()
        if sorted([*row["picks"], *row["refusals"]]) != sorted(listed) or told - JOB_REASONS:
            yield f"Somebody on the list of {order} is not answered once, or refused without a reason about the work."
def check_envy(data):
    """Nobody would rather be somewhere that had to take them: no free post there, and nobody weaker without a right."""
    yield from (f"{min(over)}: {posts} may be placed, by posts or a ceiling, and {data.taken[n]} are."
                for n, (posts, over, _) in data.limits.items() if data.taken[n] > posts)
    for order, code, key in ((order, *row) for order, rows in data.standing.items() for row in rows.items()):
        if data.reached.get(code, math.inf) <= data.results[code, order]["wish"] or data.limits[order][0] == 0:
            continue
        full, last = data.bar(order, data.results[code, order]["group"])
        over = data.limits[full][1] if full is not None else set()
        below = sum(k <= key for each in over & data.hidden and over for k, _ in data.held[each])
        if full is None and not (order in data.hidden and data.ceilings):
            yield f"{code} wanted {order}, which has a free post."
        elif below > sum(sum(data.kept[each].values()) for each in over):
            yield f"{code} wanted {order}; more stand below there than its reserves explain."
        elif last is not None and last <= key and not over & data.hidden:
            yield f"{code} wanted {order} and stands above somebody who obtained it and had no better right."
def check_best(data):
    """Worker-proposing deferred acceptance, played anew: each worker has the best order of any stable result."""
    held, taken, place, free = {order: [] for order in data.orders}, collections.Counter(), {}, list(data.workers)
    todo = {c: [r["order"] for r in reversed(data.asked[c]) if c in data.standing[r["order"]]] for c in data.workers}
    while free and not data.hidden:
        code = free.pop()
        if todo[code]:
            place[code] = order = todo[code].pop()
            group = data.results[code, order]["group"]
            bisect.insort(held[order], (data.standing[order][code], group, code))
            taken.update(data.over[order, group])
            full = [n for n in data.over[order, group] if taken[n] > data.limits[n][0]]
            for _, _, out, n in [data.leaves(held, full[0])] if full else ():
                _, group, code = held[out].pop(n)
                taken.subtract(data.over[out, group])
                free.append(code)
                del place[code]
    yield from (f"{code} obtained {data.place.get(code) or 'nothing'}; the rules give {place.get(code) or 'nothing'}."
                for code in data.workers if not free and place.get(code) != data.place.get(code))
def check_reasons(data):
    yield from (f"{code} is told {row['reason']} at {order}, which is not so."
                for (code, order), row in data.results.items()
                if row["reason"] != "ineligible" and row["reason"] not in reasons(data, code, order, row["group"]))
def reasons(data, code, order, group):
    """The reasons that the file allows: one, or several where it withholds who counts for the reserve."""
    held, key, row = data.held[order], data.standing[order].get(code), data.orders[order]
    if data.reached.get(code, math.inf) <= data.results[code, order]["wish"]:
        return ["obtained" if data.place[code] == order else "preferred_obtained"]
    if key is None:
        return ["refused_by_employer" if code in row["refusals"] else
                "not_shortlisted" if row["shortlist"] else "no_posts"]
    full, last = data.bar(order, group)
    capped = full != order or (order in data.hidden and data.ceilings)
    capped = ["ceiling_reached"] if capped and data.limits[order][0] else []
    if not held or key > held[0][0] or full != order:
        return ["reserve_first" if held else "no_posts"] * (full == order or not capped) + capped
    above = [k for k, _ in held if k > key] if order in data.hidden else [last or held[0][0]]
    below = ["others_chosen", "others_chosen"] if data.choice else ["fewer_points", "later_lot"]
    return ["recall_first" if k[0] > key[0] else below[k[1] == key[1]] for k in above] + capped
def failures(own, terms):
    """Every hard rule of the order that the worker's columns do not meet, as [rule, needed, has]."""
    trade, needed, start, end = terms["occupation"], terms["experience_months"], terms["start"], terms["end"]
    months, until, known = own["experience"].get(trade, 0), own["document_until"] or "", own["languages"]
    first, last, born, trades = (own[k] for k in ("available_from", "available_until", "born", "occupations"))
    years = (terms["minimum_age"] or [-1])[0]
    age = int(start[:4]) - int(born[:4]) - (start[5:] < born[5:]) if born else -1
    rows = [(trade not in trades and not months, ["occupation", trade, " ".join(sorted(trades))]),
            (months < needed, ["experience", str(needed), str(months)])]
    rows += [(known.get(code, 0) < level, ["language", f"{code}:{level}", f"{code}:{known.get(code, 0)}"])
             for code, level in sorted(terms["languages"].items())]
    rows += [(name not in own["skills"], ["skill", name, ""]) for name in sorted(terms["skills"])]
    rows += [(name not in own["training"], ["training", name, ""]) for name in sorted(terms["training"])]
    rows += [(first and first > start, ["available_from", start, first]),
             (last and last < end, ["available_until", end, last]), (until < end, ["document", end, until]),
             (age < years, ["minimum_age", str(years), str(age)] if born else ["birth_date", str(years), ""])]
    return [row for wrong, row in rows if wrong]
def measure(name, own, terms):
    counted = {"experience_months": own["experience"].get(terms["occupation"], 0), "training": len(own["training"]),
               "language_level": min((own["languages"].get(code, 0) for code in terms["languages"]), default=0),
               "all_experience_months": sum(own["experience"].values()),
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
        group = next((name for name in data.groups[order] if name in worker["columns"]["groups"]), "")
        refusal = data.orders[order]["refusals"].get(code, "") if row["reason"] == "refused_by_employer" else ""
        if (row.get("tier", tier), row.get("group", group), row["refusal"]) != (tier, group, refusal):
            yield f"{code} has another recall right, reserve or refusal at {order} than columns and answers give."

def main(argv):
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, told in (("file", "see above"), ("--commitment", "the seal"), ("--page", "public page: address or file")):
        words.add_argument(name, help=told)
    args, begun, wrong = words.parse_args(argv), time.perf_counter(), 0
    try:
        place = args.page if "://" in (args.page or "") else pathlib.Path(args.page or ".").resolve().as_uri()
        page = html.unescape(urllib.request.urlopen(place).read().decode()) if args.page else None  # noqa: S310
        data = Round(args.file)
        print(f"{args.file}: {data.header['kind']} file, {len(data.orders):,} orders, {len(data.workers):,} workers, "
              f"{len(data.results):,} answers\nSHA-256 {data.sha256}: compare it and the seal with the page (--page).")
        for name, found in (
            ("the file is whole: lines, fields, counts, hash", data.faults),
            ("the draw: seal, public value, every lot", check_draw(data, args.commitment, page)),
            ("the frozen inputs: orders, rules, workers, wishes", check_inputs(data)),
            ("complete: one answer for each worker and order asked for", check_complete(data)),
            ("the order of every list: recall right, points, lot", check_order(data)),
            ("the shortlists and the employers' answers", check_lists(data)),
            ("posts, reserves and ceilings, and no justified envy", check_envy(data)),
            ("each worker has the best order that the rules allow", check_best(data)),
            ("every reason", check_reasons(data)),
            ("eligibility and every score, from the columns", check_scores(data)),
        )[:None if data.full else -1]:
            wrong += len(found := list(found))
            print(f"  {'NO ' if found else 'yes'}  {name}", *found[:10], sep="\n         ")
        if data.hidden:
            print(f"  Reserve groups of {len(data.hidden)} orders are withheld: their reserves are checked roughly.")
    except (LookupError, TypeError, ValueError, AttributeError, OSError) as error:
        print(f"The file cannot be checked. {error if isinstance(error, (ValueError, OSError)) else repr(error)}")
        return 1
    print(f"{f'{wrong:,} faults' if wrong else 'All of it holds'}. {time.perf_counter() - begun:.2f} s")
    return 1 if wrong else 0
if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
