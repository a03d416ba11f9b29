"""One tool, once: square metres per pair of classes of two GeoPackages, timed from opening the files to the table.

usage: tools.py TOOL OLD.gpkg NEW.gpkg THREADS     (run.py calls it)

Prints one JSON object: tool, version, seconds, processor_seconds, cells [[old, new, m2], …]. A tool that is not there:
{"missing": why}. Every tool is used as its documentation says, with its index and with its own way of using threads.
"""
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

LAYER = "l"


def shapely_table(old, new, threads):
    """Bulk query of an STRtree, then intersections in blocks; GEOS lets go of the interpreter, so threads help."""
    import numpy
    import pyogrio
    import shapely
    from concurrent.futures import ThreadPoolExecutor

    a = pyogrio.read_dataframe(old, layer=LAYER, columns=["cls"])
    b = pyogrio.read_dataframe(new, layer=LAYER, columns=["cls"])
    ga, gb = a.geometry.values._data, b.geometry.values._data
    tree = shapely.STRtree(gb)
    shapely.prepare(ga)

    def block(part):
        i, j = tree.query(ga[part], predicate="intersects")
        return part[i], j, shapely.area(shapely.intersection(ga[part][i], gb[j]))

    parts = numpy.array_split(numpy.arange(len(ga)), max(1, len(ga) // 200))
    with ThreadPoolExecutor(threads) as pool:
        done = list(pool.map(block, parts))
    i, j, area = (numpy.concatenate([d[k] for d in done]) for k in range(3))
    return shapely.__version__, sums(a["cls"].values[i], b["cls"].values[j], area)


def geopandas_table(old, new, threads):
    import geopandas

    a = geopandas.read_file(old, layer=LAYER, columns=["cls"])
    b = geopandas.read_file(new, layer=LAYER, columns=["cls"])
    common = geopandas.overlay(a, b, how="intersection", keep_geom_type=True)
    return geopandas.__version__, sums(common["cls_1"].values, common["cls_2"].values, common.geometry.area.values)


def duckdb_table(old, new, threads):
    import glob

    import duckdb
    import duckdb_extension_spatial

    folder = os.path.dirname(duckdb_extension_spatial.__file__)
    database = duckdb.connect(config={"threads": threads})
    database.execute(f"LOAD '{glob.glob(folder + '/extensions/*/spatial.duckdb_extension')[0]}'")
    for name, file in (("a", old), ("b", new)):
        database.execute(f"CREATE TABLE {name} AS SELECT cls, geom FROM ST_Read('{file}', layer='{LAYER}')")
    rows = database.execute(
        "SELECT a.cls, b.cls, sum(ST_Area(ST_Intersection(a.geom, b.geom))) FROM a JOIN b ON ST_Intersects(a.geom, b.geom) GROUP BY 1, 2"
    ).fetchall()
    return duckdb.__version__, [list(row) for row in rows]


def sedonadb_table(old, new, threads):
    import sedonadb
    import pyogrio

    session = sedonadb.connect()
    try:
        session.sql(f"SET datafusion.execution.target_partitions = {threads}").execute()
    except Exception:  # older versions have no such setting; the pinning to processors holds all the same
        pass
    for name, file in (("a", old), ("b", new)):
        session.create_data_frame(pyogrio.read_dataframe(file, layer=LAYER, columns=["cls"])).to_view(name)
    table = session.sql(
        "SELECT a.cls AS o, b.cls AS n, sum(ST_Area(ST_Intersection(a.geometry, b.geometry))) AS m2 "
        "FROM a JOIN b ON ST_Intersects(a.geometry, b.geometry) GROUP BY a.cls, b.cls"
    ).to_pandas()
    return sedonadb.__version__, [[o, n, m] for o, n, m in zip(table["o"], table["n"], table["m2"])]


def geofileops_table(old, new, threads):
    os.environ["GFO_SLIVER_TOLERANCE"] = "0"
    import geofileops
    import geopandas

    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "common.gpkg")
        geofileops.intersection(old, new, out, input1_layer=LAYER, input2_layer=LAYER, nb_parallel=threads)
        common = geopandas.read_file(out)
    return geofileops.__version__, sums(common["l1_cls"].values, common["l2_cls"].values, common.geometry.area.values)


def ogr2ogr_table(old, new, threads):
    """SQL of the GeoPackage driver: both layers in one file (not timed), the R-tree used by hand."""
    version = subprocess.run(["ogr2ogr", "--version"], capture_output=True, text=True, check=True).stdout.split()[1].strip(",")
    folder = tempfile.mkdtemp()
    both, out = os.path.join(folder, "both.gpkg"), os.path.join(folder, "out.csv")
    for name, file, more in (("a", old, []), ("b", new, ["-update"])):
        subprocess.run(["ogr2ogr", *more, "-nln", name, both, file, LAYER], check=True, capture_output=True)
    restart()
    sql = (
        "SELECT a.cls AS o, b.cls AS n, sum(ST_Area(ST_CollectionExtract(ST_Intersection(a.geom, b.geom), 3))) AS m2 FROM a "
        "JOIN rtree_a_geom q ON q.id = a.fid JOIN rtree_b_geom r ON r.minx <= q.maxx AND r.maxx >= q.minx "
        "AND r.miny <= q.maxy AND r.maxy >= q.miny JOIN b ON b.fid = r.id WHERE ST_Intersects(a.geom, b.geom) GROUP BY a.cls, b.cls"
    )
    subprocess.run(["ogr2ogr", "-f", "CSV", out, both, "-sql", sql], check=True, capture_output=True)
    with open(out, encoding="utf-8") as file:
        rows = [line.strip().replace('"', "").split(",") for line in file][1:]
    return version, [[int(o), int(n), float(m)] for o, n, m in rows if m]


def ogr_layer_algebra_table(old, new, threads):
    import geopandas

    version = subprocess.run(["ogr2ogr", "--version"], capture_output=True, text=True, check=True).stdout.split()[1].strip(",")
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "common.gpkg")
        subprocess.run(
            ["ogr_layer_algebra.py", "Intersection", "-input_ds", old, "-input_lyr", LAYER, "-method_ds", new, "-method_lyr", LAYER,
             "-output_ds", out, "-output_lyr", "common", "-f", "GPKG", "-input_fields", "ALL", "-method_fields", "ALL",
             "-nlt", "MULTIPOLYGON", "-opt", "INPUT_PREFIX=o_", "-opt", "METHOD_PREFIX=n_", "-opt", "PROMOTE_TO_MULTI=YES"],
            check=True, capture_output=True)
        common = geopandas.read_file(out, layer="common")
    return version, sums(common["o_cls"].values, common["n_cls"].values, common.geometry.area.values)


def postgis_table(old, new, threads):
    """A server that `psql` reaches (PGHOST, PGDATABASE…); loading is not timed."""
    def ask(sql):
        return subprocess.run(["psql", "-qAtX", "-F", ",", "-c", sql], capture_output=True, text=True, check=True).stdout

    version = ask("CREATE EXTENSION IF NOT EXISTS postgis; SELECT postgis_lib_version()").strip()
    for name, file in (("bench_a", old), ("bench_b", new)):
        subprocess.run(
            ["ogr2ogr", "-f", "PostgreSQL", "PG:", file, LAYER, "-nln", name, "-overwrite", "-lco", "GEOMETRY_NAME=geom", "-a_srs", "EPSG:28992"],
            check=True, capture_output=True)
    ask("ANALYZE bench_a; ANALYZE bench_b")
    restart()
    rows = ask(
        f"SET max_parallel_workers_per_gather = {threads - 1}; SET jit = off; "
        "SELECT a.cls, b.cls, sum(ST_Area(ST_Intersection(a.geom, b.geom))) FROM bench_a a JOIN bench_b b ON ST_Intersects(a.geom, b.geom) GROUP BY 1, 2")
    return version, [[int(o), int(n), float(m)] for o, n, m in (row.split(",") for row in rows.split())]


def sums(old, new, area):
    """Per pair of classes, added up exactly rounded."""
    import math

    parts = {}
    for o, n, m in zip(old, new, area):
        parts.setdefault((int(o), int(n)), []).append(float(m))
    return [[o, n, math.fsum(values)] for (o, n), values in parts.items()]


START = [0.0, 0.0]


def processor_seconds():
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def restart():
    START[:] = [time.perf_counter(), processor_seconds()]


TOOLS = {
    name[: -len("_table")]: function for name, function in list(globals().items()) if name.endswith("_table") and callable(function)
}

# Packages and programs that a tool cannot do without.
NEEDS = {
    "shapely": ["shapely", "pyogrio"], "geopandas": ["geopandas"], "duckdb": ["duckdb", "duckdb_extension_spatial"],
    "sedonadb": ["sedonadb", "pyogrio"], "geofileops": ["geofileops"], "ogr2ogr": ["!ogr2ogr"],
    "ogr_layer_algebra": ["!ogr_layer_algebra.py", "geopandas"], "postgis": ["!psql"],
}


def missing(tool):
    import importlib.util
    import shutil

    for need in NEEDS[tool]:
        if need.startswith("!"):
            if shutil.which(need[1:]) is None:
                return f"no {need[1:]} on the PATH"
        elif importlib.util.find_spec(need) is None:
            return f"no Python package {need}"
    if tool == "postgis":
        asked = subprocess.run(
            ["psql", "-qAtX", "-c", "SELECT count(*) FROM pg_available_extensions WHERE name = 'postgis'"], capture_output=True, text=True)
        if asked.returncode != 0:
            return "no server that psql reaches"
        if asked.stdout.strip() != "1":
            return "the server has no PostGIS"
    return None


def main():
    tool, old, new, threads = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    why = missing(tool)
    if why:
        print(json.dumps({"missing": why}))
        return
    restart()
    version, cells = TOOLS[tool](old, new, threads)
    seconds, processor = time.perf_counter() - START[0], processor_seconds() - START[1]
    cells = [[int(o), int(n), float(m)] for o, n, m in cells]
    print(json.dumps({"tool": tool, "version": version, "seconds": seconds, "processor_seconds": processor, "cells": cells}))


if __name__ == "__main__":
    main()
