"""Small drawing tools in design space, all metres, all driven by one seeded source of chance."""
import math
import random

import shapely
from shapely.geometry import LineString, MultiPoint, Point, Polygon

SEED = 20102022


def chance(name):
    """A generator of its own per subject: adding a shape to one subject leaves the others as they were."""
    return random.Random(f"{SEED}:{name}")


def km(points):
    return [(round(x * 1000), round(y * 1000)) for x, y in points]


def area(points):
    return Polygon(km(points))


def line(points):
    return LineString(km(points))


def corridor(points, half_width):
    return line(points).buffer(half_width, quad_segs=2, join_style="round")


def blob(r, x, y, radius, corners=10, wild=0.3):
    """A rounded irregular area."""
    phase = r.random() * 2 * math.pi
    ring = []
    for i in range(corners):
        angle = phase + 2 * math.pi * i / corners
        reach = radius * (1 - wild / 2 + wild * r.random())
        ring.append((round(x + reach * math.cos(angle)), round(y + reach * math.sin(angle))))
    return Polygon(ring)


def disc(x, y, radius, corners=12):
    return Polygon([(round(x + radius * math.cos(2 * math.pi * i / corners)), round(y + radius * math.sin(2 * math.pi * i / corners)))
                    for i in range(corners)])


def scatter(r, inside, distance, count, keep_off=()):
    """Up to `count` points inside, no two nearer than `distance`, none in `keep_off`."""
    minx, miny, maxx, maxy = inside.bounds
    shapely.prepare(inside)
    off = shapely.union_all(list(keep_off)) if keep_off else None
    if off is not None:
        shapely.prepare(off)
    points = []
    for _ in range(count * 60):
        if len(points) == count:
            break
        x, y = round(minx + r.random() * (maxx - minx)), round(miny + r.random() * (maxy - miny))
        if any((x - px) ** 2 + (y - py) ** 2 < distance * distance for px, py in points):
            continue
        p = Point(x, y)
        if inside.contains(p) and not (off is not None and off.contains(p)):
            points.append((x, y))
    return points


def cells(seeds, frame):
    """The Voronoi cell of each seed (km), in the order of the seeds."""
    points = [Point(p) for p in km(seeds)]
    found = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(points), extend_to=frame.buffer(5000)))
    return [next(c for c in found if c.contains(p)) for p in points]
