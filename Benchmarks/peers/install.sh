#!/bin/sh
# Installs the tools that kk-diff is held against into a virtual environment beside this script (Debian and PyPI only), and
# says which it could not get and why. Nothing outside Benchmarks/peers/.venv is changed.
set -eu
cd "$(dirname "$0")"

# Debian's Python sees Debian's GDAL bindings, which geofileops needs.
python=python3
if /usr/bin/python3 -c "import osgeo" 2>/dev/null; then python=/usr/bin/python3; fi
[ -x .venv/bin/python ] || "$python" -m venv --system-site-packages .venv

get() { # WHAT-FOR PACKAGE…
    what=$1
    shift
    if .venv/bin/pip install -q "$@" >.venv/install.log 2>&1; then
        echo "$what: installed"
    else
        echo "$what: not installed: $(grep -i error .venv/install.log | tail -1)"
    fi
}

get "geopandas, shapely" geopandas==1.2.0 shapely==2.2.0 pyogrio==0.13.0 numpy pandas
# The extension is a package of its own on PyPI, so that nothing is downloaded at run time. Versions must be equal.
get "DuckDB with spatial" duckdb==1.5.5 duckdb-extension-spatial==1.5.5
get "SedonaDB" "sedonadb[geopandas]==0.5.0" pyarrow
# Without its dependencies: pip would build GDAL anew.
get "geofileops" --no-deps geofileops==0.12.0 pygeoops==0.6.0 cloudpickle psutil packaging topojson
ls /usr/lib/*/mod_spatialite.so >/dev/null 2>&1 ||
    echo "mod_spatialite: not installed (Debian: libsqlite3-mod-spatialite); geofileops does not run without it"
for program in ogr2ogr ogr_layer_algebra.py psql; do
    command -v "$program" >/dev/null 2>&1 && echo "$program: found" || echo "$program: not installed (Debian: gdal-bin, python3-gdal, postgis)"
done
