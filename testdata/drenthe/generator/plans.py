"""The plans of the three acceptance stories, and what a check must answer about them (Shapely, not kk-diff)."""
import json
import math

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import LineString, Point, Polygon

from generator.catalogue import units
from generator.truth import text

TOLERANCE, NEAR, FAR = 0.5, 250.0, 5000.0


def _moved(polygon, by):
    """The Exloo outline with its shared south and east edge moved `by` metres outwards (negative: inwards)."""
    south, east = 0.0, 0.0
    out = []
    for x, y in shapely.get_coordinates(polygon)[:-1].tolist():
        south = by if y < 543100 else 0.0
        east = by if x > 254900 and y < 543650 else 0.0
        out.append((round(x + east, 2), round(y - south, 2)))
    return Polygon(out)


def exloo(subject, dissolve):
    exact = dissolve(subject.complex.mask([subject.exloo]))
    return {"exloo_exact": exact, "exloo_gat_0_3m": _moved(exact, -0.3), "exloo_overlap_0_3m": _moved(exact, 0.3)}


def _road(points, half_width):
    return LineString(points).buffer(half_width, cap_style="flat", quad_segs=4)


def gieten():
    """Four variants of the junction: regular or with a shifted fly-over, without or with a doubled N33."""
    out = {}
    n34 = [(246260, 559430), (246420, 558900), (246500, 557900), (246800, 557050)]
    west, east = [(245150, 557700), (246500, 557900)], [(246500, 557900), (247550, 558760)]
    ramps = Point(246500, 557900).buffer(330, quad_segs=6)
    flyover = [(246405, 559020), (246220, 558720), (245890, 558420), (245500, 558050), (245250, 557715)]
    south_loop = [(245700, 557781), (245960, 557560), (246130, 557320), (246420, 557300), (246640, 557480)]
    for kind in ("regulier", "verschoven"):
        for doubled in (False, True):
            half = 34 if doubled else 20
            parts = [_road(n34, 22), _road(west, half), _road(east, half), ramps]
            if kind == "verschoven":
                parts[3] = Point(246500, 557900).buffer(210, quad_segs=6)
                parts += [_road(flyover, 26), _road(south_loop, 18)]
            name = f"gieten_{kind}" + ("_verdubbeling" if doubled else "")
            out[name] = _rounded(shapely.union_all(parts))
    return out


def drostendiep():
    """Stream restoration: nearly all in the nature network, with one corner outside it."""
    design = LineString([(249000, 532450), (248350, 531150), (247800, 530000), (247420, 529200)]).buffer(235, cap_style="flat", quad_segs=3)
    corner = Polygon([(248420, 531620), (248560, 531520), (248200, 531900), (248080, 531800)])
    return {"nieuwe_drostendiep_ontwerp": _rounded(design), "nieuwe_drostendiep_voorontwerp": _rounded(design.union(corner))}


def _rounded(geometry):
    """To the centimetre; rebuilt from its coordinates, because Shapely would go on to round every overlay with it."""
    snapped = shapely.set_precision(geometry, 0.01).normalize()
    assert snapped.geom_type == "Polygon"
    return Polygon(shapely.get_coordinates(snapped.exterior), [shapely.get_coordinates(h) for h in snapped.interiors])


def geojson(name, polygon):
    """WGS 84, longitude first, 1e-9 degree (about 0.1 mm), as RFC 7946 wants it."""
    to_wgs = Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)

    def ring(coords):
        lon, lat = to_wgs.transform(*np.array(coords).T)
        return [[round(float(a), 9), round(float(b), 9)] for a, b in zip(lon, lat)]
    rings = [ring(shapely.geometry.polygon.orient(polygon).exterior.coords)] + [ring(h.coords) for h in polygon.interiors]
    feature = {"type": "Feature", "properties": {"NAAM": name, "BRON": "SYNTHETISCH"}, "geometry": {"type": "Polygon", "coordinates": rings}}
    return json.dumps({"type": "FeatureCollection", "name": f"{name} (SYNTHETISCH)", "features": [feature]}, ensure_ascii=False, indent=1) + "\n"


# Expected answers --------------------------------------------------------------------------------------------------------

COMPASS = ["E", "NE", "N", "NW", "W", "SW", "S", "SE"]


def unit_shapes(files):
    """unit id -> (name, level, geometry); an entry with `each` gives one per value."""
    out, listed = {}, units()
    for u in listed:
        if u["layers"] is None:
            continue
        layer = u["layers"][0]
        table = files[layer["file"]][layer["layer"]]
        names = list(table.fields)
        groups = {}
        for geometry, values in table.rows:
            record = {n: text(v) for n, v in zip(names, values)}
            if any(record[f] not in [text(v) for v in wanted] for f, wanted in layer.get("where", {}).items()):
                continue
            key = record[u["each"]["id"]] if "each" in u else None
            groups.setdefault(key, []).append(geometry)
        for key, parts in groups.items():
            out[u["id"] if key is None else f"{u['id']}-{key}"] = shapely.union_all(parts)
    for u in listed:
        if "union_of" in u:
            out[u["id"]] = shapely.union_all([out[i] for i in u["union_of"]])
    return out


def _thirds(plan, overlap):
    x0, y0, x1, y1 = plan.bounds
    w, h = (x1 - x0) / 3, (y1 - y0) / 3
    big = 1e7
    zones = {"N": shapely.box(-big, y1 - h, big, big), "E": shapely.box(x1 - w, -big, big, big), "S": shapely.box(-big, -big, big, y0 + h), "W": shapely.box(-big, -big, x0 + w, big)}
    return {side: overlap.intersection(zone).area / overlap.area for side, zone in zones.items()}


def _border_sides(plan, unit):
    """Metres of the plan's border within the tolerance of the unit, per quadrant of the outward normal."""
    near = unit.buffer(TOLERANCE)
    lengths = {}
    for ring in [plan.exterior, *plan.interiors]:
        xy = shapely.get_coordinates(ring)
        turn = 1.0 if ring.is_ccw else -1.0
        for (ax, ay), (bx, by) in zip(xy[:-1], xy[1:]):
            part = LineString([(ax, ay), (bx, by)]).intersection(near).length
            if part > 2 * TOLERANCE:
                nx, ny = turn * (by - ay), -turn * (bx - ax)
                side = ("E" if nx > 0 else "W") if abs(nx) > abs(ny) else ("N" if ny > 0 else "S")
                lengths[side] = lengths.get(side, 0.0) + part
    return lengths


def answer(plan, unit):
    kind = "point" if "Point" in unit.geom_type else "line" if "Line" in unit.geom_type else "polygon"
    inside = plan.intersection(unit)
    distance = plan.distance(unit)
    out = {"geometry": kind}
    if kind == "point":
        out["count"] = len(shapely.get_parts(inside)) if not inside.is_empty else 0
    elif kind == "line":
        out["length_m"] = inside.length
    if kind == "polygon" and inside.area > 0:
        rim = plan.boundary.buffer(TOLERANCE, quad_segs=64).intersection(unit.boundary.buffer(TOLERANCE, quad_segs=64))
        rest = inside.difference(rim)
        if rest.area > 1e-9:
            shares = _thirds(plan, inside)
            share = inside.area / plan.area
            return {**out, "state": "hit", "area_ha": inside.area / 10000, "share_of_plan": share, "share_of_unit": inside.area / unit.area,
                    "sides": ["all"] if share >= 0.95 else [s for s in ("N", "E", "S", "W") if shares[s] >= 0.25], "shares_of_thirds": shares}
    elif kind != "polygon" and (out.get("count") or out.get("length_m", 0) > 0):
        return {**out, "state": "hit"}
    if kind == "polygon" and (inside.area > 0 or distance <= TOLERANCE):
        lengths = _border_sides(plan, unit)
        if lengths:
            total = sum(lengths.values())
            return {**out, "state": "touches", "area_ha": 0, "within_tolerance_ha": inside.area / 10000, "sides": [s for s in ("N", "E", "S", "W") if lengths.get(s, 0) >= 0.1 * total],
                    "side_lengths_m": lengths, "shared_boundary_m": total}
    a, b = shapely.get_coordinates(shapely.shortest_line(plan, unit))
    out["distance_m"] = distance
    if distance <= NEAR:
        angle = math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
        return {**out, "state": "near", "sides": [COMPASS[round(angle / 45) % 8]]}
    return {**out, "state": "not-hit"}


def expected(plans, files, extent, urban):
    shapes = unit_shapes(files)
    out = []
    for name, plan in plans.items():
        hits = {ident: answer(plan, shape) for ident, shape in shapes.items()}
        hits.update({u["id"]: {"state": "no-data"} for u in units() if u["layers"] is None and "union_of" not in u})
        out.append({"plan": name, "area_ha": plan.area / 10000, "outside_extent_ha": plan.difference(extent).area / 10000, "urban_ha": plan.intersection(urban).area / 10000,
                    "units": dict(sorted(hits.items()))})
    return {"what": "SYNTHETISCH: expected answers of a plan check at tolerance 0.5 m, near 250 m, far 5000 m; computed with Shapely from the same geometry",
            "tolerance_m": TOLERANCE, "near_m": NEAR, "far_m": FAR, "plans": out}


def es_parts(plans, es):
    """What is left of the Eexter es after each variant: parts above 1 m² and the largest, in hectares."""
    out = {}
    for name, plan in plans.items():
        rest = [g.area / 10000 for g in shapely.get_parts(es.difference(plan)) if g.area > 1]
        out[name] = {"taken_ha": es.intersection(plan).area / 10000, "parts_after": len(rest), "largest_part_after_ha": max(rest)}
    return out
