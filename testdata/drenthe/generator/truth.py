"""What a comparison must find, worked out with Shapely alone: cells by intersection, causes by the rules of the method.

`rules` follows the method without positional test, minimum area and fractions (rules 2, 3, 4, 7 and 8, legend `new`), so it
can be held against a program that has only those; `planted` is the same before the borders were drawn again, and the
difference between the two is drawing alone.
"""
import shapely

STATED = "stated"
WORDS = {"exact": "exact", "same": "exact", "gelijk": "exact", "old-within-new": "narrow", "oud valt binnen nieuw": "narrow", "new-within-old": "broad",
         "nieuw valt binnen oud": "broad", "overlap": "overlap", "overlapt deels": "overlap", "disjoint": "disjoint", "sluit uit": "disjoint", "unknown": "unknown", "onbekend": "unknown"}


def text(value):
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def classes(layers, files):
    """class -> dissolved geometry of a layers array; also km and counts for lines and points."""
    parts, km, count = {}, {}, {}
    for layer in layers:
        table = files[layer["file"]][layer["layer"]]
        names = list(table.fields)
        for geometry, values in table.rows:
            record = {n: text(v) for n, v in zip(names, values)}
            if "class" in layer:
                label = layer["class"]
            elif "class_field" in layer:
                label = record[layer["class_field"]]
            else:
                label = next(r["class"] for r in layer["class_list"] if all(record[k] == v for k, v in r.items() if k != "class"))
            if table.kind == "POINT":
                count[label] = count.get(label, 0) + 1
            elif table.kind == "LINESTRING":
                km[label] = km.get(label, 0.0) + geometry.length / 1000
            else:
                parts.setdefault(label, []).append(geometry)
    return {k: shapely.union_all(v) for k, v in sorted(parts.items())}, km, count


def ha(geometry):
    return geometry.area / 10000


def cells(old, new, where=None):
    """(from, to) -> geometry of the place; None is 'not on the map'."""
    out = {}
    for i, a in old.items():
        for j, b in new.items():
            out[i, j] = a.intersection(b)
    all_old, all_new = shapely.union_all(list(old.values())), shapely.union_all(list(new.values()))
    for i, a in old.items():
        out[i, None] = a.difference(all_new)
    for j, b in new.items():
        out[None, j] = b.difference(all_old)
    if where is not None:
        out = {k: g.intersection(where) for k, g in out.items()}
    return {k: g for k, g in out.items() if g.area > 1e-6}


def cause(i, j, rows, legend, all_new):
    """Rules 2 (crosswalk), 3, 4, 7 and 8."""
    mine = {(r["from"] or None, r["to"] or None): r for r in rows}
    complete = any(r["row_complete"] in ("ja", "yes") and (r["from"] or None) == i for r in rows)

    def relation(k):
        r = mine.get((i, k))
        return WORDS[r["relation"]] if r else "disjoint" if complete else "unknown"

    r = mine.get((i, j))
    if r and r["cause"] and r["certainty"] == STATED:
        return r["cause"]
    possible = [k for k in [None, *all_new] if relation(k) != "disjoint"]
    if relation(j) in ("exact", "narrow") or (complete and possible == [j]):
        return "P" if relation(j) == "exact" else "D"
    if i != j and (("arise", j) in legend or ("vanish", i) in legend):
        return "DK"
    if relation(j) == "disjoint":
        return "R"
    return "H" if i == j else "U"


def add(store, key, value):
    store[key] = store.get(key, 0.0) + value


def account(comparison, files_old, files_new, crosswalk, legend_rows, evidence=None):
    old, old_km, old_count = classes(comparison["versions"][0]["layers"], files_old)
    new, new_km, new_count = classes(comparison["versions"][1]["layers"], files_new)
    rows = [r for r in crosswalk if r["theme"] == comparison["theme"]]
    no = ("no", "nee")
    legend = {("arise", r[1]) for r in legend_rows if r[0] == comparison["theme"] and r[3] in no} | {("vanish", r[1]) for r in legend_rows if r[0] == comparison["theme"] and r[4] in no}
    out = {"old_ha": {k: ha(g) for k, g in old.items()}, "new_ha": {k: ha(g) for k, g in new.items()}}
    if old_km or new_km:
        out["old_km"], out["new_km"] = old_km, new_km
    if old_count or new_count:
        out["old_count"], out["new_count"] = old_count, new_count
    if not old and not new:
        return out
    all_old, all_new = shapely.union_all(list(old.values())), shapely.union_all(list(new.values()))
    out["boundary"] = {"old_ha": ha(all_old), "new_ha": ha(all_new), "both_ha": ha(all_old.intersection(all_new)),
                       "only_old_ha": ha(all_old.difference(all_new)), "only_new_ha": ha(all_new.difference(all_old)), "frame_ha": ha(all_old.union(all_new))}
    if comparison["classes"] == "any-of":
        empty = shapely.Polygon()
        out["classes"] = [{"class": k, "both_ha": ha(old.get(k, empty).intersection(new.get(k, empty))), "only_old_ha": ha(old.get(k, empty).difference(new.get(k, empty))),
                           "only_new_ha": ha(new.get(k, empty).difference(old.get(k, empty)))} for k in sorted({*old, *new})]
        return out
    places = cells(old, new)
    listed, totals, with_evidence, boundary, levels = [], {}, {}, {}, {}
    for (i, j), g in sorted(places.items(), key=lambda kv: tuple(k or "" for k in kv[0])):
        code = cause(i, j, rows, legend, new)
        relation = next((WORDS[r["relation"]] for r in rows if (r["from"] or None, r["to"] or None) == (i, j)), "unlisted")
        listed.append({"from": i, "to": j, "ha": ha(g), "relation": relation, "cause": code})
        add(totals, code, ha(g))
        add(boundary if i is None or j is None else levels, code, ha(g))
        rest = g
        for code_v, shape in evidence or ():
            covered = rest.intersection(shape)
            if covered.area > 0:
                add(with_evidence, code_v, ha(covered))
                rest = rest.difference(shape)
        add(with_evidence, code, ha(rest))
    out["cells"], out["causes"], out["boundary_causes"], out["level_causes"] = listed, totals, boundary, levels
    if evidence:
        out["causes_with_evidence"] = with_evidence
    return out


def build(run, crosswalk, legend_rows, files_old, files_new, files_planted, evidence):
    """The whole of `truth.json`."""
    themes = []
    for c in run["comparisons"]:
        old_version, new_version = c["versions"]
        entry = {"id": c["id"], "theme": c["theme"], "classes": c["classes"], "status": "refused" if old_version["drawn_by"] != new_version["drawn_by"] else "compared"}
        if entry["status"] == "refused":
            stock = account({**c, "classes": "any-of"}, files_old, files_new, crosswalk, legend_rows)
            entry["stock"] = {k: v for k, v in stock.items() if k != "boundary"}
        else:
            entry["rules"] = account(c, files_old, files_new, crosswalk, legend_rows, evidence.get(c["theme"]))
            planted = account(c, files_old, files_planted, crosswalk, legend_rows)
            entry["planted"] = {k: planted[k] for k in ("boundary", "cells", "causes") if k in planted}
            if "cells" in planted:
                entry["drawing_only_ha"] = drawing(entry["rules"]["cells"], planted["cells"])
        themes.append(entry)
    return themes


def drawing(found, planted):
    """Hectares in off-diagonal cells that nobody planted: the second drawing of the borders."""
    def key(cell):
        return cell["from"], cell["to"]
    base = {key(c): c["ha"] for c in planted}
    return sum(max(0.0, c["ha"] - base.get(key(c), 0.0)) for c in found if key(c) not in base or c["from"] is None or c["to"] is None)


def rounded(value):
    """Seven decimals: a square decimetre is 1e-6 ha."""
    if isinstance(value, float):
        return round(value, 7)
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(v) for v in value]
    return value
