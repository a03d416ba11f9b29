"""The invented province: outline, streams, ridge, roads, towns. Nothing here is a survey of the real Drenthe."""
from generator.shapes import area, blob, cells, chance, corridor, disc, line, scatter

PROVINCE = area([(207, 522), (213, 514), (224, 512.5), (236, 514), (243, 511.5), (252, 514.5), (258, 519), (265, 522), (269, 533), (267, 545),
                 (262, 553), (257, 561), (249, 568), (242, 575), (233, 577), (224, 573.5), (217, 567), (212, 556), (214, 547), (208, 539), (206, 530)])

STREAMS = {  # name: (course in km, half width of the valley in m)
    "Drentsche Aa": ([(233, 551), (234.5, 556), (236, 561), (238, 566), (239, 571), (238.5, 578)], 420),
    "Rolder Diep": ([(240.5, 551), (239, 556.5), (236.5, 561.5)], 330),
    "Hunze": ([(259.2, 533), (258.3, 538), (257.4, 541), (256.9, 545.5), (254.5, 549.7), (251.3, 556), (248, 563), (244.7, 572.6)], 450),
    "Oude Diep": ([(236, 536), (232, 530), (228, 524), (221, 520)], 320),
    "Reest": ([(231, 512.8), (220, 514.6), (212, 518.5), (207.6, 521.5)], 330),
    "Wold Aa": ([(226, 533), (219, 528), (211.5, 525), (206, 523.5)], 300),
    "Vledder Aa": ([(219, 545), (214, 539), (206.5, 533.8)], 300),
    "Wapserveense Aa": ([(222, 541), (216, 536), (206, 530.2)], 300),
    "Peizerdiep": ([(225, 559), (227, 564), (230, 569), (232, 577)], 330),
    "Beilerstroom": ([(233, 541), (228, 538.5), (222, 537)], 280),
    "Marsstroom": ([(242, 535), (241.2, 529), (243.2, 523), (243.6, 516)], 300),
    "Nieuwe Drostendiep": ([(252, 537.5), (249.6, 533.6), (247.8, 530), (246.5, 526), (246, 521), (245.5, 513)], 340),
}

ROADS = {  # number: (kind in 2010, course)
    "A28": ("snelwegpanorama", [(207, 521.5), (216, 524), (226, 527), (231, 536), (234, 546), (235.5, 555), (237, 564), (238, 578)]),
    "A32": ("snelwegpanorama", [(207.5, 521), (208.5, 528), (208, 534), (206, 540)]),
    "A37": ("snelwegpanorama", [(226, 526), (238, 523), (250, 524.5), (270, 527)]),
    "N33": ("wegpanorama", [(235.5, 555.5), (241, 556.7), (246.5, 557.9), (251.5, 562), (254, 566)]),
    "N34": ("wegpanorama", [(239.5, 576), (242.5, 567.5), (246.05, 560.3), (246.42, 558.9), (246.5, 557.9), (247.1, 556.2), (250, 549.5), (252, 540), (251, 530), (246.5, 514)]),
    "N48": ("wegpanorama", [(226, 526), (230, 519), (232, 510)]),
    "N371": ("wegpanorama", [(208.5, 523.5), (215, 533), (222, 543), (229, 551), (234, 556.5)]),
    "N381": ("wegpanorama", [(208, 545), (220, 542), (231, 541), (242, 533), (256, 528), (262, 526)]),
    "N391": ("wegpanorama", [(256, 529), (261, 537), (266, 546)]),
}

TOWNS = {  # centre km, radius 2010 m, growth m
    "Assen": (234, 556.8, 2500, 260), "Emmen": (257.3, 533.2, 2700, 320), "Hoogeveen": (227.3, 526.2, 2300, 300),
    "Meppel": (209.6, 524.6, 1500, 200), "Coevorden": (246.6, 520.2, 1400, 180),
}

MUNICIPALITIES = [  # invented
    ("Noorderwolde", (236, 572)), ("Peelderland", (225, 568)), ("Assermarke", (233, 556.5)), ("Ridderhunze", (247, 560)),
    ("Hondsveld", (253.5, 545)), ("Mondenveen", (263, 545)), ("Zuidervenen", (260, 528)), ("Drostambt", (246, 524)),
    ("Middenvelden", (237, 541)), ("Westerkolonie", (215, 543)), ("Reestmarke", (213, 521)), ("Diepenveld", (229, 524)),
]
ZONES = [("Kop", (230, 570)), ("Drentsche Aa en Rolde", (240, 559)), ("Hondsrug en Hunze", (252, 549)), ("Monden en Zuidoost", (262, 533)),
         ("Centrale velden", (234, 540)), ("Zuidwest", (215, 527)), ("Koloniën en Smilde", (218, 551)), ("Zuid", (245, 520))]

# The three plan areas, laid out by hand (metres).
EXLOO = [(254110, 543020), (254916, 542996), (254930, 543602), (254938, 543760), (254095, 543748)]
EXLOO_NNN = [(254110, 543020), (254916, 542996), (254930, 543602), (255390, 543640), (255450, 542500), (254050, 542480)]
GIETEN = (246500, 557900)
EEXTER_ES = [(245000, 558150), (245900, 558090), (246310, 558150), (246345, 558850), (246010, 559600), (245300, 559500), (244900, 558900)]
GIETSENVEENTJE = (246060, 557230, 130)


def municipalities():
    return [n for n, _ in MUNICIPALITIES], cells([p for _, p in MUNICIPALITIES], PROVINCE)


def zones():
    return [n for n, _ in ZONES], cells([p for _, p in ZONES], PROVINCE)


def streams():
    return {n: corridor(course, width) for n, (course, width) in STREAMS.items()}


def roads():
    return {n: line(course).intersection(PROVINCE) for n, (_, course) in ROADS.items()}


def urban():
    """(name, shape 2010, shape 2022) of towns and villages."""
    r = chance("urban")
    out = []
    for name, (x, y, radius, growth) in TOWNS.items():
        r1, r2 = chance(f"urban {name}"), chance(f"urban {name}")
        out.append((name, blob(r1, x * 1000, y * 1000, radius, 14), blob(r2, x * 1000, y * 1000, radius + growth, 14)))
    keep_off = [shape.buffer(900) for _, shape, _ in out] + list(streams().values()) + [disc(254500, 543400, 1700), disc(246000, 558400, 1700), disc(248000, 530700, 2600)]
    first, second = "Ooster Wester Noorder Zuider Midden Lange Korte Hoge Lage Oude Nieuwe Boven".split(), "loo wolde broek veen horst mars lage stroom".split()
    for n, (x, y) in enumerate(scatter(r, PROVINCE.buffer(-1500), 4300, 75, keep_off)):
        name = first[n % len(first)] + second[(n // len(first) + n) % len(second)]
        radius = 280 + 320 * r.random()
        out.append((name, blob(chance(f"village {n}"), x, y, radius, 9), blob(chance(f"village {n}"), x, y, radius + (90 if n % 3 == 0 else 0), 9)))
    out.append(("Gieten", blob(chance("Gieten"), 247650, 557150, 520, 11), blob(chance("Gieten"), 247650, 557150, 560, 11)))
    out.append(("Exloo", blob(chance("Exloo"), 252650, 543300, 480, 11), blob(chance("Exloo"), 252650, 543300, 480, 11)))
    return out
