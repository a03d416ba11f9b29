"""Smooth deterministic displacement fields.

The province is designed with simple shapes on a plain metre grid and then bent by `bend`, a smooth invertible field, so that
borders look drawn by hand and borders shared before bending are shared after it. `redraw` is the same idea with an amplitude
of about three metres: what happens to a map when somebody digitises it again. Only +, -, * and integer hashing are used, so
that every machine gets the same coordinates.
"""
import numpy as np

# (wave length m, amplitude m): the largest slope stays below one, so the field never folds.
BEND = ((25000.0, 1300.0), (8000.0, 600.0), (2000.0, 120.0), (600.0, 26.0))
REDRAW = ((130.0, 2.1),)

# Around the three plans the ground is left as designed, so that distances and sides can be laid out exactly:
# (x, y, radius without displacement, radius from which it works in full), metres.
QUIET = ((254500.0, 543400.0, 1500.0, 9000.0), (246300.0, 558200.0, 1600.0, 9000.0), (248000.0, 530700.0, 2000.0, 9000.0))


def _hash(ix, iy, seed):
    h = (ix.astype(np.int64) * 374761393 + iy.astype(np.int64) * 668265263 + seed * 974711) & 0xFFFFFFFF
    h = ((h ^ (h >> 13)) * 1274126177) & 0xFFFFFFFF
    h = (h ^ (h >> 16)) & 0xFFFFFFFF
    return h.astype(np.float64) / 2147483647.5 - 1.0


def _value(x, y, wave, seed):
    gx, gy = x / wave, y / wave
    fx, fy = np.floor(gx), np.floor(gy)
    tx, ty = gx - fx, gy - fy
    ix, iy = fx.astype(np.int64), fy.astype(np.int64)
    sx = tx * tx * tx * (tx * (tx * 6.0 - 15.0) + 10.0)
    sy = ty * ty * ty * (ty * (ty * 6.0 - 15.0) + 10.0)
    a, b = _hash(ix, iy, seed), _hash(ix + 1, iy, seed)
    c, d = _hash(ix, iy + 1, seed), _hash(ix + 1, iy + 1, seed)
    low, high = a + (b - a) * sx, c + (d - c) * sx
    return low + (high - low) * sy


def _strength(x, y):
    s = np.ones_like(x)
    for qx, qy, inner, outer in QUIET:
        d2 = (x - qx) * (x - qx) + (y - qy) * (y - qy)
        t = np.clip((d2 - inner * inner) / (outer * outer - inner * inner), 0.0, 1.0)
        s = s * (t * t * (3.0 - 2.0 * t))
    return s


def is_quiet(x, y):
    """Whether the points lie where nothing is displaced."""
    return _strength(x, y) == 0.0


def _displace(xy, waves, seed):
    x, y = xy[:, 0], xy[:, 1]
    s = _strength(x, y)
    dx, dy = np.zeros_like(x), np.zeros_like(y)
    for n, (wave, amplitude) in enumerate(waves):
        dx = dx + amplitude * _value(x, y, wave, seed + 2 * n)
        dy = dy + amplitude * _value(x, y, wave, seed + 2 * n + 1)
    return np.column_stack((x + dx * s, y + dy * s))


def bend(xy):
    """Design space to map space."""
    return _displace(xy, BEND, 20100)


def redraw(xy):
    """Map space, digitised a second time: at most 3 m away (2.1 m on each axis)."""
    return _displace(xy, REDRAW, 20220)
