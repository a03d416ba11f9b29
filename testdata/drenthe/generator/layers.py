"""Puts the subjects together into the tables of the three GeoPackages."""
import numpy as np
import shapely
from shapely.geometry import Polygon

from generator import ground, heritage, landscape, nature
from generator.geopackage import Table
from generator.planar import Complex, line_to_map, point_to_map
from generator.shapes import cells, chance, corridor, disc, line, scatter

SOURCE = "SYNTHETISCH"
TEXT, REAL, INTEGER = "TEXT", "REAL", "INTEGER"


class Subject:
    """All shapes of the sample in design space, and the planar complex they make."""

    def __init__(self):
        self.complex = Complex(ground.PROVINCE)
        self.urban = ground.urban()
        villages = [u for _, _, u in self.urban]
        valleys = list(ground.streams().values())
        self.types_old, self.types_new = landscape.type_shapes()
        self.valleys = landscape.beekdalen()
        self.essen = landscape.Essen(valleys, villages)
        self.nature = nature.Nature(valleys, villages)
        self.silence = nature.silence()
        self.chs = heritage.chs_cells()
        self.arch = heritage.Archaeology(villages)
        self.geology = heritage.geology()
        self.zone_names, self.zone_shapes = ground.zones()
        self.town_names, self.town_shapes = ground.municipalities()
        self.main_landscapes = cells([(226, 566), (238, 566), (252, 552), (222, 545), (232, 534), (262, 535)], ground.PROVINCE)
        self.goals = cells([(236, 563), (217, 549), (223, 535), (240, 546), (230, 553), (262, 548), (258, 527), (215, 526), (229, 524), (243, 523), (224, 568), (252, 543), (234, 556.5)], ground.PROVINCE)
        self.vulnerable = [s.buffer(-500, quad_segs=2) for _, s in self.nature.sites]
        self.storage = [corridor([(239.1, 571.5), (238.7, 574)], 900), corridor([(226.5, 563), (228, 566)], 500), corridor([(211.5, 525.1), (215, 526.6)], 500)]
        self.lofar1, self.lofar2 = disc(254200, 547600, 1300, 16), disc(254200, 547600, 3400, 20)
        self.exloo, self.overcingel = Polygon(ground.EXLOO), disc(234900, 556500, 210, 8)
        self._announce()
        self.complex.build()
        self.urban_old = self.complex.mask([s for _, s, _ in self.urban])
        self.urban_new = self.complex.mask([s for _, _, s in self.urban] + self.essen.loss)

    def _announce(self):
        add = self.complex.add
        add([s for _, s in self.types_new])
        add(landscape.MACRO_2010 + landscape.MACRO_2022)
        add([s for v in self.valleys for s in v[2:]])
        add([s for s in self.essen.old + self.essen.new + self.essen.loss if s is not None])
        add([s for _, a, b in self.urban for s in (a, b)])
        add([s for _, s in self.nature.sites] + [p[4] for p in self.nature.patches] + [s for _, s in nature.PARKS] + [nature.PARK_2022])
        add([s for _, a, b in self.silence for s in (a, b) if s is not None])
        add(list(self.chs.values()) + [heritage.DRENTSCHE_AA_OLD, heritage.GEOPARK] + [s for _, s in heritage.WORLD_HERITAGE] + heritage.COLONY_LANDSCAPE)
        a = self.arch
        add(a.mound_areas + a.celtic + a.tracks_2022 + [s for _, s in a.cores] + a.peat_roads_old + a.peat_roads + a.zone3 + [s for _, s in a.fords] + a.hunebeds + [a.pool])
        add([s for _, _, s in self.geology])
        add(self.zone_shapes + self.town_shapes + self.main_landscapes + self.goals)
        add(self.vulnerable + self.storage + [self.lofar1, self.lofar2, self.exloo, self.overcingel])


class Layers:
    """The tables. `redrawn` only concerns the version of 2022: False gives the planted change without drawing differences."""

    def __init__(self, subject):
        self.s, self.c = subject, subject.complex

    def polygons(self, name, title, fields, label, values, redrawn):
        rows = [(g, (*values[n], SOURCE)) for n, g in self.c.dissolve(label, redrawn)]
        return Table(name, title, "POLYGON", {**fields, "BRON": TEXT}, rows)

    def named(self, name, title, key, shapes, redrawn, keep=None, fields=None, values=None):
        label = self.c.paint(shapes)
        if keep is not None:
            label = np.where(keep, label, -1)
        return self.polygons(name, title, fields or {"NAAM": TEXT}, label, values or [(k,) for k in key], redrawn)

    def one(self, name, title, mask, text, redrawn):
        return self.polygons(name, title, {"KLASSE": TEXT}, np.where(mask, 0, -1), [(text,)], redrawn)

    def lines(self, name, title, fields, rows, redrawn):
        out = [(g, (*values, SOURCE)) for values, shape in rows for g in line_to_map(shape, redrawn)]
        return Table(name, title, "LINESTRING", {**fields, "BRON": TEXT}, out)

    def points(self, name, title, fields, rows):
        return Table(name, title, "POINT", {**fields, "BRON": TEXT}, [(point_to_map(x, y), (*v, SOURCE)) for v, (x, y) in rows])

    # Labels shared by several layers -----------------------------------------------------------------------------------

    def es_label(self, new):
        shapes = self.s.essen.new if new else self.s.essen.old
        label = self.c.paint([s if s is not None else Polygon() for s in shapes])
        return np.where(self.s.urban_new if new else self.s.urban_old, -1, label)

    def valley_label(self, new):
        return self.c.paint([v[3 if new else 2] for v in self.s.valleys])

    def nature_label(self, new):
        n = self.s.nature
        shapes = [p[4] for p in n.patches] + [s for _, s in n.sites] + [Polygon(ground.EXLOO_NNN)]
        classes = [p[3 if new else 2] for p in n.patches] + [nature.NNN if new else nature.EHS] * len(n.sites) + [nature.NNN if new else nature.EHS]
        names = [p[0] for p in n.patches] + [s[0] for s in n.sites] + ["Rand Exloo"]
        # Patches that are not on this map do not cover those that are.
        shapes = [s if k is not None else Polygon() for s, k in zip(shapes, classes)]
        label = self.c.paint(shapes)
        off = self.s.urban_new | self.c.mask([self.s.exloo])  # no nature is lost to building: the planted loss is the whole loss
        return np.where(off, -1, label), [(nm, k) for nm, k in zip(names, classes)]

    def wa_labels(self, new):
        """Archaeology: 0 WA1/karsporen, 1 WA2/kern, 2 WA3/beschermingszone 3."""
        a = self.s.arch
        zone3 = (self.es_label(new) >= 0) | (self.valley_label(new) >= 0) | self.c.mask(a.zone3) | self.c.mask(a.peat_roads if new else a.peat_roads_old)
        celtic = self.c.mask([s for s, f in zip(a.celtic, a.celtic_fate) if f != ("removed" if new else "found")])
        core = self.c.mask([s for _, s in a.cores])
        label = np.where(zone3 | celtic, 2, -1)
        label = np.where(core, 1, label)
        sure = self.c.mask(a.tracks_2022 + a.mound_areas + a.hunebeds + [a.pool]) if new else self.c.mask(a.tracks)
        return np.where(sure & ~core, 0, label)

    # The three files ---------------------------------------------------------------------------------------------------

    def borders(self):
        s = self.s
        everything = np.ones(len(self.c.faces), dtype=bool)
        return [self.one("provinciegrens", "Provinciegrens (verzonnen)", everything, "oefenprovincie", False),
                self.named("gemeenten", "Gemeenten (verzonnen)", [f"{n} (verzonnen)" for n in s.town_names], s.town_shapes, False),
                self.named("landschapszones", "Landschapszones (verzonnen)", s.zone_names, s.zone_shapes, False)]

    def version_2010(self):
        s, out = self.s, []
        kinds = [k for k, _ in s.types_old]
        painted = self.c.paint([shape for _, shape in s.types_old])
        for table, kind, first_only in (("kaart2b_esdorpen", landscape.ESDORPEN, None), ("kaart2b_esgehuchten", landscape.ESGEHUCHTEN, None), ("kaart2b_laagveen", landscape.LAAGVEEN, None),
                                        ("kaart2b_verkav_veenrand", landscape.RANDVEEN, None), ("kaart2b_veenkolonien_oost", landscape.VEENKOLONIEN, 0), ("kaart2b_veenkolonien_west", landscape.VEENKOLONIEN, 1),
                                        ("kaart2b_kolonien", landscape.KOLONIEN, None)):
            numbers = [n for n, k in enumerate(kinds) if k == kind]
            if first_only is not None:
                numbers = numbers[:1] if first_only == 0 else numbers[1:]
            out.append(self.one(table, f"Kaart 2B 2010, {kind}", np.isin(painted, numbers), kind, False))
        es = s.essen
        out.append(self.polygons("kk_essen_2010", "Waardevolle essen 2010", {"NAAM": TEXT}, self.es_label(False), [(n,) for n in es.names], False))
        out.append(self.polygons("kk_beekdalen", "Beekdalen 2010", {"NAAM": TEXT}, self.valley_label(False), [(v[0],) for v in s.valleys], False))
        out.append(self.one("macrogradient", "Macrogradiënt 2010", self.c.mask(landscape.MACRO_2010), "macrogradiënt", False))
        roads = ground.roads()
        for kind in ("snelwegpanorama", "wegpanorama"):
            out.append(self.lines(kind, f"{kind.capitalize()} 2010", {"WEG": TEXT}, [((n,), g) for n, g in roads.items() if ground.ROADS[n][0] == kind], False))
        label, values = self.nature_label(False)
        out.append(self.polygons("ehs_2010", "Ecologische hoofdstructuur 2010", {"NAAM": TEXT, "STATUS": TEXT}, label,
                                 [(n, {nature.EHS: "vastgesteld", nature.SEARCH: "zoekgebied"}.get(k)) for n, k in values], False))
        out.append(self.named("natura2000", "Natura 2000 2010", [n for n, _ in s.nature.sites[:-1]], [g for _, g in s.nature.sites[:-1]], False, label >= 0))
        out.append(self.named("nationale_parken", "Nationale parken 2010", [n for n, _ in nature.PARKS], [g for _, g in nature.PARKS], False))
        out.append(self.chs_levels_2010())
        r = chance("chs points")
        spots = scatter(r, ground.PROVINCE.buffer(-800), 900, 212)
        kinds = ["brink", "boerderijreeks", "sluis", "molen", "landgoed", "veldkei", "wijk"]
        levels = [heritage.RESPECT, heritage.CONDITIONS, heritage.REQUIREMENTS]
        out.append(self.points("chs_punten_2010", "CHS, puntelementen 2010 (inhoud)", {"SOORT": TEXT, "NIVEAU": TEXT}, [((kinds[n % 7], levels[int(r.random() * 3)]), p) for n, p in enumerate(spots)]))
        out.append(self.polygons("chs_vlakken_2010", "CHS, inhoud 2010", {"SOORT": TEXT}, self.chs_content_2010(), [("esdorpencluster",), ("veenkoloniaal lint",), ("landgoederenreeks",)], False))
        a = s.arch
        wa = self.wa_labels(False)
        out.append(self.polygons("arch_beschermingszones", "Archeologie, beschermingszone 3, 2010", {"ZONE": TEXT}, np.where(wa == 2, 0, -1), [("beschermingszone 3",)], False))
        out.append(self.polygons("kaart2e_karspoor_kernen", "Kaart 2E 2010, karresporen en historische kernen", {"SOORT": TEXT}, np.where(wa == 2, -1, wa), [("karresporen",), ("historische kern",)], False))
        out.append(self.points("grafheuvels", "Grafheuvels 2010 (punten)", {"NAAM": TEXT}, [((f"Grafheuvel {n + 1:02d}",), p) for n, p in enumerate(a.mounds)]))
        out.append(self.lines("prehistorische_route", "Prehistorische route 2010", {"NAAM": TEXT}, [(("Prehistorische route",), line(a.route))], False))
        keep = [(f"Celtic field {n + 1:02d}", g) for n, (g, f) in enumerate(zip(a.celtic, a.celtic_fate)) if f != "found"]
        out.append(self.named("celtic_fields", "Celtic fields 2010", [n for n, _ in keep], [g for _, g in keep], False))
        out.append(self.named("veenwegen", "Veenwegen 2010, grof getekend", [f"Veenweg {n + 1}" for n in range(4)], a.peat_roads_old, False))
        out.append(self.geology_table("aardkundige_waarden", "Aardkundige waarden 2010", 0, False))
        first = [(n, g) for n, g, _ in s.silence if g is not None]
        out.append(self.named("stiltegebieden", "Stiltegebieden 2010", [n for n, _ in first], [g for _, g in first], False))
        out.append(self.polygons("bestaand_stedelijk_gebied", "Bestaand stedelijk gebied 2010", {"NAAM": TEXT}, self.c.paint([g for _, g, _ in s.urban]), [(n,) for n, _, _ in s.urban], False))
        return out

    def version_2022(self, redrawn=True):
        s, out, n2k = self.s, [], self.s.nature.sites
        painted = self.c.paint([shape for _, shape in s.types_new])
        kinds = [k for k, _ in s.types_new]
        label = np.array([landscape.TYPES.index(kinds[n]) for n in painted])
        out.append(self.polygons("landschapstypen", "Kaart 2 2022, landschapstypen", {"TYPE": TEXT}, label, [(k,) for k in landscape.TYPES], redrawn))
        es = s.essen
        out.append(self.polygons("essen", "Kaart 2 2022, essen", {"NAAM": TEXT, "SOORT": TEXT}, self.es_label(True), list(zip(es.names, es.kind)), redrawn))
        out.append(self.polygons("beekdalen", "Kaart 2 2022, beekdalen", {"NAAM": TEXT, "TYPE": TEXT}, self.valley_label(True), [(v[0], v[1]) for v in s.valleys], redrawn))
        out.append(self.one("macrogradient", "Kaart 2 2022, macrogradiënt", self.c.mask(landscape.MACRO_2022), "macrogradiënt", redrawn))
        out.append(self.lines("wegpanorama", "Kaart 2 2022, wegpanorama", {"WEG": TEXT}, [((n,), g) for n, g in ground.roads().items()], redrawn))
        out.append(self.lines("harde_grens", "Kaart 2 2022, harde grens stad-land", {"NAAM": TEXT}, [((n,), line(p)) for n, p in landscape.LS_HG.items()], redrawn))
        label, values = self.nature_label(True)
        out.append(self.polygons("nnn", "Kaart 3 2022, Natuurnetwerk Nederland", {"NAAM": TEXT, "KLASSE": TEXT}, label, values, redrawn))
        out.append(self.named("natura2000", "Kaart 3 2022, Natura 2000", [n for n, _ in n2k], [g for _, g in n2k], redrawn, label >= 0))
        out.append(self.named("nationale_parken", "Nationale parken 2022", [n for n, _ in nature.PARKS] + ["Dwingelderveld"], [g for _, g in nature.PARKS] + [nature.PARK_2022], redrawn))
        out.append(self.named("bijzonder_natuurgebied", "Bijzonder provinciaal natuurgebied", ["Landgoed Overcingel"], [s.overcingel], redrawn))
        values = [(c, f"{c} {v[0]}", v[1], 2 if v[1] == heritage.ACCOUNT else 1) for c, v in heritage.CHS.items()]
        chs = self.c.paint([s.chs[c] for c in heritage.CHS])
        out.append(self.polygons("chs", "Kaart 4 2022, Cultuurhistorische Hoofdstructuur", {"CODE": TEXT, "NAAM": TEXT, "STURING": TEXT, "STURINGSCODE": INTEGER}, chs, values, redrawn))
        areas = shapely.union_all([g.buffer(260) for g in s.chs.values()])
        infra = [((n, "beek"), line(c).intersection(ground.PROVINCE).difference(areas)) for n, (c, _) in ground.STREAMS.items()]
        infra += [((f"Vaart {n + 1}", "kanaal"), line(p).intersection(ground.PROVINCE).difference(areas)) for n, p in enumerate([[(209, 524), (222, 541), (227, 549.5), (233, 556)], [(228, 526), (240, 520), (247, 518)], [(240, 542), (251, 536)], [(226, 519), (229, 531), (234, 547)]])]
        out.append(self.lines("historische_infrastructuur", "Kaart 4 2022, gebied 0 historische infrastructuur", {"NAAM": TEXT, "SOORT": TEXT}, [(v, g) for v, g in infra if not g.is_empty], redrawn))
        out.append(self.named("werelderfgoed", "Werelderfgoed Koloniën van Weldadigheid", [n for n, _ in heritage.WORLD_HERITAGE], [g for _, g in heritage.WORLD_HERITAGE], redrawn))
        out.append(self.one("kolonielandschap", "Kolonielandschap buiten het werelderfgoed", self.c.mask(heritage.COLONY_LANDSCAPE) & ~self.c.mask([g for _, g in heritage.WORLD_HERITAGE]), "kolonielandschap", redrawn))
        out.append(self.points("provinciale_monumenten", "Provinciale monumenten", {"NAAM": TEXT}, [((f"Monument {n + 1:03d}",), p) for n, p in enumerate(heritage.monuments())]))
        a = s.arch
        wa = self.wa_labels(True)
        out.append(self.polygons("arch_waarde", "Kaart 5 2022, Archeologische Hoofdstructuur", {"WAARDE": REAL, "KLASSE": TEXT}, wa, [(float(n), f"Waarde archeologie {n}") for n in (1, 2, 3)], redrawn))
        ford = np.where((wa == 2) & (self.valley_label(True) >= 0), self.c.paint([g for _, g in a.fords]), -1)
        out.append(self.polygons("voorden", "Kaart 5 2022, voordenlocaties", {"NAAM": TEXT}, ford, [(n,) for n, _ in a.fords], redrawn))
        out.append(self.one("zonder_bouwvoor", "Natuurgebied zonder bouwvoor binnen WA3", (wa == 2) & (label >= 0), "zonder bouwvoor", redrawn))
        out.append(self.named("grafheuvels", "Grafheuvels 2022, begrensd", [f"Grafheuvel {n + 1:02d}" for n in range(len(a.mounds))], a.mound_areas, redrawn))
        keep = [(f"Celtic field {n + 1:02d}", g) for n, (g, f) in enumerate(zip(a.celtic, a.celtic_fate)) if f != "removed"]
        out.append(self.named("celtic_fields", "Celtic fields 2022", [n for n, _ in keep], [g for _, g in keep], redrawn))
        out.append(self.named("veenwegen", "Veenwegen 2022, gedetailleerd", [f"Veenweg {n + 1}" for n in range(4)], a.peat_roads, redrawn))
        out.append(self.points("amk_terreinen", "Archeologie generiek, terreinen van de AMK", {"NAAM": TEXT}, [((f"Terrein {n + 1:02d}",), p) for n, p in enumerate(scatter(chance("amk"), ground.PROVINCE.buffer(-1500), 2600, 60))]))
        out.append(self.geology_table("aardkundig", "Kaart 6 2022, aardkundig erfgoed", 1, redrawn))
        out.append(self.points("aardkundige_monumenten", "Aardkundige monumenten", {"NAAM": TEXT}, [((f"Aardkundig monument {n + 1}",), p) for n, p in enumerate(scatter(chance("geo points"), ground.PROVINCE.buffer(-2000), 6000, 16))]))
        out.append(self.named("stiltegebieden", "Kaart 7 2022, stiltegebieden", [n for n, _, _ in s.silence], [g for _, _, g in s.silence], redrawn))
        out.append(self.polygons("bestaand_stedelijk_gebied", "Bestaand stedelijk gebied 2022", {"NAAM": TEXT}, self.urban_2022(), [(n,) for n, _, _ in s.urban] + [("Uitbreiding",)], redrawn))
        return out

    def other_2022(self, redrawn=True):
        """Context layers and layers that are no core quality but are asked about with them."""
        s, out, n2k = self.s, [], self.s.nature.sites
        label, _ = self.nature_label(True)
        out.append(self.named("zeer_kwetsbaar", "Zeer kwetsbare gebieden", [n for n, _ in n2k], s.vulnerable, redrawn, label >= 0))
        goals = ["natuurlijk proces", "bestaande patronen", "agrarisch gebruik", "wonen en werken"]
        number = {0: 0, 1: 0, 2: 0, 3: 1, 4: 1, 12: 3}
        out.append(self.polygons("doelen_2040", "Doelen natuur en landschap 2040", {"DOEL": TEXT}, np.array([number.get(int(v), 2) for v in self.c.paint(s.goals)]), [(g,) for g in goals], redrawn))
        out.append(self.one("geopark", "De Hondsrug UNESCO Global Geopark", self.c.mask([heritage.GEOPARK]), "geopark", redrawn))
        out.append(self.named("aardkundige_hoofdlandschappen", "Aardkundige hoofdlandschappen", [f"Hoofdlandschap {n + 1}" for n in range(6)], s.main_landscapes, redrawn))
        zone = self.c.paint([s.lofar2, s.lofar1])
        out.append(self.polygons("lofar_zones", "Andere lagen: LOFAR-zones", {"ZONE": TEXT}, zone, [("II",), ("I",)], redrawn))
        out.append(self.named("waterberging", "Andere lagen: waterberging", [f"Berging {n + 1}" for n in range(3)], s.storage, redrawn))
        return out

    def urban_2022(self):
        label = self.c.paint([g for _, _, g in self.s.urban])
        return np.where((label < 0) & self.s.urban_new, len(self.s.urban), label)

    def geology_table(self, name, title, which, redrawn):
        levels = [heritage.HIGH, heritage.MEDIUM, heritage.GENERIC]
        keep = [(g[which], g[2]) for g in self.s.geology if g[which] is not None]
        keep.sort(key=lambda v: -levels.index(v[0]))  # hoog on top
        painted = self.c.paint([g for _, g in keep])
        table = np.array([levels.index(k) for k, _ in keep] + [-1])
        return self.polygons(name, title, {"NIVEAU": TEXT}, table[painted], [(k,) for k in levels], redrawn)

    def chs_levels_2010(self):
        codes = [c for c, v in heritage.CHS.items() if v[2]]
        shapes = [self.s.chs[c] for c in codes] + [heritage.DRENTSCHE_AA_OLD]
        values = [(f"{c} {heritage.CHS[c][0]}", heritage.CHS[c][2]) for c in codes] + [("2A Drentsche Aa", heritage.REQUIREMENTS)]
        return self.polygons("kompas_sturing_2010", "Cultuurhistorisch Kompas 2010, sturingsniveaus", {"NAAM": TEXT, "NIVEAU": TEXT}, self.c.paint(shapes), values, False)

    def chs_content_2010(self):
        codes = list(heritage.CHS)
        label = self.c.paint([self.s.chs[c] for c in codes])
        group = {"1A": 2, "1B": 0, "2A": 0, "3A": 0, "4A": 1, "4B": 1, "6A": 0, "7A": 0, "9A": 1, "10A": 1}
        table = np.array([group.get(c, -1) for c in codes] + [-1])
        return table[label]

