#!/usr/bin/env python3
"""Times other tools on the benchmark's files, one and two threads, each answer held against kk-diff's area engine.

usage: run.py [NAME…] [--tools a,b] [--threads 1,2] [--runs N] [--limit SECONDS] [--inputs DIR] [--out FILE.json]

An answer that disagrees gets no time: the total must be the engine's to 1e-9, and every pair of classes above 100 m² to
1e-6 of itself (tools that write and read their result round it on the way). A tool that is not installed, or needs longer
than the limit, is said by name. One that crashes is tried again. Threads are pinned by processor (`sched_setaffinity`) as well as by the tool's own setting.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TOTAL_TOLERANCE = 1e-9
CELL_TOLERANCE = 1e-6
SMALLEST = 100.0
# Whose work is done by processes that are not waited for: their processor seconds are not known.
ELSEWHERE = {"postgis", "geofileops"}
ORDER = ["shapely", "geopandas", "duckdb", "sedonadb", "geofileops", "ogr2ogr", "ogr_layer_algebra", "postgis"]
# So often a tool that crashes is tried.
ATTEMPTS = 3


def engine(old, new):
    program = os.path.join(ROOT, "Benchmarks", ".build", "release", "kk-bench")
    answer = json.loads(subprocess.run([program, "class-table", old, new], capture_output=True, check=True).stdout)
    return {(int(cell["old"]), int(cell["new"])): cell["m2"] for cell in answer["cells"]}


def disagreement(known, cells):
    """Why the answer is not the engine's; None when it is."""
    found = {(o, n): m for o, n, m in cells}
    total, other = sum(known.values()), sum(found.values())
    if abs(total - other) > TOTAL_TOLERANCE * total:
        return f"total {other:.3f} m², engine {total:.3f} m²"
    for cell in sorted(set(known) | set(found)):
        a, b = known.get(cell, 0.0), found.get(cell, 0.0)
        if max(a, b) > SMALLEST and abs(a - b) > CELL_TOLERANCE * max(a, b):
            return f"classes {cell[0]}, {cell[1]}: {b:.6f} m², engine {a:.6f} m²"
    return None


def once(tool, old, new, threads, limit):
    processors = sorted(os.sched_getaffinity(0))[:threads]
    count = str(threads)
    environment = dict(
        os.environ, OMP_NUM_THREADS=count, OPENBLAS_NUM_THREADS=count, GDAL_NUM_THREADS=count, RAYON_NUM_THREADS=count,
        TOKIO_WORKER_THREADS=count, PYTHONWARNINGS="ignore")
    for attempt in range(ATTEMPTS):
        try:
            done = subprocess.run(
                [sys.executable, os.path.join(HERE, "tools.py"), tool, old, new, count], capture_output=True, text=True, timeout=limit,
                env=environment, preexec_fn=lambda: os.sched_setaffinity(0, processors))
        except subprocess.TimeoutExpired:
            return {"missing": f"over {limit:.0f} s, stopped"}
        # DuckDB's spatial extension now and then crashes where it answers the next time.
        if done.returncode >= 0:
            break
        print(f"{tool}, {threads} thread(s), attempt {attempt + 1}: crashed (signal {-done.returncode})", file=sys.stderr)
    if done.returncode < 0:
        return {"missing": f"crashed (signal {-done.returncode}), {ATTEMPTS} times"}
    if done.returncode != 0:
        return {"missing": "failed: " + (done.stderr.strip().splitlines() or ["no message"])[-1][:200]}
    return json.loads(done.stdout.strip().splitlines()[-1])


def row(name, tool, threads, runs):
    walls = [run["seconds"] for run in runs]
    return {
        "name": f"peer/{name}/{tool} {runs[0]['version']}/{threads}t", "unit": "s", "value": statistics.median(walls),
        "range": f"± {(max(walls) - min(walls)) / 2:.3f}", "n": len(walls), "min": min(walls), "max": max(walls),
        "spread": (max(walls) - min(walls)) / statistics.median(walls), "cpu": None if tool in ELSEWHERE else statistics.median(r["processor_seconds"] for r in runs),
        "ratios": {}, "work": {}, "baseline": None, "areas_agree": True,
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", default=["S"])
    parser.add_argument("--tools", default=",".join(ORDER))
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--limit", type=float, default=300)
    parser.add_argument("--inputs", default=os.path.join(ROOT, "Benchmarks", "inputs"))
    parser.add_argument("--out")
    options = parser.parse_args()
    rows, notes = [], []
    for name in options.names:
        old, new = (os.path.join(options.inputs, f"{version}_{name}.gpkg") for version in ("old", "new"))
        known = engine(old, new)
        for tool in options.tools.split(","):
            for threads in map(int, options.threads.split(",")):
                runs, problem = [], None
                for _ in range(options.runs):
                    run = once(tool, old, new, threads, options.limit)
                    problem = run.get("missing") or disagreement(known, run["cells"])
                    if problem:
                        break
                    runs.append(run)
                if problem:
                    said = problem if "missing" in run else f"its answer disagrees ({problem}): no time"
                    note = f"{tool} on {name}, {threads} thread{'s' if threads > 1 else ''}: {said}."
                    notes.append(note)
                    print(note, flush=True)
                    if "missing" in run and not said.startswith("over"):
                        break
                else:
                    rows.append(row(name, tool, threads, runs))
                    print(f"{rows[-1]['name']}: {rows[-1]['value']:.2f} s", flush=True)
    result = {"schema": "kk-diff/bench@1", "commit": None, "machine": {}, "versions": {}, "notes": notes, "results": rows}
    if options.out:
        with open(options.out, "w", encoding="utf-8") as file:
            json.dump(result, file, indent=1, ensure_ascii=False)


if __name__ == "__main__":
    main()
