#!/usr/bin/env python3
"""Times what other tools need to make the faces of two layers (their `union` overlay), and nothing else.

usage: union_faces.py geopandas|geofileops OLD.gpkg NEW.gpkg [LAYER]

Prints seconds from opening the files to having the faces (in memory for geopandas, in a file for geofileops), the
number of faces and the area that both layers cover, so that the answer can be held against kk-diff's.
"""
import os
import sys
import tempfile
import time


def main() -> None:
    tool, old, new = sys.argv[1:4]
    layer = sys.argv[4] if len(sys.argv) > 4 else "l"
    import geopandas

    start = time.perf_counter()
    if tool == "geopandas":
        a = geopandas.read_file(old, layer=layer)
        b = geopandas.read_file(new, layer=layer)
        faces = geopandas.overlay(a, b, how="union", keep_geom_type=True)
        seconds = time.perf_counter() - start
        both = faces[faces["cls_1"].notna() & faces["cls_2"].notna()]
        version = geopandas.__version__
    elif tool == "geofileops":
        import geofileops

        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "faces.gpkg")
            geofileops.union(old, new, out, input1_layer=layer, input2_layer=layer, nb_parallel=2)
            seconds = time.perf_counter() - start
            faces = geopandas.read_file(out)
        both = faces[faces["l1_cls"].notna() & faces["l2_cls"].notna()]
        version = geofileops.__version__
    else:
        sys.exit(f"unknown tool {tool!r}")
    print(f"{tool} {version}: {seconds:.1f} s, {len(faces)} faces, both {both.geometry.area.sum():.1f} m2")


if __name__ == "__main__":
    main()
