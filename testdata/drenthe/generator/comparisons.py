"""The comparisons of the sample (`vergelijking.json`), the crosswalk and the legend: what the evaluator would have written down."""
from generator import heritage as h
from generator import landscape as ls
from generator import nature as na

OLD, NEW = "kk_2010.gpkg", "kk_2022.gpkg"


# Codes that are not the class text itself; inline in the run file, and as files for `--class-list`.
CODE_LISTS = {
    "ehs_2010": [{"STATUS": "vastgesteld", "class": na.EHS}, {"STATUS": "zoekgebied", "class": na.SEARCH}],
    "arch_2022": [{"WAARDE": n, "class": f"Waarde archeologie {n}"} for n in ("1", "2", "3")],
}


def layer(file, table, **rest):
    return {"file": file, "layer": table, **rest}


def pair(ident, quality, theme, owner, classes, old, new, maps=("kaart 2", "kaart 2"), instrument="visie", drawn=("inhoud", "inhoud"), **rest):
    return {"id": ident, "quality": quality, "theme": theme, "owner": owner, "classes": classes, "versions": [
        {"date": "2010-06-02", "instrument": instrument, "map": maps[0], "drawn_by": drawn[0], "layers": old},
        {"date": "2022-10-03", "instrument": instrument, "map": maps[1], "drawn_by": drawn[1], "layers": new}], **rest}


COMPARISONS = [
    pair("landschapstypen", "landschap", "landschapstypen", "adviseur landschap", "one-of",
         [layer(OLD, "kaart2b_esdorpen", **{"class": ls.ESDORPEN}), layer(OLD, "kaart2b_esgehuchten", **{"class": ls.ESGEHUCHTEN}),
          layer(OLD, "kaart2b_laagveen", **{"class": ls.LAAGVEEN}), layer(OLD, "kaart2b_verkav_veenrand", **{"class": "wegdorpen veenrandontginningen"}),
          layer(OLD, "kaart2b_veenkolonien_oost", **{"class": "veenkoloniën"}), layer(OLD, "kaart2b_veenkolonien_west", **{"class": "veenkoloniën"}),
          layer(OLD, "kaart2b_kolonien", **{"class": ls.KOLONIEN})],
         [layer(NEW, "landschapstypen", class_field="TYPE")], ("kaart 2B", "kaart 2")),
    pair("essen", "landschap", "essen", "adviseur landschap", "one-of", [layer(OLD, "kk_essen_2010", **{"class": "waardevolle essen"})],
         [layer(NEW, "essen", class_field="SOORT")], ("kaart 2B", "kaart 2"),
         published=[{"what": "net", "ha": 6500, "source": "E:504-510, 'bijna 6.500 hectare' (echte kaarten, niet dit oefenbestand)"}]),
    pair("beekdalen", "landschap", "beekdalen", "adviseur landschap", "one-of", [layer(OLD, "kk_beekdalen", **{"class": "beekdalen"})],
         [layer(NEW, "beekdalen", **{"class": "beekdalen"})], ("kaart 2B", "kaart 2")),
    pair("macrogradient", "landschap", "macrogradiënt", "adviseur landschap", "one-of", [layer(OLD, "macrogradient", class_field="KLASSE")],
         [layer(NEW, "macrogradient", class_field="KLASSE")], ("kaart 2B", "kaart 2")),
    pair("wegpanorama", "landschap", "wegpanorama", "adviseur landschap", "any-of",
         [layer(OLD, "snelwegpanorama", **{"class": "snelwegpanorama"}), layer(OLD, "wegpanorama", **{"class": "wegpanorama"})],
         [layer(NEW, "wegpanorama", **{"class": "wegpanorama"})], ("kaart 2B", "kaart 2")),
    pair("natuur", "natuur", "natuur", "adviseur natuur", "one-of",
         [layer(OLD, "ehs_2010", class_list=CODE_LISTS["ehs_2010"])],
         [layer(NEW, "nnn", class_field="KLASSE")], ("kaart 2C", "kaart 3"), "verordening",
         published=[{"what": "net", "ha": -32, "source": "E:1988-1992, conceptcijfer (echte kaarten, niet dit oefenbestand)"}]),
    pair("natura2000", "natuur", "natura2000", "adviseur natuur", "one-of", [layer(OLD, "natura2000", **{"class": "Natura 2000"})],
         [layer(NEW, "natura2000", **{"class": "Natura 2000"})], ("kaart 2C", "kaart 3"), "verordening"),
    pair("cultuurhistorie-inhoud", "cultuurhistorie", "CHS", "adviseur cultuurhistorie", "any-of",
         [layer(OLD, "chs_punten_2010", class_field="SOORT"), layer(OLD, "chs_vlakken_2010", class_field="SOORT")],
         [layer(NEW, "chs", class_field="STURING")], ("kaart 2D", "kaart 4"), "visie", ("inhoud", "zwaarte")),
    pair("cultuurhistorie-niveau", "cultuurhistorie", "sturingsniveau", "adviseur cultuurhistorie", "one-of", [layer(OLD, "kompas_sturing_2010", class_field="NIVEAU")],
         [layer(NEW, "chs", class_field="STURING")], ("Cultuurhistorisch Kompas", "kaart 4"), "visie", ("zwaarte", "zwaarte")),
    pair("archeologie", "archeologie", "archeologie", "adviseur archeologie", "one-of",
         [layer(OLD, "arch_beschermingszones", class_field="ZONE"), layer(OLD, "kaart2e_karspoor_kernen", class_field="SOORT")],
         [layer(NEW, "arch_waarde", class_list=CODE_LISTS["arch_2022"])], ("kaart 2E", "kaart 5"), "verordening", ("zwaarte", "zwaarte")),
    pair("grafheuvels", "archeologie", "grafheuvels", "adviseur archeologie", "one-of", [layer(OLD, "grafheuvels", **{"class": "grafheuvels"})],
         [layer(NEW, "grafheuvels", **{"class": "grafheuvels"})], ("kaart 2E", "kaart 5"), "verordening"),
    pair("celtic-fields", "archeologie", "celtic fields", "adviseur archeologie", "one-of", [layer(OLD, "celtic_fields", **{"class": "celtic fields"})],
         [layer(NEW, "celtic_fields", **{"class": "celtic fields"})], ("kaart 2E", "kaart 5"), "verordening"),
    pair("veenwegen", "archeologie", "veenwegen", "adviseur archeologie", "one-of", [layer(OLD, "veenwegen", **{"class": "veenwegen"})],
         [layer(NEW, "veenwegen", **{"class": "veenwegen"})], ("kaart 2E", "kaart 5"), "verordening"),
    pair("voorden", "archeologie", "voorden", "adviseur archeologie", "any-of", [layer(OLD, "kk_beekdalen", **{"class": "beekdalen"})],
         [layer(NEW, "beekdalen", **{"class": "beekdalen"}), layer(NEW, "voorden", **{"class": "voordenlocaties"})], ("kaart 2E", "kaart 5"), "verordening"),
    pair("aardkundig", "aardkundig", "aardkundig", "adviseur aardkunde", "one-of", [layer(OLD, "aardkundige_waarden", class_field="NIVEAU")],
         [layer(NEW, "aardkundig", class_field="NIVEAU")], ("kaart 2D", "kaart 6"), "visie", ("zwaarte", "zwaarte")),
    pair("stilte", "rust", "stilte", "adviseur milieu", "one-of", [layer(OLD, "stiltegebieden", **{"class": "stiltegebied"})],
         [layer(NEW, "stiltegebieden", **{"class": "stiltegebied"})], ("kaart 2F", "kaart 7"), "verordening"),
    pair("duisternis", "rust", "duisternis", "adviseur milieu", "any-of",
         [layer(OLD, "natura2000", **{"class": "duisternis"}), layer(OLD, "nationale_parken", **{"class": "duisternis"})],
         [layer(NEW, "natura2000", **{"class": "duisternis"}), layer(NEW, "nationale_parken", **{"class": "duisternis"})], ("kaart 2F", "kaart 7")),
]

RUN = {"schema": "kk-diff/run@1", "name": "SYNTHETISCH oefenbestand: kernkwaliteiten Drenthe 2010-2022", "lang": "nl", "crs": "EPSG:28992",
       "frame": {"file": "grenzen.gpkg", "layer": "provinciegrens"}, "zones": {"file": "grenzen.gpkg", "layer": "gemeenten", "field": "NAAM"},
       "accuracy_m": 5.0, "accuracy_source": "gekozen bij het maken van het oefenbestand: hertekening tot 3 m", "min_area_ha": 0.05,
       "crosswalk": "vertaaltabel.csv", "legend_file": "legenda.csv", "evidence": "besluiten.gpkg", "comparisons": COMPARISONS,
       "not_covered": [
           {"quality": "natuur", "name": "Natuurnetwerk Drenthe", "reason": "geen kaart (V:6333-6353)"},
           {"quality": "landschap", "name": "stads- en dorpsranden", "reason": "geen begrenzing in de tekst (V:1044-1071)"},
           {"quality": "archeologie", "name": "prehistorische route", "reason": "lijn op de kaart van 2010, vervallen en vervangen door karrensporenbundels (V:2314-2316)"},
           {"quality": "cultuurhistorie", "name": "Historische Infrastructuur", "reason": "gebied 0 staat alleen op de kaart van 2022 (V:1404-1407)"}]}

COLUMNS = "theme from to relation kind row_complete cause certainty source page author owner date note step".split()


def row(theme, old, new, relation, kind, source, owner, complete="", cause="", certainty="stated", note=""):
    return dict(zip(COLUMNS, (theme, old, new, relation, kind, complete, cause, certainty, source, "", "oefenbestand (verzonnen)", owner, "2026-01-01", note, "2010-2022")))


LAND, NAT, CUL, ARC, GEO, ENV = ("adviseur landschap", "adviseur natuur", "adviseur cultuurhistorie", "adviseur archeologie", "adviseur aardkunde", "adviseur milieu")
WA1, WA2, WA3, BZ3 = "Waarde archeologie 1", "Waarde archeologie 2", "Waarde archeologie 3", "beschermingszone 3"

CROSSWALK = [
    row("landschapstypen", ls.ESDORPEN, ls.ESDORPEN, "gelijk", "same", "V:766-767", LAND, "ja", certainty="inferred"),
    row("landschapstypen", ls.ESGEHUCHTEN, ls.ESGEHUCHTEN, "gelijk", "same", "V:841-859", LAND, "ja", certainty="inferred"),
    row("landschapstypen", ls.LAAGVEEN, ls.LAAGVEEN, "exact", "same", "V:875-902", LAND, "yes", certainty="inferred"),
    row("landschapstypen", "wegdorpen veenrandontginningen", ls.RANDVEEN, "exact", "renamed", "X3; V:904", LAND, "yes", certainty="inferred", note="andere spelling; in 2010 een laag per kenmerk"),
    row("landschapstypen", "veenkoloniën", ls.VEENKOLONIEN, "gelijk", "renamed", "V:936-973", LAND, "ja", certainty="inferred", note="in 2010 twee lagen, een klasse"),
    row("landschapstypen", ls.KOLONIEN, ls.KOLONIEN, "same", "same", "V:772; X7", LAND, "ja", certainty="guess"),
    row("essen", "waardevolle essen", "essen", "oud valt binnen nieuw", "broadened", "E:504-510", LAND, "ja", note="verruimd: elke waardevolle es is een es, niet omgekeerd"),
    row("essen", "waardevolle essen", "", "sluit uit", "", "E:504-510", LAND, "ja", note="een es die in 2022 ontbreekt is door de definitie niet te verklaren"),
    row("essen", "", "essen", "unknown", "unknown", "E:504-510", LAND, note="geen winst: een es ontstaat niet nieuw"),
    row("essen", "", "eenmansessen", "onbekend", "new", "V:863-864", LAND, certainty="guess", note="telde 2010 de eenmansessen niet mee?"),
    row("beekdalen", "beekdalen", "beekdalen", "onbekend", "unknown", "V:2369; V:6895", LAND, certainty="inferred", note="zelfde woord bij drie eigenaren"),
    row("wegpanorama", "snelwegpanorama", "wegpanorama", "old-within-new", "merged", "V:1039-1040", LAND, "yes"),
    row("wegpanorama", "wegpanorama", "wegpanorama", "old-within-new", "merged", "V:1039-1040", LAND, "yes"),
    row("natuur", na.EHS, na.NNN, "overlapt deels", "redefined", "V:5970-5978", NAT, note="opvolger van de EHS, definitie niet gelijk"),
    row("natuur", na.EHS, "", "sluit uit", "", "E:500-504", NAT, note="vastgestelde EHS die in 2022 ontbreekt: besluit, fout of echt"),
    row("natuur", na.SEARCH, na.NNN, "onbekend", "method-changed", "X2", NAT, certainty="inferred", note="was een zoekgebied in 2010 al EHS?"),
    row("natuur", na.SEARCH, "", "onbekend", "dropped", "V:5970-5978", NAT, cause="A", note="herijking 2011 (verzonnen document SYN-2011-01): zoekgebieden vervallen"),
    row("natuur", "", na.NEW_NATURE, "sluit uit", "new", "V:1175-1182", NAT, note="ingericht na 2011 op landbouwgrond: kan in 2010 niet buiten de EHS als natuur hebben bestaan"),
    row("natuur", "", na.LINK, "onbekend", "new", "V:6026-6055", NAT, cause="A", note="begrensd bij besluit (verzonnen document SYN-2014-02)"),
    row("natuur", "", na.NNN, "onbekend", "unknown", "E:500-504", NAT, note="erbij op de kaart, reden niet vastgelegd"),
    row("natura2000", "Natura 2000", "Natura 2000", "gelijk", "same", "V:6059-6062", NAT, "ja"),
    row("natura2000", "", "Natura 2000", "onbekend", "new", "V:5689-5690", NAT, cause="A", note="aanwijzing (verzonnen document SYN-2013-05)"),
    row("duisternis", "duisternis", "duisternis", "gelijk", "same", "V:2582-2584", ENV, "ja", certainty="inferred", note="afgeleid van Natura 2000 en de nationale parken"),
    row("sturingsniveau", h.RESPECT, h.INVOLVE, "oud valt binnen nieuw", "merged", "V:1380-1396", CUL, "ja", certainty="guess", note="3 naar 2, 'beleidsneutraal'; de toedeling staat niet in de tekst"),
    row("sturingsniveau", h.CONDITIONS, h.INVOLVE, "oud valt binnen nieuw", "merged", "V:1380-1396", CUL, "ja", certainty="guess"),
    row("sturingsniveau", h.CONDITIONS, h.ACCOUNT, "sluit uit", "level-changed", "V:1652", CUL, certainty="guess", note="De Monden: een niveau zwaarder"),
    row("sturingsniveau", h.REQUIREMENTS, "", "sluit uit", "dropped", "V:1502", CUL, cause="A", note="rand van 2A vervallen (verzonnen document SYN-2018-03)"),
    row("sturingsniveau", h.REQUIREMENTS, h.ACCOUNT, "gelijk", "renamed", "V:1380-1396", CUL, "ja", certainty="guess"),
    row("archeologie", BZ3, WA3, "gelijk", "renamed", "E:1012; V:2367", ARC, "ja", certainty="inferred"),
    row("archeologie", "karresporen", WA1, "old-within-new", "broadened", "X3; V:2349-2355", ARC, "ja", certainty="inferred", note="een bestand in 2010, twee klassen in 2022"),
    row("archeologie", "historische kern", WA2, "gelijk", "renamed", "X3; V:2357-2361", ARC, "ja", certainty="inferred"),
    row("archeologie", BZ3, WA1, "sluit uit", "level-changed", "V:2304-2321", ARC, cause="B", note="bekende vindplaats nu apart begrensd"),
    row("archeologie", BZ3, "", "sluit uit", "", "V:2311-2318", ARC, cause="B", certainty="inferred", note="waarschijnlijk: Celtic fields en veenwegen nauwkeuriger; over de beekdalen is niets vastgelegd"),
    row("archeologie", "", WA1, "onbekend", "new", "V:2304-2321", ARC, cause="B", note="hunebedden, grafheuvels en karrensporenbundels systematisch opgenomen"),
    row("grafheuvels", "", "grafheuvels", "onbekend", "method-changed", "V:2318-2321", ARC, cause="D", note="punten werden vlakken: geen hectares te vergelijken"),
    row("celtic fields", "celtic fields", "celtic fields", "gelijk", "same", "V:2311-2314", ARC),
    row("celtic fields", "", "celtic fields", "onbekend", "unknown", "V:2311-2314", ARC, cause="B", note="nieuw gevonden"),
    row("celtic fields", "celtic fields", "", "sluit uit", "", "V:2311-2314", ARC, cause="C", note="bleek er geen te zijn"),
    row("veenwegen", "veenwegen", "veenwegen", "gelijk", "same", "V:2316-2318", ARC),
    row("veenwegen", "veenwegen", "", "sluit uit", "", "V:2316-2318", ARC, cause="B", note="grof getekend in 2010"),
    row("veenwegen", "", "veenwegen", "onbekend", "method-changed", "V:2316-2318", ARC, cause="B", note="systematisch en gedetailleerd"),
    row("voorden", "beekdalen", "beekdalen", "gelijk", "same", "V:2309-2311", ARC, "ja", certainty="inferred"),
    row("voorden", "beekdalen", "voordenlocaties", "nieuw valt binnen oud", "split", "V:2309-2311", ARC, note="deelverzameling, geen uitbreiding"),
    *[row("aardkundig", a, b, "overlapt deels", "redefined" if a == b else "level-changed", "X5; V:2510-2530", GEO, cause="B", certainty="inferred",
          note="zelfde woord, andere omschrijving en herwaardering in 2014" if a == b else "herwaardering in 2014 op een andere geomorfologische kaart")
      for a, b in ((h.HIGH, h.HIGH), (h.MEDIUM, h.MEDIUM), (h.GENERIC, h.GENERIC), (h.HIGH, h.MEDIUM), (h.MEDIUM, h.HIGH), (h.GENERIC, h.MEDIUM))],
    row("stilte", "stiltegebied", "stiltegebied", "onbekend", "unknown", "V:2549; X6", ENV, certainty="inferred"),
]

# theme, class, version, can_arise, can_vanish, name, order, colour
LEGEND = ("theme,class,version,can_arise,can_vanish,name,order,colour", [
    *[("landschapstypen", c, "", "", "", c[0].upper() + c[1:], n, colour) for n, (c, colour) in enumerate(zip(ls.TYPES, ("#f4c9a0", "#e8dca0", "#bfe0b0", "#d9e8a0", "#d8c8e8", "#c8e0e0")), 1)],
    ("landschapstypen", "wegdorpen veenrandontginningen", "old", "", "", "Wegdorpen veenrandontginningen (2010)", 4, "#d9e8a0"), ("landschapstypen", "veenkoloniën", "old", "", "", "Veenkoloniën (2010)", 5, "#d8c8e8"),
    ("essen", "waardevolle essen", "old", "no", "", "Waardevolle essen (2010)", 1, "#d9a521"), ("essen", "essen", "new", "nee", "", "Essen", 2, "#e8b93c"), ("essen", "eenmansessen", "new", "nee", "", "Eenmansessen", 3, "#f0d080"),
    ("beekdalen", "beekdalen", "", "no", "", "Beekdalen", 1, "#9cc8e8"), ("macrogradiënt", "macrogradiënt", "", "no", "", "Macrogradiënt", 1, "#a070b0"),
    ("wegpanorama", "snelwegpanorama", "old", "", "", "Snelwegpanorama (2010)", 1, "#c03030"), ("wegpanorama", "wegpanorama", "", "", "", "Wegpanorama", 2, "#e06060"),
    ("natuur", na.EHS, "old", "yes", "yes", "EHS, vastgesteld (2010)", 1, "#2e7d32"), ("natuur", na.SEARCH, "old", "yes", "yes", "EHS, zoekgebied (2010)", 2, "#a5d6a7"),
    ("natuur", na.NNN, "new", "yes", "yes", "NNN, bestaande natuur", 3, "#2e7d32"), ("natuur", na.NEW_NATURE, "new", "yes", "yes", "NNN, nieuwe natuur", 4, "#66bb6a"), ("natuur", na.LINK, "new", "yes", "yes", "NNN, ecologische verbinding", 5, "#80cbc4"),
    ("natura2000", "Natura 2000", "", "", "", "Natura 2000", 1, "#1b5e20"),
    ("sturingsniveau", h.RESPECT, "old", "", "", "Respecteren (2010)", 1, "#fde0c5"), ("sturingsniveau", h.CONDITIONS, "old", "", "", "Voorwaarden stellen (2010)", 2, "#f5a97a"), ("sturingsniveau", h.REQUIREMENTS, "old", "", "", "Eisen stellen (2010)", 3, "#c8553d"),
    ("sturingsniveau", h.INVOLVE, "new", "", "", "Betrekken bij", 4, "#f5c09a"), ("sturingsniveau", h.ACCOUNT, "new", "", "", "Rekening houden met", 5, "#c8553d"),
    ("archeologie", BZ3, "old", "no", "", "Beschermingszone 3 (2010)", 1, "#d7ccc8"), ("archeologie", "karresporen", "old", "no", "", "Karresporen (2010)", 2, "#8d6e63"), ("archeologie", "historische kern", "old", "no", "", "Historische kern (2010)", 3, "#a1887f"),
    ("archeologie", WA1, "new", "no", "", "Waarde archeologie 1", 4, "#5d4037"), ("archeologie", WA2, "new", "no", "", "Waarde archeologie 2", 5, "#a1887f"), ("archeologie", WA3, "new", "no", "", "Waarde archeologie 3", 6, "#d7ccc8"),
    ("grafheuvels", "grafheuvels", "", "no", "", "Grafheuvels", 1, "#5d4037"), ("celtic fields", "celtic fields", "", "no", "", "Celtic fields", 1, "#795548"), ("veenwegen", "veenwegen", "", "no", "", "Veenwegen", 1, "#6d4c41"),
    ("voorden", "beekdalen", "", "no", "", "Beekdalen", 1, "#9cc8e8"), ("voorden", "voordenlocaties", "new", "no", "", "Voordenlocaties", 2, "#3f7fbf"),
    ("aardkundig", h.HIGH, "", "no", "", "Hoog", 1, "#b8860b"), ("aardkundig", h.MEDIUM, "", "no", "", "Middel", 2, "#daa520"), ("aardkundig", h.GENERIC, "", "no", "", "Generiek", 3, "#f0e0a0"),
    ("stilte", "stiltegebied", "", "", "", "Stiltegebied", 1, "#5c6bc0"), ("duisternis", "duisternis", "", "", "", "Duisternis", 1, "#283593"),
])
