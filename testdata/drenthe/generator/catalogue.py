"""The catalogue (`kk-diff/catalogue@1`). The action texts are short and our own; the references point to the policy text."""
from generator import ground

KK, OTHER = "kk_2022.gpkg", "overig_2022.gpkg"
BB, RHM = "betrekken bij", "rekening houden met"


def unit(ident, quality, name, table, action, refs, file=KK, **rest):
    layer = {"file": file, "layer": table}
    if "where" in rest:
        layer["where"] = rest.pop("where")
    return {"id": ident, "quality": quality, "name": name, "version_date": "2022-10-03", "instrument": rest.pop("instrument", "visie"),
            "layers": [layer], "geometry": rest.pop("geometry", "polygon"), "action": action, "references": refs, **rest}


L, N, C, A, G, R, O = "landschap", "natuur", "cultuurhistorie", "archeologie", "aardkundig", "rust", "andere lagen"
POV = "verordening"


def units():
    def kind(text):
        return {"TYPE": [text]}

    def wa(n):
        return {"WAARDE": [n]}

    def level(text):
        return {"NIVEAU": [text]}

    none = {"version_date": None, "instrument": None, "layers": None, "geometry": "polygon", "action": None}
    return [
        unit("LS-T1", L, "esdorpenlandschap", "landschapstypen", "Zie essen en beekdalen.", ["V:766-767", "V:782-823"], where=kind("esdorpenlandschap"), context=True),
        unit("LS-T1-ES", L, "essen", "essen", "Open houden; esrandbeplanting versterken.", ["V:825-829", "V:834-836"], where={"SOORT": ["essen"]}, name_field="NAAM"),
        unit("LS-T1-BD", L, "beekdalen", "beekdalen", "Onbebouwd houden; beekdalbeplanting versterken.", ["V:830-832", "V:837-839"], where=kind("esdorpen"), name_field="NAAM"),
        unit("LS-T2", L, "esgehuchtenlandschap", "landschapstypen", "Zie (eenmans)essen en beekdalen.", ["V:841-859"], where=kind("esgehuchtenlandschap"), context=True),
        unit("LS-T2-ES", L, "eenmansessen", "essen", "Open houden; esrandbeplanting versterken.", ["V:861-870"], where={"SOORT": ["eenmansessen"]}, name_field="NAAM"),
        unit("LS-T2-BD", L, "beekdalen met haaks liggende beplanting", "beekdalen", "Onbebouwd houden; haakse beplanting versterken.", ["V:864-873"], where=kind("esgehuchten"), name_field="NAAM"),
        unit("LS-T3", L, "wegdorpen van de laagveenontginning", "landschapstypen", "Weidegebied open en verkaveling smal houden.", ["V:875-902"], where=kind("wegdorpen laagveenontginning")),
        unit("LS-T4", L, "wegdorpen van de randveenontginning", "landschapstypen", "Slingerende ontsluiting en wegbeplanting behouden.", ["V:904-934"], where=kind("wegdorpen randveenontginning")),
        unit("LS-T5", L, "landschap van de veenkoloniën", "landschapstypen", "Samenhang, grote openheid, wijken en linten behouden.", ["V:936-973"], where=kind("landschap van de veenkoloniën")),
        unit("LS-T6", L, "landschap van de Koloniën van Weldadigheid", "landschapstypen", "Lanen, blokverkaveling en opbouw van de linten behouden.", ["V:974-1014"], where=kind("koloniën van weldadigheid"), integral_advice=True),
        unit("LS-MG", L, "macrogradiënt", "macrogradient", "De overgang volgen, niet vereffenen.", ["V:762-764", "V:1020-1029"]),
        unit("LS-WP", L, "wegpanorama", "wegpanorama", "Afwisseling bebouwd en onbebouwd zichtbaar houden; de tekst noemt geen afstand.", ["V:1031-1042"], geometry="line", name_field="WEG"),
        unit("LS-HG", L, "harde grens stad-land", "harde_grens", "Uitbreiding over deze grens is ongewenst.", ["V:1072-1077"], geometry="line", name_field="NAAM"),
        unit("NA-NNN", N, "Natuurnetwerk Nederland", "nnn", "Toetsen aan de regels van de verordening.", ["V:1175-1182", "V:5967-5969", "V:6001-6011"], instrument=POV, legal_basis=None, name_field="NAAM"),
        unit("NA-EV", N, "ecologische verbindingen", "nnn", "Barrières vermijden.", ["V:6026-6055"], where={"KLASSE": ["NNN ecologische verbinding"]}, instrument=POV, legal_basis=None, name_field="NAAM"),
        unit("NA-N2K", N, "Natura 2000", "natura2000", "Instandhoudingsdoelen; ook werking over de grens heen.", ["V:5689-5690", "V:6059-6062"], instrument="wet", legal_basis="wettelijk", name_field="NAAM"),
        {**none, "id": "NA-OG", "quality": N, "name": "overgangsgebieden Natura 2000", "reason": "nog niet begrensd", "references": ["V:6299-6328"]},
        unit("NA-NP", N, "nationale parken", "nationale_parken", "Alle kernkwaliteiten in samenhang versterken.", ["V:6151-6242"], name_field="NAAM", integral_advice=True),
        unit("NA-BPN", N, "bijzonder provinciaal natuurgebied", "bijzonder_natuurgebied", "In de huidige vorm behouden.", ["V:6246-6263"], name_field="NAAM"),
        unit("NA-ZKG", N, "zeer kwetsbare gebieden", "zeer_kwetsbaar", "Achtergrond.", ["V:5979-5982"], file=OTHER, context=True, name_field="NAAM"),
        unit("NA-D40", N, "doelen natuur en landschap 2040: natuurlijk proces", "doelen_2040", "Richtinggevend, niet bindend.", ["V:5706-5715", "V:5870-5876"], file=OTHER, where={"DOEL": ["natuurlijk proces"]}, context=True),
        unit("CH-0", C, "Historische Infrastructuur", "historische_infrastructuur", "Samenhang vroeg in het proces zichtbaar maken.", ["V:1404-1407"], geometry="line", level=BB, name_field="NAAM", drawn_by="zwaarte"),
        unit("CH", C, "Cultuurhistorische Hoofdstructuur", "chs", "Betrekken bij: samenhang als randvoorwaarde. Rekening houden met: samenhang als drager van het plan.", ["V:1380-1396", "V:1422-2098"],
             each={"id": "CODE", "name": "NAAM", "level": "STURINGSCODE"}, levels={"1": BB, "2": RHM}, urban_mask=True, drawn_by="zwaarte"),
        unit("CH-W1", C, "Werelderfgoed Koloniën van Weldadigheid", "werelderfgoed", "Uitzonderlijke waarde niet schaden; gemeente motiveert; ook in de directe nabijheid.", ["V:2134-2177"], instrument="wet", legal_basis="wettelijk", name_field="NAAM", integral_advice=True),
        unit("CH-W2", C, "kolonielandschap", "kolonielandschap", "Kernkwaliteit cultuurhistorie en landschap.", ["V:2178-2182"]),
        unit("CH-PM", C, "provinciale monumenten", "provinciale_monumenten", "Beschermd.", ["V:2196-2214"], geometry="point", legal_basis=None, instrument=POV, name_field="NAAM"),
        unit("CH-GP", C, "De Hondsrug UNESCO Global Geopark", "geopark", "Verhalen van aardkunde, archeologie, landschap en cultuurhistorie verbinden.", ["V:2467-2489"], file=OTHER, context=True),
        unit("AR-G", A, "archeologie generiek", "amk_terreinen", "Mag niet ongezien verdwijnen.", ["V:2337-2341"], geometry="point", level="generiek", name_field="NAAM"),
        unit("AR-WA1", A, "Waarde archeologie 1", "arch_waarde", "Behoud ter plaatse.", ["V:2332-2333", "V:2343-2355"], where=wa(1), instrument=POV, legal_basis=None, level="Waarde archeologie 1", drawn_by="zwaarte"),
        unit("AR-WA2", A, "Waarde archeologie 2", "arch_waarde", "Opgraven kan; programma van eisen vroeg afstemmen.", ["V:2357-2366"], where=wa(2), instrument=POV, legal_basis=None, level="Waarde archeologie 2", drawn_by="zwaarte"),
        unit("AR-WA3", A, "Waarde archeologie 3", "arch_waarde", "Onderzoek boven beide drempels; programma van eisen vroeg afstemmen.", ["V:2333-2335", "V:2367-2399"], where=wa(3), instrument=POV, legal_basis=None, level="Waarde archeologie 3",
             drawn_by="zwaarte", rules=[{"id": "arch-wa3", "max_area_m2": 1000, "max_depth_cm": 30, "farmland_extra_cm": 10, "known_sites": "AR-WA1", "known_sites_m": 50, "reference": "V:2375-2388"}]),
        unit("AR-WA3-N", A, "natuurgebied zonder bouwvoor", "zonder_bouwvoor", "Geen vrijstelling naar diepte.", ["V:2383-2388"], within="AR-WA3", instrument=POV, legal_basis=None),
        unit("AR-WA3-V", A, "voordenlocaties", "voorden", "Geen vrijstelling van 1000 m²; gemeente overlegt met de provincie.", ["V:2390-2396"], within="AR-WA3", instrument=POV, legal_basis=None, name_field="NAAM"),
        unit("AK-H", G, "aardkundig erfgoed hoog", "aardkundig", "Alleen met behoud van kwaliteiten en kenmerken.", ["V:2510-2515"], where=level("hoog"), level="hoog", drawn_by="zwaarte"),
        unit("AK-M", G, "aardkundig erfgoed middel", "aardkundig", "Randvoorwaarde; vroeg laten zien hoe het de basis van het plan is.", ["V:2516-2523"], where=level("middel"), level="middel", drawn_by="zwaarte"),
        unit("AK-G", G, "aardkundig erfgoed generiek", "aardkundig", "Inspiratie; gemeente toetst.", ["V:2525-2530"], where=level("generiek"), level="generiek", drawn_by="zwaarte"),
        unit("AK-L", G, "aardkundige hoofdlandschappen", "aardkundige_hoofdlandschappen", "Achtergrond.", ["V:2441-2446"], file=OTHER, context=True, name_field="NAAM"),
        unit("AK-MON", G, "aardkundige monumenten", "aardkundige_monumenten", "Achtergrond.", ["V:2503-2505"], geometry="point", context=True, name_field="NAAM"),
        unit("RU-S", R, "stiltegebied", "stiltegebieden", "Wat de stilte schaadt kan niet zonder meer; richtwaarde 35 dB(A).", ["V:2546-2567"], instrument=POV, legal_basis="wettelijk", name_field="NAAM"),
        {"id": "RU-D", "quality": R, "name": "duisternis", "version_date": "2022-10-03", "instrument": "visie", "layers": None, "geometry": "polygon", "union_of": ["NA-N2K", "NA-NP"],
         "action": "Gemeente aan zet; de provincie onderneemt geen actie.", "references": ["V:2579-2596", "E:2014-2018"]},
        unit("OV-LOFAR1", O, "LOFAR-zone I", "lofar_zones", "Storing van radioastronomie voorkomen.", ["V:3576-3597"], file=OTHER, where={"ZONE": ["I"]}, context=True),
        unit("OV-LOFAR2", O, "LOFAR-zone II", "lofar_zones", "Storing van radioastronomie voorkomen.", ["V:3576-3597"], file=OTHER, where={"ZONE": ["II"]}, context=True),
        unit("OV-WB", O, "waterberging", "waterberging", "Ruimte voor water houden.", ["V:6929-6931"], file=OTHER, context=True, name_field="NAAM"),
    ]


def catalogue(found):
    """`found`: unit id -> dissolved hectares."""
    listed = []
    for u in units():
        u = {"level": None, "legal_basis": "beleid", **u}
        if u["id"] in found:
            u["expected_ha"] = found[u["id"]]
        listed.append(u)
    return {"schema": "kk-diff/catalogue@1", "name": "SYNTHETISCHE OEFENKAART: kernkwaliteiten Drenthe 2022", "crs": "EPSG:28992",
            "extent": {"file": "grenzen.gpkg", "layer": "provinciegrens"}, "urban_area": {"file": KK, "layer": "bestaand_stedelijk_gebied"},
            "defaults": {"tolerance_m": 0.5, "near_m": 250, "far_m": 5000, "source": "gekozen bij het maken van het oefenbestand"},
            "units": listed,
            "not_mapped": [
                {"quality": N, "name": "Natuurnetwerk Drenthe", "reason": "alle natuur buiten het NNN; geen kaart (V:6333-6353)"},
                {"quality": L, "name": "stads- en dorpsranden", "reason": "geen begrenzing in de tekst (V:1044-1071)"},
                {"quality": L, "name": "hoogbouw", "reason": "werkt tot 10 km; landschapsplan nodig (V:1079-1091)"},
                {"quality": N, "name": "overgangsgebieden Natura 2000", "reason": "zones worden nog verkend (V:6299-6328)"},
                {"quality": R, "name": "geluid, zicht, licht en waterpeil", "reason": "werking buiten het plan is niet op de kaart te toetsen (E:1219-1225)"}],
            "place_notes": [
                {"at": list(ground.GIETSENVEENTJE[:2]), "radius_m": 600, "name": "Gietsenveentje",
                 "text": "de bronnen spreken elkaar tegen: bij de verschoven fly-over kan het Gietsenveentje intact blijven, en die variant heeft niet de voorkeur wegens "
                         "doorsnijding van het essencomplex en het Gietsenveentje. De hectares hier zijn gemeten aan het ingediende plangebied; het verschil is niet beslecht.",
                 "references": ["E:915-919", "E:919-925"]}]}
