#!/usr/bin/env python3
"""Makes a large catalogue (SYNTHETIC, seeded) to measure the latency of one plan on: the catalogue of testdata/drenthe with every layer blown up.

    python3 make_catalogue.py FOLDER [MEGABYTES]      # default 320; needs numpy, writes catalogue.json and GeoPackages with R-trees

Every layer keeps the features of the sample, so that the sample's plans have the same hits, and gets many more: blocks of up to five by five parcels that share
their ragged borders (so that features hang together, as on real maps), spread over the province, with attributes taken from the sample's own rows.
"""
import json
import os
import shutil
import sqlite3
import struct
import sys

import numpy as np

SEED = 20221003
SAMPLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "testdata", "drenthe")
BOX = (205_000.0, 515_000.0, 270_000.0, 582_000.0)
CELL = 840.0  # the mean es of the sample is 70 ha
POINTS = 100  # per border of a parcel


def borders(rng, ends_a, ends_b):
    """Ragged lines from a to b (n,2) -> (n, POINTS+1, 2): midpoint noise across the line, none at the ends."""
    t = np.linspace(0, 1, POINTS + 1)
    along = ends_b - ends_a
    across = np.stack([-along[:, 1], along[:, 0]], 1)
    noise = rng.normal(0, 0.02, (len(ends_a), POINTS + 1)) * np.minimum(t, 1 - t) * 2
    return ends_a[:, None] + t[None, :, None] * along[:, None] + noise[..., None] * across[:, None]


def parcels(rng, count):
    """`count` rings of about 4 × POINTS positions, in blocks."""
    rings = []
    columns = int((BOX[2] - BOX[0]) / (6 * CELL))
    rows = int((BOX[3] - BOX[1]) / (6 * CELL))
    while len(rings) < count:
        block = rng.integers(0, columns * rows)
        n = int(rng.integers(1, 6))
        x0 = BOX[0] + (block % columns) * 6 * CELL + rng.uniform(0, CELL / 2)
        y0 = BOX[1] + (block // columns) * 6 * CELL + rng.uniform(0, CELL / 2)
        grid = np.stack(np.meshgrid(np.arange(n + 1), np.arange(n + 1)), -1) * CELL + [x0, y0] + rng.normal(0, CELL / 12, (n + 1, n + 1, 2))
        across = borders(rng, grid[:, :-1].reshape(-1, 2), grid[:, 1:].reshape(-1, 2)).reshape(n + 1, n, POINTS + 1, 2)
        upward = borders(rng, grid[:-1].reshape(-1, 2), grid[1:].reshape(-1, 2)).reshape(n, n + 1, POINTS + 1, 2)
        for i in range(n):
            for j in range(n):
                ring = np.concatenate([across[i, j][:-1], upward[i, j + 1][:-1], across[i + 1, j][::-1][:-1], upward[i, j][::-1]])
                rings.append(np.round(ring, 3))
    return rings[:count]


def blob(kind, coordinates):
    """GeoPackage binary with an envelope: POINT, LINESTRING or POLYGON (one ring)."""
    low, high = coordinates.min(0), coordinates.max(0)
    head = b"GP\x00\x03" + struct.pack("<i4d", 28992, low[0], high[0], low[1], high[1])
    body = np.ascontiguousarray(coordinates, "<f8").tobytes()
    if kind == "POINT":
        return head + struct.pack("<BI", 1, 1) + body, low, high
    if kind == "LINESTRING":
        return head + struct.pack("<BII", 1, 2, len(coordinates)) + body, low, high
    return head + struct.pack("<BIII", 1, 3, 1, len(coordinates)) + body, low, high


def envelope(data):
    """Box of a blob of the sample; None for an empty one."""
    flags = data[3]
    if flags >> 1 & 7 == 0:
        kind, = struct.unpack_from("<I", data, 9)
        if kind != 1:
            return None
        x, y = struct.unpack_from("<2d", data, 13)
        return x, x, y, y
    return struct.unpack_from("<4d", data, 8)


def grow(path, table, column, kind, count, rng):
    db = sqlite3.connect(path)
    fields = [r[1] for r in db.execute(f'PRAGMA table_info("{table}")') if not r[5] and r[1] != column]
    key = next(r[1] for r in db.execute(f'PRAGMA table_info("{table}")') if r[5])
    rows = db.execute(f'SELECT {", ".join(chr(34) + f + chr(34) for f in fields)} FROM "{table}"').fetchall()
    tree = f"rtree_{table}_{column}"
    for (trigger,) in db.execute("SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name=?", (table,)).fetchall():
        db.execute(f'DROP TRIGGER "{trigger}"')
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name=?", (tree,)).fetchone():
        db.execute(f'CREATE VIRTUAL TABLE "{tree}" USING rtree(id, minx, maxx, miny, maxy)')
    db.execute(f'DELETE FROM "{tree}"')
    for ident, data in db.execute(f'SELECT "{key}", "{column}" FROM "{table}"').fetchall():
        box = envelope(data) if data else None
        if box:
            db.execute(f'INSERT INTO "{tree}" VALUES (?,?,?,?,?)', (ident, *box))
    first = db.execute(f'SELECT max("{key}") FROM "{table}"').fetchone()[0] + 1
    marks = ", ".join("?" * (len(fields) + 2))
    names = ", ".join(f'"{f}"' for f in [key, column, *fields])
    for number, ring in enumerate(parcels(rng, count)):
        shape = ring[:1] if kind == "POINT" else ring[:POINTS + 1] if kind == "LINESTRING" else ring
        data, low, high = blob(kind, shape)
        db.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', (first + number, data, *rows[int(rng.integers(0, len(rows)))]))
        db.execute(f'INSERT INTO "{tree}" VALUES (?,?,?,?,?)', (first + number, low[0], high[0], low[1], high[1]))
    db.commit()
    db.close()


def main():
    folder = sys.argv[1]
    megabytes = float(sys.argv[2]) if len(sys.argv) > 2 else 320
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(SAMPLE, "catalogue.json"), encoding="utf-8") as file:
        catalogue = json.load(file)
    catalogue["name"] += " (opgeblazen / blown up)"
    layers = {}
    for unit in catalogue["units"]:
        unit.pop("expected_ha", None)
        for layer in unit["layers"] or []:
            layers[layer["file"], layer["layer"]] = {"polygon": "POLYGON", "line": "LINESTRING", "point": "POINT"}[unit["geometry"]]
    for name in sorted({f for f, _ in layers} | {"grenzen.gpkg"}):
        shutil.copy(os.path.join(SAMPLE, name), os.path.join(folder, name))
    polygons = sum(kind == "POLYGON" for kind in layers.values())
    per_layer = int(megabytes * 1e6 / polygons / (4 * POINTS * 16 + 250))
    for number, ((name, table), kind) in enumerate(sorted(layers.items())):
        path = os.path.join(folder, name)
        db = sqlite3.connect(path)
        column, declared = db.execute("SELECT column_name, geometry_type_name FROM gpkg_geometry_columns WHERE table_name=?", (table,)).fetchone()
        db.close()
        grow(path, table, column, kind, per_layer if kind == "POLYGON" else per_layer // 10, np.random.default_rng([SEED, number]))
    with open(os.path.join(folder, "catalogue.json"), "w", encoding="utf-8") as file:
        json.dump(catalogue, file, ensure_ascii=False, indent=1)
    total = sum(os.path.getsize(os.path.join(folder, f)) for f in os.listdir(folder) if f.endswith(".gpkg"))
    print(f"{folder}: {total / 1e6:.0f} MB of GeoPackage, {len(layers)} layers, {per_layer} extra features per polygon layer")


if __name__ == "__main__":
    main()
