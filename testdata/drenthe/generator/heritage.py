"""Core qualities cultural history, archaeology and geological heritage."""
from shapely.geometry import Polygon

from generator import ground
from generator.shapes import area, blob, cells, chance, corridor, disc, scatter

RESPECT, CONDITIONS, REQUIREMENTS = "respecteren", "voorwaarden stellen", "eisen stellen"
INVOLVE, ACCOUNT = "betrekken bij", "rekening houden met"

# code: (name, level 2022, level 2010, seed of its cell in km or a shape). Level 2010 None: not on that map.
CHS = {
    "1A": ("Kop van Drenthe", ACCOUNT, REQUIREMENTS, (229, 572)), "1B": ("Esdorpenlandschap rond Norg", INVOLVE, CONDITIONS, (224.5, 564.5)),
    "2A": ("Drentsche Aa", ACCOUNT, REQUIREMENTS, (239, 562)), "2B": ("Assen", INVOLVE, RESPECT, (232.5, 556)),
    "3A": ("Hondsrug", ACCOUNT, REQUIREMENTS, None), "3B": ("Hunzedal en randveen", INVOLVE, CONDITIONS, None),
    "4A": ("De Monden", ACCOUNT, CONDITIONS, (262.6, 545.5)), "4B": ("Weerdingervenen en Roswinkel", INVOLVE, CONDITIONS, (265, 537.5)),
    "5A": ("Maatschappij van Weldadigheid", ACCOUNT, REQUIREMENTS, (209, 539.5)), "5B": ("Drentse Hoofdvaart", INVOLVE, RESPECT, (222.5, 545.5)),
    "5C": ("Havelterberg", INVOLVE, CONDITIONS, (212, 532.5)), "5D": ("Esdorpenlandschap Vledder- en Wapserveense Aa", INVOLVE, RESPECT, (216, 537.5)),
    "6A": ("Velden en beekdalen van Centraal Drenthe", INVOLVE, CONDITIONS, (232, 540.5)), "7A": ("Esdorpenlandschap rond Mars- en Westerstroom", INVOLVE, CONDITIONS, (241.2, 530)),
    "7B": ("Coevorden, beekdal en ontginningen", INVOLVE, RESPECT, (247.8, 528)), "8A": ("De Reest", INVOLVE, CONDITIONS, (219, 516.5)),
    "8B": ("Meppel en het laagveen rondom", INVOLVE, RESPECT, (209.5, 523.8)), "9A": ("Hollandscheveld en Hoogeveen", INVOLVE, CONDITIONS, (231, 522.5)),
    "10A": ("Het Amsterdamscheveld", INVOLVE, CONDITIONS, (261.5, 525.5)), "10B": ("Emmen, venen en randveenontginningen", INVOLVE, None, (258.5, 532)),
}
NO_AREA = [(227, 549.5), (240, 546), (236, 550.5), (218, 527.5), (224.5, 531), (216.5, 554), (240, 517), (236, 528.5), (220, 522), (248, 568), (253, 517.5), (243, 540), (233.5, 532), (246.5, 537.5)]
HONDSRUG = area([(241, 570), (244.2, 563.5), (249.2, 557), (251.8, 550.5), (253.975, 545.4), (253.975, 541.4), (254.6, 537), (253.4, 535.4), (250.2, 538.5), (249, 545), (246.6, 551), (243.4, 556.8), (239.9, 566)])
HUNZEDAL = area([(245.6, 571.8), (248.4, 564), (252.2, 557), (254.6, 550.3), (254.478, 545.2), (254.482, 541.6), (256.2, 538.4), (259.6, 538.8), (259.4, 543), (257.2, 549.3), (254.2, 556.6), (250.4, 564.4), (247.6, 572.5)])
DRENTSCHE_AA_OLD = area([(236, 566.5), (241.5, 566.8), (241, 571.5), (236.5, 571.5)])  # 'eisen' in 2010, not in the area of 2022

# Decision of 2021 in this sample: the world heritage core, and the wider colony landscape around it.
WORLD_HERITAGE = [("Frederiksoord-Wilhelminaoord", area([(206.6, 537.4), (210.2, 537.8), (210.4, 541.2), (207, 541.4)])), ("Veenhuizen", area([(216.6, 559.8), (221.4, 560.1), (221.2, 562.9), (216.9, 562.6)]))]
COLONY_LANDSCAPE = [area([(205, 536.3), (212.9, 537.3), (213.2, 541.4), (207.2, 543)]), area([(215.7, 559), (222.2, 559.4), (221.9, 563.6), (216.1, 563.3)])]
GEOPARK = area([(238, 577), (243, 571), (247.5, 563.5), (252.5, 555), (254.5, 548), (255.8, 540), (258.5, 531), (256, 523), (247, 519), (243, 524), (250, 533), (248, 545), (242, 556), (236.5, 568), (234, 577)])

HIGH, MEDIUM, GENERIC = "hoog", "middel", "generiek"


def chs_cells():
    """code -> shape, every cell pulled 250 m inwards so that areas do not touch; 3A and 3B are drawn by hand on top."""
    codes = [c for c, v in CHS.items() if v[3]]
    found = cells([CHS[c][3] for c in codes] + NO_AREA, ground.PROVINCE)
    hand = HONDSRUG.union(HUNZEDAL).buffer(260, quad_segs=2)
    out = {}
    for code, cell in zip(codes, found):
        shape = cell.intersection(ground.PROVINCE).buffer(-250, join_style="mitre").difference(hand)
        out[code] = max(getattr(shape, "geoms", [shape]), key=lambda g: g.area)
    out["3A"], out["3B"] = HONDSRUG, HUNZEDAL
    return dict(sorted(out.items(), key=lambda kv: list(CHS).index(kv[0])))


class Archaeology:
    """WA1, WA2 and WA3 beside essen and beekdalen, and the sub-themes with their own story."""

    def __init__(self, villages):
        r = chance("archaeology")
        off = [v.buffer(100) for v in villages] + [disc(254500, 543400, 2300), disc(246300, 558200, 2600), disc(248000, 530700, 2700)]
        sand = ground.PROVINCE.buffer(-1500).difference(area([(255.5, 580), (256, 547), (257, 536), (256, 505), (275, 505), (275, 580)]))
        self.mounds = scatter(r, sand, 1900, 60, off)  # grafheuvels: points in 2010, bounded in 2022
        self.mound_areas = [disc(x, y, 45 + int(60 * r.random()), 8) for x, y in self.mounds]
        spots = scatter(r, sand, 3000, 44, off + [m.buffer(300) for m in self.mound_areas])
        self.celtic, self.celtic_fate = [], []  # both, removed (found to be none), found (new survey)
        for n, (x, y) in enumerate(spots):
            self.celtic.append(blob(chance(f"celtic {n}"), x, y, 190 + 170 * r.random(), 8))
            self.celtic_fate.append("removed" if n % 9 == 4 else "found" if n % 5 == 2 else "both")
        self.tracks = [corridor([(243.2, 561), (244.6, 561.6)], 130), corridor([(249.5, 547.2), (250.9, 546.6)], 150), corridor([(231.2, 549.2), (232.4, 550)], 120)]
        self.tracks_2022 = self.tracks + [corridor([(226.2, 541), (227.4, 541.8)], 110), corridor([(241.6, 549), (242.3, 550.2)], 100)]
        self.cores = [("Coevorden", disc(246600, 520200, 420)), ("Meppel", disc(209600, 524600, 380))]
        courses = [[(256.6, 536.2), (259.2, 535.5)], [(260.4, 540.8), (263, 541.6)], [(258.6, 527.4), (260.8, 526.4)], [(226.6, 572), (228.6, 572.8)]]
        self.peat_roads_old = [corridor(c, 220) for c in courses]        # drawn coarsely
        self.peat_roads = [corridor([c[0], ((c[0][0] + c[1][0]) / 2, (c[0][1] + c[1][1]) / 2 + 0.11), c[1]], 70) for c in courses]
        self.route = [(239.6, 574), (243, 565.5), (246.2, 558.7), (250.4, 549.3), (252.4, 541), (253.6, 534.5)]
        self.zone3 = [Polygon([(253700, 542700), (255900, 542700), (255900, 544250), (253700, 544250)]),  # expected peat roads and Celtic fields near Exloo
                      area([(236.5, 558), (240.5, 557), (240.8, 563), (238.5, 566), (236.8, 563)])]
        self.fords = [("Voorde 1", disc(248180, 530640, 60, 8)), ("Voorde 2", disc(248900, 532190, 70, 8)), ("Voorde 3", disc(237200, 563800, 70, 8)),
                      ("Voorde 4", disc(229000, 567000, 65, 8)), ("Voorde 5", disc(232000, 530000, 60, 8)), ("Voorde 6", disc(216000, 536000, 60, 8))]
        gx, gy, gr = ground.GIETSENVEENTJE
        self.pool = disc(gx, gy, gr)
        self.hunebeds = [disc(x, y, 60, 8) for x, y in scatter(r, sand, 2600, 24, off + [m.buffer(260) for m in self.mound_areas] + [c.buffer(120) for c in self.celtic])]


def monuments():
    r = chance("monuments")
    return scatter(r, ground.PROVINCE.buffer(-1000), 1400, 130, [disc(254500, 543400, 1500), disc(246300, 558200, 1300), disc(248000, 530700, 1600)])


def geology():
    """(level 2010 or None, level 2022 or None, shape): 2022 is a re-valuation on another ground map."""
    r = chance("geology")
    keep_off = [disc(254500, 543400, 3000), disc(246300, 558200, 3000), disc(248000, 530700, 2700)]
    fates = [(HIGH, HIGH)] * 7 + [(MEDIUM, MEDIUM)] * 9 + [(GENERIC, GENERIC)] * 8 + [(HIGH, MEDIUM)] * 2 + [(MEDIUM, HIGH)] * 2 + [(GENERIC, MEDIUM)] * 3 + [(MEDIUM, None), (None, HIGH), (None, MEDIUM), (GENERIC, None)]
    out = []
    for n, (x, y) in enumerate(scatter(r, ground.PROVINCE.buffer(-900), 3900, 105, keep_off)):
        old, new = fates[int(r.random() * len(fates))]
        out.append((old, new, blob(chance(f"geology {n}"), x, y, 850 + 900 * r.random(), 11)))
    valley = ground.STREAMS["Nieuwe Drostendiep"][0][:4]
    out.append((MEDIUM, MEDIUM, corridor(valley, 420)))
    out.append((MEDIUM, HIGH, blob(chance("sand ridge"), 248420, 531300, 330, 9)))  # cover-sand heads beside the stream
    gx, gy, gr = ground.GIETSENVEENTJE
    out.append((HIGH, HIGH, disc(gx, gy, gr)))
    return out
