"""The catalogue (`kk-diff/catalogue@1`) of the synthetic sample: every class, zone and level that the policy text of 2022 names.

The action texts are short and our own. References are LETTER:LINE or LETTER:FROM-TO, where the letter is the text (V the provincial vision of 2022, E the evaluation)
and the number a line in it. `catalogue_words.json` beside this file says which words must stand in the lines of every reference; a test holds both against the texts."""
from generator import ground

from .catalogue_areas import areas
from .catalogue_other import others

KK, OTHER = "kk_2022.gpkg", "overig_2022.gpkg"
BB, RHM = "betrekken bij", "rekening houden met"
L, N, C, A, G, R = "landschap", "natuur", "cultuurhistorie", "archeologie", "aardkundig", "rust"
POV, LAW, POLICY = "verordening", "wettelijk", "beleid"
NO_SAMPLE = "geen laag in het oefenbestand"
INTEGRAL = "V:666-671"


def unit(ident, quality, name, table, action, refs, file=KK, **rest):
    layer = {"file": file, "layer": table}
    if "where" in rest:
        layer["where"] = rest.pop("where")
    return {"id": ident, "quality": quality, "name": name, "version_date": "2022-10-03", "instrument": rest.pop("instrument", "visie"),
            "layers": [layer], "geometry": rest.pop("geometry", "polygon"), "action": action, "references": refs, **rest}


def unmapped(ident, quality, name, reason, action, refs, **rest):
    """A unit of the text that no layer shows: a check says 'no data', never 'not on the map'."""
    return {"id": ident, "quality": quality, "name": name, "version_date": "2022-10-03", "instrument": rest.pop("instrument", "visie"), "layers": None, "reason": reason,
            "geometry": rest.pop("geometry", "polygon"), "action": action, "references": refs, **rest}


def landscape():
    def kind(text):
        return {"TYPE": [text]}
    return [
        unit("LS-T1", L, "esdorpenlandschap", "landschapstypen", "Landschapstype, als achtergrond; wat telt zijn de essen en de beekdalen.", ["V:766-767", "V:782-823"], where=kind("esdorpenlandschap"), context=True),
        unit("LS-T1-ES", L, "essen", "essen", "De es open houden en de esrandbeplanting versterken.", ["V:825-829", "V:834-836"], where={"SOORT": ["essen"]}, name_field="NAAM"),
        unit("LS-T1-BD", L, "beekdalen", "beekdalen", "Het beekdal onbebouwd houden en de beplanting van het dal en zijn randen versterken.", ["V:830-832", "V:837-839"], where=kind("esdorpen"), name_field="NAAM"),
        unit("LS-T2", L, "esgehuchtenlandschap", "landschapstypen", "Landschapstype, als achtergrond; wat telt zijn de (eenmans)essen en de beekdalen.", ["V:841-859"], where=kind("esgehuchtenlandschap"), context=True),
        unit("LS-T2-ES", L, "eenmansessen", "essen", "De kleine es open houden en de esrandbeplanting versterken.", ["V:861-870"], where={"SOORT": ["eenmansessen"]}, name_field="NAAM"),
        unit("LS-T2-BD", L, "beekdalen met haaks liggende beplanting", "beekdalen", "Het beekdal onbebouwd houden en de haaks liggende beplanting versterken.", ["V:864-873"], where=kind("esgehuchten"), name_field="NAAM"),
        unit("LS-T3", L, "wegdorpen van de laagveenontginning", "landschapstypen", "Het weidegebied open houden en de smalle verkaveling met haar fijne slotenpatroon bewaren en versterken.", ["V:875-902"], where=kind("wegdorpen laagveenontginning")),
        unit("LS-T4", L, "wegdorpen van de randveenontginning", "landschapstypen", "De slingerende ontsluiting, de wegbeplanting en de onregelmatige dwarskavels met hun openheid bewaren en versterken.", ["V:904-934"], where=kind("wegdorpen randveenontginning")),
        unit("LS-T5", L, "landschap van de veenkoloniën", "landschapstypen", "De samenhang van het rechtlijnige patroon, de grote openheid, de wijken en de linten bewaren en versterken.", ["V:936-973"], where=kind("landschap van de veenkoloniën")),
        unit("LS-T6", L, "landschap van de Koloniën van Weldadigheid", "landschapstypen", "De lanen, de blokverkaveling met bos en open ruimte, de opbouw van de linten en de werelderfgoedstatus bewaren en versterken.", ["V:974-1014", INTEGRAL],
             where=kind("koloniën van weldadigheid"), integral_advice=True),
        unit("LS-MG", L, "macrogradiënt", "macrogradient", "De overgang van plateau naar laag veen herkenbaar houden en versterken: volgen, niet vereffenen.", ["V:762-764", "V:1020-1029", "E:1083-1085"]),
        unit("LS-WP", L, "wegpanorama", "wegpanorama", "De afwisseling van bebouwd en onbebouwd zichtbaar houden vanaf de weg; wat langs de weg komt vraagt kwaliteit.", ["V:1031-1042"], geometry="line", name_field="WEG",
             rules=[{"id": "wegpanorama-afstand", "kind": "distance", "text": "zichtbaarheid vanaf de weg", "reference": "V:1031-1042"}]),
        unmapped("LS-SD", L, "stads- en dorpsranden", "geen begrenzing in de tekst", "De rand samen met de gemeente integraal uitwerken.", ["V:1044-1071"]),
        unit("LS-HG", L, "harde grens stad-land", "harde_grens", "De provincie acht uitbreiding van de stad over deze grens onwenselijk.", ["V:1072-1077"], geometry="line", name_field="NAAM",
             rules=[{"id": "harde-grens", "kind": "crossing", "text": "het plan ligt aan beide kanten van, of op, de harde grens", "reference": "V:1072-1077"}]),
        unmapped("LS-HB", L, "hoogbouw: cultuurhistorische dorpenensembles", "de ensembles staan niet op een kaart", "Bij hoogbouw hoort een landschapsplan dat laat zien wat de horizon vanuit de ensembles binnen 10 km ervan merkt.", ["V:1079-1091"],
                 rules=[{"id": "hoogbouw-10-km", "kind": "distance", "distance_m": 10000, "needs": ["high-rise"], "text": "landschapsplan bij hoogbouw", "reference": "V:1079-1091"}]),
    ]


def nature():
    goals = ("natuurlijk proces", "bestaande patronen", "agrarisch gebruik", "wonen en werken")
    return [
        unit("NA-NNN", N, "Natuurnetwerk Nederland", "nnn", "Plannen in het NNN toetsen aan de regels van de verordening; de kaart van de verordening geldt.", ["V:1175-1182", "V:5967-5969", "V:6001-6011"], instrument=POV, legal_basis=POV,
             name_field="NAAM"),
        unit("NA-EV", N, "ecologische verbindingen", "nnn", "Geen barrière opwerpen; de verbinding versterken.", ["V:6026-6055", "V:6517-6519"], where={"KLASSE": ["NNN ecologische verbinding"]}, instrument=POV, legal_basis=POV, name_field="NAAM",
             within="NA-NNN"),
        unit("NA-N2K", N, "Natura 2000", "natura2000", "De instandhoudingsdoelen zijn wettelijk; ook werking van buiten het gebied (stikstof) telt, en die toetst deze kaart niet.", ["V:5689-5690", "V:6059-6062", "V:6071-6076"], instrument="wet", legal_basis=LAW, name_field="NAAM",
             within="NA-NNN"),
        unmapped("NA-OG", N, "overgangsgebieden Natura 2000", "de zones worden nog verkend, nog niet begrensd", "Naast stikstofgevoelige gebieden de overgang verzachten.", ["V:6299-6328"]),
        unit("NA-NP", N, "nationale parken", "nationale_parken", "Alle kernkwaliteiten in samenhang versterken.", ["V:6151-6242", INTEGRAL], name_field="NAAM", integral_advice=True),
        unit("NA-BPN", N, "bijzonder provinciaal natuurgebied", "bijzonder_natuurgebied", "Landgoed Overcingel in zijn huidige vorm behouden; er is een beheerplan.", ["V:6246-6263"], instrument=POV, legal_basis=POV, name_field="NAAM"),
        unit("NA-ZKG", N, "zeer kwetsbare gebieden", "zeer_kwetsbaar", "Achtergrond: voor verzuring gevoelige delen van het NNN.", ["V:5979-5982"], file=OTHER, instrument="wet", legal_basis=LAW, context=True, name_field="NAAM", within="NA-NNN"),
        unmapped("NA-NND", N, "Natuurnetwerk Drenthe", "alle natuur buiten het NNN; er is geen kaart van", "Onderdeel van de kernkwaliteit natuur; vraag de gemeente welke elementen er liggen.", ["V:6333-6353", "V:6391-6395"]),
    ] + [
        unit("NA-D40" if number == 0 else f"NA-D40-{number + 1}", N, f"doelen natuur en landschap 2040: {goal}", "doelen_2040", "Achtergrond: richtinggevend voor de lange termijn, niet bindend.", ["V:5706-5715", "V:5870-5876"], file=OTHER,
             where={"DOEL": [goal]}, context=True)
        for number, goal in enumerate(goals)
    ]


def heritage():
    return [
        unit("CH-0", C, "Historische Infrastructuur", "historische_infrastructuur", "Betrekken bij: laat vroeg zien hoe beken, vaarten, wijken en wegen samenhangen.", ["V:1387-1390", "V:1404-1407"], geometry="line", level=BB, name_field="NAAM", drawn_by="zwaarte"),
    ] + [
        unit(f"CH-{code}", C, f"{code} {name}", "chs", f"{'Rekening houden met: de samenhang is dé drager van het plan' if heavy else 'Betrekken bij: de samenhang is een randvoorwaarde'}. Ambitie: {ambition}",
             [heading, goal, "V:1392-1396" if heavy else "V:1387-1390"] + ([INTEGRAL] if integral else []), where={"CODE": [code]}, level=RHM if heavy else BB, urban_mask=True, drawn_by="zwaarte",
             **({"integral_advice": True} if integral else {}))
        for code, name, heavy, heading, goal, integral, ambition in areas()
    ] + [
        unit("CH-W1", C, "Werelderfgoed Koloniën van Weldadigheid", "werelderfgoed", "De uitzonderlijke universele waarde niet schaden; de gemeente motiveert, een Heritage Impact Assessment kan nodig zijn, ook in de directe nabijheid.", ["V:2134-2177", INTEGRAL],
             instrument="wet", legal_basis=LAW, name_field="NAAM", integral_advice=True,
             rules=[{"id": "werelderfgoed-nabijheid", "kind": "distance", "text": "Heritage Impact Assessment kan nodig zijn in het gebied en in de directe nabijheid", "reference": "V:2134-2177"}]),
        unit("CH-W2", C, "kolonielandschap", "kolonielandschap", "Het ruimere kolonielandschap: kernkwaliteit cultuurhistorie en landschap.", ["V:2178-2182"]),
        unit("CH-PM", C, "provinciale monumenten", "provinciale_monumenten", "Beschermd; de regels werken door in het omgevingsplan.", ["V:2196-2214"], geometry="point", legal_basis=POV, instrument=POV, name_field="NAAM"),
        unit("CH-GP", C, "De Hondsrug UNESCO Global Geopark", "geopark", "Achtergrond: verhalen van aardkunde, archeologie, landschap en cultuurhistorie verbinden.", ["V:2467-2489"], file=OTHER, context=True),
    ]


def archaeology():
    sites = {"known_sites": "AR-WA1", "known_sites_m": 50}

    def wa(n):
        return {"WAARDE": [n]}
    return [
        unit("AR-G", A, "archeologie generiek", "amk_terreinen", "Behoudenswaardige vindplaatsen mogen niet ongezien verdwijnen.", ["V:2337-2341"], geometry="point", level="generiek", name_field="NAAM"),
        unit("AR-WA1", A, "Waarde archeologie 1", "arch_waarde", "Behoud in de bodem; afwijken alleen bij een zwaarwegend maatschappelijk belang zonder alternatief.", ["V:2332-2333", "V:2343-2355"], where=wa(1), instrument=POV, legal_basis=POV,
             level="Waarde archeologie 1", drawn_by="zwaarte", rules=[{"id": "arch-wa1", "text": "bekende vindplaats", "reference": "V:2354-2355"}]),
        unit("AR-WA2", A, "Waarde archeologie 2", "arch_waarde", "Opgraven kan; goed onderzoek volgens de KNA, het programma van eisen vroeg afstemmen.", ["V:2332-2333", "V:2357-2366"], where=wa(2), instrument=POV, legal_basis=POV,
             level="Waarde archeologie 2", drawn_by="zwaarte", rules=[{"id": "arch-wa2", "text": "bekende vindplaats: historische kern", "reference": "V:2332-2333"}]),
        unit("AR-WA3", A, "Waarde archeologie 3", "arch_waarde", "Onderzoek bij bodemingrepen boven beide drempels; het programma van eisen vroeg afstemmen.", ["V:2333-2335", "V:2367-2399", "E:1010-1016"], where=wa(3), instrument=POV, legal_basis=POV,
             level="Waarde archeologie 3", drawn_by="zwaarte", rules=[{"id": "arch-wa3", "max_area_m2": 1000, "max_depth_cm": 30, "farmland_extra_cm": 10, **sites, "reference": "V:2375-2388"}]),
        unit("AR-WA3-N", A, "natuurgebied zonder bouwvoor", "zonder_bouwvoor", "Zonder bouwvoor geldt geen vrijstelling naar diepte.", ["V:2383-2388"], within="AR-WA3", instrument=POV, legal_basis=POV,
             rules=[{"id": "arch-wa3-natuur", "max_area_m2": 1000, **sites, "text": "zonder bouwvoor geen vrijstelling naar diepte", "reference": "V:2383-2388"}]),
        unit("AR-WA3-V", A, "voordenlocaties", "voorden", "Geen vrijstelling van 1000 m²; geeft de gemeente die wel, dan vraagt de provincie om overleg.", ["V:2390-2396"], within="AR-WA3", instrument=POV, legal_basis=POV, name_field="NAAM",
             rules=[{"id": "arch-wa3-voorde", "max_depth_cm": 30, "farmland_extra_cm": 10, "text": "geen vrijstelling naar oppervlakte; overleg als de gemeente die wel geeft", "reference": "V:2390-2396"}]),
    ]


def ground_and_quiet():
    def level(text):
        return {"NIVEAU": [text]}
    return [
        unit("AK-H", G, "aardkundig erfgoed hoog", "aardkundig", "Ontwikkelen kan alleen met behoud van de kwaliteiten en kenmerken; context en referentiebeeld behouden of herstellen.", ["V:2510-2515"], where=level("hoog"), level="hoog", drawn_by="zwaarte"),
        unit("AK-M", G, "aardkundig erfgoed middel", "aardkundig", "Randvoorwaarde; laat vroeg zien hoe het de basis van het plan is.", ["V:2516-2523"], where=level("middel"), level="middel", drawn_by="zwaarte"),
        unit("AK-G", G, "aardkundig erfgoed generiek", "aardkundig", "Inspiratie; de gemeente weegt het en beschermt het in haar eigen plannen.", ["V:2525-2530"], where=level("generiek"), level="generiek", drawn_by="zwaarte"),
        unit("AK-L", G, "aardkundige hoofdlandschappen", "aardkundige_hoofdlandschappen", "Achtergrond: de zes hoofdlandschappen.", ["V:2441-2446"], file=OTHER, context=True, name_field="NAAM"),
        unit("AK-MON", G, "aardkundige monumenten", "aardkundige_monumenten", "Achtergrond: voorbeelden om de aardkunde te laten zien.", ["V:2503-2505"], geometry="point", context=True, name_field="NAAM"),
        unit("RU-S", R, "stiltegebied", "stiltegebieden", "Wat de rust verstoort kan niet zonder meer; richtwaarden 35 en 40 dB(A), evenementen met ontheffing.", ["V:2546-2567"], instrument=POV, legal_basis=LAW, name_field="NAAM"),
        {"id": "RU-D", "quality": R, "name": "duisternis", "version_date": "2022-10-03", "instrument": "visie", "layers": None, "geometry": "polygon", "union_of": ["NA-N2K", "NA-NP"],
         "action": "De gemeente is aan zet; de provincie onderneemt geen actie.", "references": ["V:2579-2596", "E:2014-2018"]},
    ]


def units():
    """In the order of the report: the six core qualities, then the layers that are none."""
    return landscape() + nature() + heritage() + archaeology() + ground_and_quiet() + others(unit, unmapped, OTHER, NO_SAMPLE)


def not_mapped():
    def entry(quality, name, reason, reference):
        return {"quality": quality, "name": name, "reason": reason, "reference": reference}
    return [
        entry(N, "Natuurnetwerk Drenthe", "alle natuur buiten het NNN; er is geen kaart van", "V:6333-6353"),
        entry(L, "stads- en dorpsranden", "geen begrenzing in de tekst", "V:1044-1071"),
        entry(L, "hoogbouw", "werkt tot 10 km op dorpenensembles, die niet op een kaart staan; landschapsplan nodig", "V:1079-1091"),
        entry(N, "overgangsgebieden Natura 2000", "de zones worden nog verkend", "V:6299-6328"),
        entry("integraal advies", "gebieden met integraal advies", "de tekst noemt acht gebieden zonder kaart; Holtingerveld en de Onlanden zijn hier nergens aan te herkennen", INTEGRAL),
        entry(A, "vindplaatsen die nog niemand kent", "een verwachting zegt niet of er iets ligt", "V:2372-2374"),
        entry(R, "geluid, zicht, licht en waterpeil", "werking buiten het plan is niet op de kaart te toetsen", "E:1219-1225"),
        entry("alle", "kwaliteiten die niet op de kaart staan", "die zijn aan gemeente en waterschap; geen treffer is geen vrijbrief", "V:685-691"),
    ]


def catalogue(found):
    """`found`: unit id -> dissolved hectares."""
    listed = []
    for u in units():
        u = {"level": None, "legal_basis": POLICY, **u}
        if u["id"] in found:
            u["expected_ha"] = found[u["id"]]
        listed.append(u)
    return {"schema": "kk-diff/catalogue@1", "name": "SYNTHETISCHE OEFENKAART: kernkwaliteiten Drenthe 2022", "crs": "EPSG:28992",
            "extent": {"file": "grenzen.gpkg", "layer": "provinciegrens"}, "urban_area": {"file": KK, "layer": "bestaand_stedelijk_gebied"},
            "defaults": {"tolerance_m": 0.5, "near_m": 250, "far_m": 5000, "source": "gekozen bij het maken van het oefenbestand"},
            "units": listed, "not_mapped": not_mapped(),
            "place_notes": [
                {"at": list(ground.GIETSENVEENTJE[:2]), "radius_m": 600, "name": "Gietsenveentje",
                 "text": "de bronnen spreken elkaar tegen: bij de verschoven fly-over kan het Gietsenveentje intact blijven, en die variant heeft niet de voorkeur wegens "
                         "doorsnijding van het essencomplex en het Gietsenveentje. De hectares hier zijn gemeten aan het ingediende plangebied; het verschil is niet beslecht.",
                 "references": ["E:915-919", "E:919-925"]}]}
