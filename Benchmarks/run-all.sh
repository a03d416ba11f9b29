#!/bin/sh
# Everything that the README's table shows, on a machine that does nothing else (about 25 minutes): results as JSON in
# Benchmarks/results, then the table between the marks of README.md and of Benchmarks/README.md.
#
#   Benchmarks/run-all.sh [COMMIT]        SKIP_PEERS=1 leaves the other tools out (about 8 minutes)
set -eu
cd "$(dirname "$0")/.."
commit=${1:-unknown}
bench=Benchmarks/.build/release/kk-bench
out=Benchmarks/results
mkdir -p "$out"

say() { echo "== $(date +%T) $*"; }
run() { # RESULT COMMAND…: RESULT.json and RESULT.md in the folder of results
    name=$1
    shift
    say "$*"
    "$bench" "$@" --out "$out" --name "$name" --commit "$commit" >"$out/$name.log"
}

say inputs
"$bench" inputs S M L many-small few-huge catalogue
run M overlay M --runs 7 --geos subdivided
run L overlay L --runs 5
run fixtures overlay many-small few-huge --runs 7
run diff diff S M --runs 7
run check check --runs 7
run cliffs cliffs --runs 5 --limit 20
run S overlay S --runs 7 --geos plain,prepared,subdivided

peers=""
if [ -z "${SKIP_PEERS:-}" ]; then
    say peers
    Benchmarks/peers/install.sh
    python=Benchmarks/peers/.venv/bin/python
    Benchmarks/peers/with-postgis.sh "$python" Benchmarks/peers/run.py S --runs 3 --limit 60 --out "$out/peers-S.json"
    # The tools that use threads with one and two, the other with one; those that need over five minutes are said.
    Benchmarks/peers/with-postgis.sh "$python" Benchmarks/peers/run.py M --tools shapely,duckdb,sedonadb --limit 300 --out "$out/peers-M.json"
    Benchmarks/peers/with-postgis.sh "$python" Benchmarks/peers/run.py M --tools geopandas --threads 1 --limit 300 --out "$out/peers-M-geopandas.json"
    peers="$out/peers-S.json $out/peers-M.json $out/peers-M-geopandas.json"
fi

say tables
# shellcheck disable=SC2086  # a list of files
"$bench" table "$out/M.json" "$out/L.json" "$out/diff.json" "$out/check.json" $peers --brief --into README.md
# shellcheck disable=SC2086
"$bench" table "$out/M.json" "$out/L.json" "$out/fixtures.json" "$out/S.json" "$out/diff.json" "$out/check.json" $peers \
    "$out/cliffs.json" --into Benchmarks/README.md
say "done; read the difference: git diff README.md Benchmarks/README.md"
