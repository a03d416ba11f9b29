"""Core quality nature and the silence areas: EHS 2010 and NNN 2022 patch by patch, each with what happened to it."""
from generator import ground
from generator.shapes import area, blob, chance, corridor, disc, scatter
from shapely.geometry import Polygon

EHS, SEARCH = "EHS vastgesteld", "EHS zoekgebied"
NNN, NEW_NATURE, LINK = "NNN bestaande natuur", "NNN nieuwe natuur", "NNN ecologische verbinding"

# What happened, with the share of the loose patches it gets: (fate, class 2010, class 2022, share).
FATES = [
    ("stays", EHS, NNN, 0.74), ("search-kept", SEARCH, NNN, 0.05), ("search-dropped", SEARCH, None, 0.045), ("lost", EHS, None, 0.02),
    ("delimited", EHS, None, 0.035), ("grown", None, NEW_NATURE, 0.07), ("appeared", None, NNN, 0.04),
]

BALANCE = (260900, 551600, 1000, 475)  # west, south, width, height in metres of design space

PARKS = [("Drentsche Aa", area([(232.5, 553.5), (241, 550.5), (243.5, 557), (241.5, 566), (240.6, 572), (236.6, 572), (234.6, 563)])),
         ("Dwingelderveld", area([(219.5, 533.6), (225.5, 531), (228.5, 534.8), (225, 538.4), (220.4, 537.6)])),
         ("Drents-Friese Wold", area([(210.5, 546.5), (217.5, 545.2), (219.5, 549), (216, 552.8), (212.3, 551)]))]
PARK_2022 = area([(225.5, 531), (227.4, 530.1), (229.8, 533.6), (228.5, 534.8)])  # Dwingelderveld, enlarged by decision


class Nature:
    def __init__(self, valleys, villages):
        r = chance("nature")
        keep_off = [v.buffer(150) for v in villages] + [disc(254500, 543400, 2100), disc(246200, 558200, 1900), disc(248000, 530700, 2700)]
        west = ground.PROVINCE.buffer(-900).difference(area([(259, 580), (259.5, 547), (262, 536), (261, 505), (275, 505), (275, 580)]))
        self.sites = []  # Natura 2000, 14
        for n, (x, y) in enumerate(scatter(chance("n2000"), west, 8200, 13, keep_off + [disc(254500, 543400, 6200), disc(246200, 558200, 4600)])):
            self.sites.append((f"Voorbeeldgebied {n + 1:02d}", blob(chance(f"n2000 {n}"), x, y, 1900 + 1400 * r.random(), 13)))
        self.sites.append(("Voorbeeldgebied 14", Polygon([(246300, 530900), (246900, 530100), (247300, 529000), (246800, 528300), (245800, 528500), (245500, 530200)])))
        self.patches = []  # (name, fate, class 2010, class 2022, shape)
        bag = [f for f in FATES for _ in range(round(f[3] * 200))]
        for n, (x, y) in enumerate(scatter(r, ground.PROVINCE.buffer(-500), 1750, 190, keep_off + [s.buffer(500) for _, s in self.sites] + [v.buffer(500) for v in valleys])):
            fate, old, new, _ = bag[int(r.random() * len(bag))]
            size = {"stays": 1.0, "search-dropped": 0.9, "search-kept": 0.85}.get(fate, 0.55)
            self.patches.append((f"Terrein {n + 1:03d}", fate, old, new, blob(chance(f"nature {n}"), x, y, (560 + 420 * r.random()) * size, 11)))
        for n, (name, (course, width)) in enumerate(ground.STREAMS.items()):
            if name in ("Hunze", "Wold Aa"):
                continue  # farmland valleys in this sample
            self.patches.append((f"Beekdal {name}", "stays", EHS, NNN, corridor(course, max(width - 60, 200))))
        for n, course in enumerate([[(226, 537), (230, 534.5), (234, 534.2)], [(240, 551.5), (244, 549), (247.5, 549.5)], [(216, 541), (219, 538.5), (221.5, 536)],
                                    [(234, 566), (230, 566.5), (227.5, 564.5)], [(247, 537), (243.5, 539), (239.5, 541.5)]]):
            self.patches.append((f"Verbinding {n + 1}", "link", None, LINK, corridor(course, 90)))
        self.patches.append(("Rand Exloo", "stays", EHS, NNN, Polygon(ground.EXLOO_NNN)))
        # A patch that appeared without a reason given, cut to size so that the naive balance of the theme is -32.0 ha.
        west, south, width, height = BALANCE
        self.patches.append(("Sluitpost", "appeared", None, NNN, Polygon([(west, south), (west + width, south), (west + width, south + height), (west, south + height)])))


def silence():
    """(name, shape 2010 or None, shape 2022): 12 areas in 2022, 11 in 2010; two redrawn without a reason given."""
    places = [(215.5, 549.3, 2100), (223, 535, 2300), (238.6, 569, 1500), (237.5, 561, 1700), (229.5, 556, 1100), (243.5, 546.5, 1500),
              (213, 532.5, 1200), (233.5, 546.5, 1300), (248.2, 532.4, 1900), (251.6, 557.4, 1000), (260.5, 522.5, 1200), (233.2, 520.8, 1300)]
    out = []
    for n, (x, y, radius) in enumerate(places):
        first = blob(chance(f"silence {n}"), x * 1000, y * 1000, radius, 12)
        second = blob(chance(f"silence {n}"), x * 1000, y * 1000, radius + (140 if n in (1, 6) else 0), 12)
        out.append((f"Stiltegebied {n + 1:02d}", None if n == 11 else first, second))
    return out
