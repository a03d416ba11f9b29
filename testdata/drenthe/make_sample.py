#!/usr/bin/env python3
"""Makes the synthetic sample in this folder. Developer tool; users only need the files it made.

    python3 -m venv venv && venv/bin/pip install shapely==2.2.0 numpy pyproj
    venv/bin/python make_sample.py            # writes the files beside this script
    venv/bin/python make_sample.py --check    # makes them elsewhere and says which differ from those here

Everything is seeded (generator/shapes.py: SEED). Nothing is taken from a real map.
"""
import csv
import filecmp
import io
import json
import os
import sys
import tempfile

sys.dont_write_bytecode = True

import shapely  # noqa: E402

from generator import catalogue, catalogue_2010, comparisons, geopackage, landscape, plans, truth  # noqa: E402
from generator.geopackage import Table  # noqa: E402
from generator.layers import SOURCE, Layers, Subject  # noqa: E402
from generator.shapes import SEED  # noqa: E402

LABEL = "SYNTHETISCH / SYNTHETIC: verzonnen oefenbestand van kk-diff, geen echte gegevens (invented sample, no real data)."
HERE = os.path.dirname(os.path.abspath(__file__))


def verify(tables):
    """Every geometry valid; the layers drawn as a coverage really are one."""
    for t in tables:
        shapes = [g for g, _ in t.rows]
        assert shapes, t.name
        assert all(g.is_valid and not g.is_empty for g in shapes), t.name
        if t.kind == "POLYGON":
            assert shapely.coverage_is_valid(shapes), f"{t.name}: not a coverage"


def decisions(subject, layers):
    """The evidence register: places with a decision, and the theme it is about."""
    c = subject.complex
    label, _ = layers.nature_label(False)
    new_label, _ = layers.nature_label(True)
    delimited = [n for n, p in enumerate(subject.nature.patches) if p[1] == "delimited"]
    lost = (label >= 0) & (new_label < 0)
    rows = []

    def put(theme, mask, document, date, redrawn):
        for _, g in c.dissolve(mask.astype(int) - 1, redrawn):
            rows.append((g, (theme, "A", "provincie (verzonnen)", document, date, SOURCE)))

    put("natuur", lost & (sum((label == n) for n in delimited) > 0), "SYN-2014-03 herbegrenzing EHS", "2014-07-02", False)
    colony = c.mask([landscape.KOLONIE_GROWTH]) & ~c.mask([s for k, s in subject.types_old if k == landscape.KOLONIEN])
    put("landschapstypen", colony, "SYN-2021-07 vaststelling kolonielandschap", "2021-07-26", True)
    added = [g for _, a, g in subject.silence if a is None]
    put("stilte", c.mask(added), "SYN-2013-07 aanwijzing stiltegebied", "2013-07-03", True)
    fields = {"theme": "TEXT", "cause": "TEXT", "authority": "TEXT", "document": "TEXT", "date": "TEXT", "BRON": "TEXT"}
    return Table("besluiten", "Besluitenregister (verzonnen besluiten)", "POLYGON", fields, rows)


def csv_text(header, rows, delimiter=",", newline="\n"):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=newline)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def json_text(value):
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def make(folder):
    def put(name, text, encoding="utf-8"):
        with open(os.path.join(folder, name), "w", encoding=encoding, newline="") as f:
            f.write(text)

    def package(name, tables, title):
        verify(tables)
        geopackage.write(os.path.join(folder, name), tables, f"{title}. {LABEL}")

    for sub in ("plans", "vertaaltabellen"):
        os.makedirs(os.path.join(folder, sub), exist_ok=True)
    subject = Subject()
    layers = Layers(subject)
    old, new, other, borders = layers.version_2010(), layers.version_2022(), layers.other_2022(), layers.borders()
    register = decisions(subject, layers)
    package("kk_2010.gpkg", old, "Kernkwaliteiten 2010")
    package("kk_2022.gpkg", new, "Kernkwaliteiten 2022")
    package("overig_2022.gpkg", other, "Achtergrond en andere lagen 2022")
    package("grenzen.gpkg", borders, "Grenzen")
    package("besluiten.gpkg", [register], "Besluitenregister")
    files = {n: {t.name: t for t in tables} for n, tables in
             (("kk_2010.gpkg", old), ("kk_2022.gpkg", new), ("overig_2022.gpkg", other), ("grenzen.gpkg", borders))}
    planted = {**files, "kk_2022.gpkg": {t.name: t for t in layers.version_2022(redrawn=False)}}

    rows = [[r[c] for c in comparisons.COLUMNS] for r in comparisons.CROSSWALK]
    put("vertaaltabel.csv", csv_text(comparisons.COLUMNS, rows))
    for theme in dict.fromkeys(r[0] for r in rows):
        excel = theme == "natuur"  # one as Excel in Dutch writes it: semicolons, CRLF, byte order mark
        put(f"vertaaltabellen/{theme.replace(' ', '-')}.csv", csv_text(comparisons.COLUMNS, [r for r in rows if r[0] == theme], ";" if excel else ",", "\r\n" if excel else "\n"),
            "utf-8-sig" if excel else "utf-8")
    header, legend = comparisons.LEGEND
    put("legenda.csv", csv_text(header.split(","), legend))
    for name, code_list in comparisons.CODE_LISTS.items():
        put(f"klassen_{name}.csv", csv_text(list(code_list[0]), [list(r.values()) for r in code_list]))
    put("vergelijking.json", json_text(comparisons.RUN))

    evidence = {}
    for geometry, values in register.rows:
        evidence.setdefault(values[0], []).append((values[1], geometry))
    put("truth.json", json_text(truth.rounded({
        "what": "SYNTHETISCH: what the generator planted and what the rules of the method must answer; Shapely, not kk-diff", "seed": SEED,
        "crosswalk": "vertaaltabel.csv", "legend": "new", "frame": "none (area covered by either version)",
        "comparisons": truth.build(comparisons.RUN, comparisons.CROSSWALK, legend, files, files, planted, evidence)})))

    shapes = plans.unit_shapes(files)
    put("catalogue.json", json_text(catalogue.catalogue({k: round(g.area / 10000, 4) for k, g in shapes.items() if g.area > 0})))

    put("catalogue_2010.json", json_text(catalogue_2010.catalogue()))

    def dissolve(mask):
        (_, polygon), = subject.complex.dissolve(mask.astype(int) - 1, False)
        return polygon
    outlines = {**plans.gieten(), **plans.exloo(subject, dissolve), **plans.drostendiep()}
    for name, outline in outlines.items():
        parts = shapely.get_parts(outline)
        assert len(parts) == 1 and outline.is_valid, name
        package(f"plans/{name}.gpkg", [Table("plangebied", f"Plangebied {name}", "POLYGON", {"NAAM": "TEXT", "BRON": "TEXT"}, [(parts[0], (name, SOURCE))])], f"Plan {name}")
        if not name.startswith("gieten"):
            put(f"plans/{name}.geojson", plans.geojson(name, parts[0]))
    variants = [(g, (n, n.removeprefix("gieten_"), SOURCE)) for n, g in outlines.items() if n.startswith("gieten")]
    geopackage.write(os.path.join(folder, "plans/gieten_varianten.gpkg"), [Table("varianten", "Knooppunt Gieten, vier varianten", "POLYGON", {"NAAM": "TEXT", "VARIANT": "TEXT", "BRON": "TEXT"}, variants)],
                     f"Plan Gieten, vier varianten over elkaar. {LABEL}")
    extent = shapely.union_all([g for g, _ in files["grenzen.gpkg"]["provinciegrens"].rows])
    urban = shapely.union_all([g for g, _ in files["kk_2022.gpkg"]["bestaand_stedelijk_gebied"].rows])
    answers = plans.expected(outlines, files, extent, urban)
    eexter = shapely.union_all([g for g, v in files["kk_2022.gpkg"]["essen"].rows if v[0] == "Eexter es"])
    answers["eexter_es"] = {"area_ha": eexter.area / 10000, "variants": plans.es_parts({n: g for n, g in outlines.items() if n.startswith("gieten")}, eexter)}
    put("expected_plans.json", json_text(truth.rounded(answers)))
    return answers


def check():
    with tempfile.TemporaryDirectory() as folder:
        make(folder)
        different = 0
        for at, _, names in sorted(os.walk(folder)):
            for name in sorted(names):
                path = os.path.join(at, name)
                mine = os.path.join(HERE, os.path.relpath(path, folder))
                if not os.path.exists(mine) or not filecmp.cmp(path, mine, shallow=False):
                    different += 1
                    print("differs:", os.path.relpath(path, folder))
        print("identical" if different == 0 else f"{different} files differ")
        return 1 if different else 0


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        sys.exit(check())
    make(HERE)
