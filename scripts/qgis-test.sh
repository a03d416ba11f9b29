#!/bin/sh
# Opens the QGIS projects of a comparison, a run and a check in QGIS itself, if it is installed, and draws them.
# usage: qgis-test.sh [FOLDER FOR THE PICTURES]
set -eu
# QGIS comes with the Python of the system, which need not be the first on the PATH.
python=python3
[ -x /usr/bin/python3 ] && python=/usr/bin/python3
here=$(cd "$(dirname "$0")/.." && pwd)
if ! QT_QPA_PLATFORM=offscreen "$python" -c 'import qgis.core' 2>/dev/null; then
    echo "qgis-test: SKIPPED: QGIS is not installed (apt-get install --no-install-recommends python3-qgis)"
    exit 0
fi
kk="$here/.build/release/kk-diff"
[ -x "${KK_DIFF:-$kk}" ] || { echo "qgis-test: build first (make build), or name the program in KK_DIFF" >&2; exit 2; }
kk=${KK_DIFF:-$kk}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
pictures=${1:-$out}
mkdir -p "$pictures"
cd "$here/testdata/drenthe"
"$kk" compare vergelijking.json --out "$out/run" --lang nl --quiet >/dev/null
"$kk" diff ../golden/inputs/old.geojson ../golden/inputs/new.geojson --class type --out "$out/diff" --lang nl --quiet >/dev/null
"$kk" check plans/exloo_exact.gpkg --catalogue catalogue.json --out "$out/exloo" --lang nl --quiet >/dev/null
# Moved: the projects name their files from where they lie.
mkdir "$out/elsewhere"
mv "$out/run" "$out/diff" "$out/exloo" "$out/elsewhere/"
"$python" "$here/scripts/qgis_render.py" "$pictures" "$out/elsewhere/run/kaart.qgs" "$out/elsewhere/diff/kaart.qgs" "$out/elsewhere/exloo/kaart.qgs"
