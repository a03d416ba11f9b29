"""Writes GeoPackages through SQLite, the same bytes every time: fixed dates, fixed row order, no library version inside.

OGC GeoPackage 1.3 (12-128r17): gpkg_spatial_ref_sys, gpkg_contents, gpkg_geometry_columns, blobs with an envelope,
and the R-tree extension (index tables; the triggers that keep an index up to date are left out, so the files are to be read,
not edited).
"""
import os
import sqlite3
import struct

import shapely

DATE = "2026-01-01T00:00:00.000Z"
PAGE = 512
INDEX_FROM = 30  # rows; below that an index costs more than it saves

RD = ('PROJCS["Amersfoort / RD New",GEOGCS["Amersfoort",DATUM["Amersfoort",SPHEROID["Bessel 1841",6377397.155,299.1528128,'
      'AUTHORITY["EPSG","7004"]],AUTHORITY["EPSG","6289"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
      'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4289"]],'
      'PROJECTION["Oblique_Stereographic"],PARAMETER["latitude_of_origin",52.1561605555556],'
      'PARAMETER["central_meridian",5.38763888888889],PARAMETER["scale_factor",0.9999079],PARAMETER["false_easting",155000],'
      'PARAMETER["false_northing",463000],UNIT["metre",1,AUTHORITY["EPSG","9001"]],AXIS["Easting",EAST],AXIS["Northing",NORTH],'
      'AUTHORITY["EPSG","28992"]]')
WGS84 = ('GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
         'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
         'AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]')



class Table:
    """One layer: `fields` maps a name to TEXT, INTEGER or REAL; `rows` are (geometry, values in field order)."""

    def __init__(self, name, title, kind, fields, rows):
        assert kind in ("POINT", "LINESTRING", "POLYGON")
        self.name, self.title, self.kind, self.fields, self.rows = name, title, kind, fields, rows


def _blob(geometry):
    minx, miny, maxx, maxy = geometry.bounds
    head = b"GP\x00\x03" + struct.pack("<i4d", 28992, minx, maxx, miny, maxy)
    return head + shapely.to_wkb(geometry, byte_order=1)


def write(path, tables, description):
    if os.path.exists(path):
        os.remove(path)
    db = sqlite3.connect(path, isolation_level=None)
    run = db.execute
    run(f"PRAGMA page_size={PAGE}")
    run("PRAGMA encoding='UTF-8'")
    run("PRAGMA application_id=1196444487")
    run("PRAGMA user_version=10300")
    run("BEGIN")
    run("CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,"
        " organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)")
    run("CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,"
        " description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,"
        " srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))")
    run("CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,"
        " srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),"
        " CONSTRAINT uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES"
        " gpkg_contents(table_name), CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))")
    run("CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,"
        " scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))")
    for row in (("Undefined cartesian SRS", -1, "NONE", -1, "undefined", None), ("Undefined geographic SRS", 0, "NONE", 0, "undefined", None),
                ("WGS 84 geodetic", 4326, "EPSG", 4326, WGS84, None), ("Amersfoort / RD New", 28992, "EPSG", 28992, RD, None)):
        run("INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,?)", row)
    for t in tables:
        columns = "".join(f', "{n}" {kind}' for n, kind in t.fields.items())
        run(f'CREATE TABLE "{t.name}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom {t.kind}{columns})')
        marks = ",".join("?" * (2 + len(t.fields)))
        bounds = shapely.total_bounds([g for g, _ in t.rows]).tolist() if t.rows else [None] * 4
        run("INSERT INTO gpkg_contents VALUES (?,?,?,?,?,?,?,?,?,?)",
            (t.name, "features", f"SYNTHETISCH {t.name}", f"{t.title}. {description}", DATE, *bounds, 28992))
        run("INSERT INTO gpkg_geometry_columns VALUES (?,?,?,?,0,0)", (t.name, "geom", t.kind, 28992))
        for fid, (geometry, values) in enumerate(t.rows, 1):
            assert len(values) == len(t.fields), t.name
            run(f'INSERT INTO "{t.name}" VALUES ({marks})', (fid, _blob(geometry), *values))
        if len(t.rows) < INDEX_FROM:
            continue
        run(f'CREATE VIRTUAL TABLE "rtree_{t.name}_geom" USING rtree(id, minx, maxx, miny, maxy)')
        for fid, (geometry, _) in enumerate(t.rows, 1):
            minx, miny, maxx, maxy = geometry.bounds
            run(f'INSERT INTO "rtree_{t.name}_geom" VALUES (?,?,?,?,?)', (fid, minx, maxx, miny, maxy))
        run("INSERT INTO gpkg_extensions VALUES (?,?,?,?,?)", (t.name, "geom", "gpkg_rtree_index",
            "http://www.geopackage.org/spec120/#extension_rtree", "write-only"))
    run("COMMIT")
    run("VACUUM")
    db.close()
    # Bytes 92-99 of the header hold the change counter's twin and the number of the SQLite that wrote the file; both fixed.
    with open(path, "r+b") as f:
        f.seek(24)
        f.write(struct.pack(">I", 1))
        f.seek(92)
        f.write(struct.pack(">II", 1, 3040000))
