"""Core quality landscape: types (a partition), essen, beekdalen, macrogradiënt."""
from shapely.geometry import Polygon

from generator import ground
from generator.shapes import area, blob, chance, corridor, disc, scatter

ESDORPEN, ESGEHUCHTEN, LAAGVEEN = "esdorpenlandschap", "esgehuchtenlandschap", "wegdorpen laagveenontginning"
RANDVEEN, VEENKOLONIEN, KOLONIEN = "wegdorpen randveenontginning", "landschap van de veenkoloniën", "koloniën van weldadigheid"
TYPES = [ESDORPEN, ESGEHUCHTEN, LAAGVEEN, RANDVEEN, VEENKOLONIEN, KOLONIEN]

# Painted in this order over the province, which starts as esdorpenlandschap.
PAINT = [
    (RANDVEEN, area([(243, 580), (245.5, 567), (249.2, 560), (252.4, 552), (254.48, 545.2), (254.484, 541.6), (256, 537), (257.5, 531), (256, 524), (262, 520), (272, 530), (272, 560), (250, 580)])),
    (RANDVEEN, area([(214, 560), (221, 563), (226, 571), (231, 570.5), (232, 579), (212, 579)])),
    (VEENKOLONIEN, area([(247.5, 580), (250, 566), (254, 557), (256.8, 549.6), (259.3, 543), (260.3, 537), (261, 531), (258, 525.5), (250.5, 519), (251, 505), (275, 505), (275, 560), (260, 580)])),
    (VEENKOLONIEN, area([(219, 557), (224, 556.5), (229, 550), (226, 544.5), (221.5, 549)])),
    (VEENKOLONIEN, area([(224.5, 526.5), (231, 528.5), (238, 525.5), (239, 519.5), (231, 517.5), (226, 520)])),
    (LAAGVEEN, area([(229, 573), (234, 571.5), (240, 573.8), (246, 575), (240, 580), (228, 580)])),
    (LAAGVEEN, area([(204, 528), (209.5, 527.5), (214, 523.5), (211.5, 519.8), (203, 518)])),
    (ESGEHUCHTEN, area([(211.5, 519.8), (214, 521.5), (222, 518), (230.5, 516), (232, 508), (210, 508)])),
    (KOLONIEN, area([(203, 536), (211, 536.5), (212, 542.2), (207.5, 543.5), (203, 542)])),
    (KOLONIEN, area([(215.5, 558.8), (222.4, 559.2), (222, 563.8), (216, 563.4)])),
]
# Real change of the type map: the colony of the south-west is drawn larger in 2022 (a decision, see besluiten.gpkg).
KOLONIE_GROWTH = area([(211, 536.5), (213.2, 537.4), (213.6, 541.5), (212, 542.2)])
# Peat colony land that became village edge of the sand landscape: a change of label without any statement.
TYPE_SHIFT = area([(229, 550), (227.2, 546.9), (225.8, 547.6), (227.6, 550.9)])

MACRO_2010 = [area([(244.6, 572.5), (247.2, 565.5), (250.4, 559.2), (253.2, 552), (254.6, 546), (254.62, 541), (256.8, 534.6), (256, 534.2), (253.6, 541), (253.55, 546), (252, 551.5), (249.4, 558.6), (246.2, 565), (243.8, 572)])]
MACRO_2022 = [area([(244.6, 572.5), (247.2, 565.5), (250.4, 559.2), (253.2, 552), (254.664, 546), (254.668, 541), (256.8, 534.6), (257.2, 530.8), (256.3, 530.6), (255.9, 534.2), (253.6, 541), (253.55, 546), (252, 551.5), (249.4, 558.6), (246.2, 565), (243.8, 572)]),
              area([(222.5, 571.5), (226.5, 569.3), (229.5, 565.2), (230.4, 565.8), (227.2, 570.2), (223, 572.4)])]

LS_HG = {"Assen – Drentsche Aa": [(235.6, 552.6), (237, 554.2), (237.2, 557.5), (236.6, 559.3)],
         "Hoogeveen – Oude Diep": [(225.6, 529.6), (228.2, 529.1), (230.2, 527.6)],
         "Meppel – Reest": [(208.2, 522.6), (210.2, 522.4), (212.0, 523.0)]}


def type_shapes():
    """(shapes 2010, shapes 2022): lists of (type, shape) in painting order."""
    first = [(ESDORPEN, ground.PROVINCE.buffer(3000))] + PAINT
    second = first + [(KOLONIEN, KOLONIE_GROWTH), (ESDORPEN, TYPE_SHIFT)]
    return first, second


def beekdalen():
    """(name, type, shape 2010, shape 2022). 2022 is a little wider in two valleys and shorter in one: nobody said why."""
    out = []
    for name, (course, width) in ground.STREAMS.items():
        kind = "esgehuchten" if name == "Reest" else "esdorpen"
        first, second = corridor(course, width), corridor(course, width)
        if name in ("Beilerstroom", "Wold Aa"):
            second = corridor(course, width + 60)
        if name == "Marsstroom":
            second = corridor(course[:-1], width)
        out.append((name, kind, first, second))
    return out


class Essen:
    """The es fields. `old[i]` is None for one that was not 'waardevol' in 2010; `loss` are places built over since."""

    def __init__(self, valleys, villages):
        r = chance("essen")
        self.names, self.old, self.new, self.kind, self.loss = [], [], [], [], []
        reestdal = PAINT[7][1]
        sand = ground.PROVINCE.buffer(-700).difference(area([(250.5, 580), (252, 566), (255, 553), (255.6, 536), (257, 526), (252, 505), (275, 505), (275, 580)]))
        others = [shape for kind, shape in PAINT if kind not in (RANDVEEN, ESGEHUCHTEN)]
        keep_off = ([v.buffer(330) for v in valleys] + [v.buffer(250) for v in villages] + others
                    + [disc(254500, 543400, 2100), disc(246000, 558400, 2300), disc(248000, 530700, 2600)])
        for n, (x, y) in enumerate(scatter(r, sand, 1350, 216, keep_off)):
            radius = 330 + 210 * r.random()
            valued = r.random() < 0.70
            small = reestdal.contains(Polygon([(x - 50, y), (x, y - 50), (x + 50, y)]))
            if small:
                radius *= 0.55
            shape = blob(chance(f"es {n}"), x, y, radius, 13, 0.34)
            wide = blob(chance(f"es {n}"), x, y, radius + 22 + 46 * r.random(), 13, 0.34)
            self._add(f"Es {n + 1:03d}", "eenmansessen" if small else "essen", shape if valued and not small else None, wide)
            if valued and not small and n % 16 == 3:
                self.loss.append(disc(x + round(radius * 0.72), y, 105))
        self._add("Eexter es", "essen", Polygon(ground.EEXTER_ES), Polygon(ground.EEXTER_ES))
        exloo = Polygon([(252900, 543950), (253520, 544120), (253600, 544800), (253100, 545000), (252800, 544500)])
        self._add("Exloër es", "essen", exloo, exloo)

    def _add(self, name, kind, old, new):
        self.names.append(name)
        self.kind.append(kind)
        self.old.append(old)
        self.new.append(new)
