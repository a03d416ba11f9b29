"""One planar complex under all layers.

All outlines of all layers and both versions are noded together on a one-metre grid and cut into faces. A layer is a set of
faces with a label; dissolving them keeps every vertex. So neighbours in one layer share their border exactly, a layer that
lies inside another one does so exactly, and a border that did not change between the versions has the same vertices in both.
"""
import numpy as np
import shapely
from shapely.geometry import LineString, Polygon

from generator import noise

GRID = 1.0
STEP = 290.0  # longest straight piece of a border, in metres


class Complex:
    def __init__(self, province):
        self.province = province
        self.outlines = [province.boundary]
        self.faces = None

    def add(self, shapes):
        """Announces outlines; before `build`."""
        self.outlines.extend(s.boundary for s in shapes)

    def build(self):
        noded = shapely.unary_union(shapely.multilinestrings([line for o in self.outlines for line in shapely.get_parts(o)]),
                                    grid_size=GRID)
        faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
        points = shapely.point_on_surface(faces)
        inside = shapely.contains_properly(self.province, points)
        self.faces, self.points = faces[inside], points[inside]
        order = np.lexsort((shapely.get_y(self.points), shapely.get_x(self.points)))
        self.faces, self.points = self.faces[order], self.points[order]

    def paint(self, shapes):
        """For each face the number of the last shape that holds it, -1 for none."""
        label = np.full(len(self.faces), -1, dtype=np.int64)
        tree = shapely.STRtree(self.points)
        for n, shape in enumerate(shapes):
            label[tree.query(shape, predicate="contains")] = n
        return label

    def mask(self, shapes):
        return self.paint(shapes) >= 0

    def dissolve(self, label, redrawn):
        """Label -> list of polygons in map space, in ascending label order; -1 left out."""
        out = []
        for value in np.unique(label[label >= 0]):
            union = shapely.coverage_union_all(self.faces[label == value])
            for part in shapely.get_parts(union):
                out.append((int(value), to_map(part, redrawn)))
        return out


def _ring(coords, redrawn):
    a, b = coords[:-1], coords[1:]
    out = []
    quiet = noise.is_quiet(coords[:, 0], coords[:, 1])
    for i in range(len(a)):
        p, q = a[i], b[i]
        out.append(p)
        length = float(np.hypot(q[0] - p[0], q[1] - p[1]))
        n = int(np.ceil(length / STEP))
        if n < 2 or (quiet[i] and quiet[i + 1]):
            continue
        # Counted from the smaller end, so that both neighbours make the same points.
        flip = (q[0], q[1]) < (p[0], p[1])
        s, e = (q, p) if flip else (p, q)
        between = [s + (e - s) * (k / n) for k in range(1, n)]
        out.extend(reversed(between) if flip else between)
    xy = noise.bend(np.array(out))
    if redrawn:
        xy = noise.redraw(xy)
    xy = np.round(xy, 2)
    return np.vstack((xy, xy[:1]))


def to_map(polygon, redrawn):
    """A design-space polygon in map space; right-hand start so that the same face gives the same bytes."""
    shell = _ring(shapely.get_coordinates(polygon.exterior), redrawn)
    holes = [_ring(shapely.get_coordinates(h), redrawn) for h in polygon.interiors]
    return Polygon(shell, holes).normalize()


def line_to_map(line, redrawn):
    parts = []
    for part in shapely.get_parts(line):
        coords = shapely.get_coordinates(shapely.segmentize(part, 250.0))
        xy = noise.bend(coords)
        if redrawn:
            xy = noise.redraw(xy)
        parts.append(LineString(np.round(xy, 2)))
    return parts


def point_to_map(x, y):
    xy = np.round(noise.bend(np.array([[x, y]], dtype=float)), 2)
    return shapely.Point(xy[0])
