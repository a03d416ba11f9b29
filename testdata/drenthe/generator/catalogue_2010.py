"""The older map as a catalogue, with the unit ids of the one of 2022 where a unit is its successor: so that a plan can be held against both
(`check --against-catalogue`). Same id does not say same meaning: what the difference is made of is in the crosswalk."""
KK = "kk_2010.gpkg"
L, N, A, G, R = "landschap", "natuur", "archeologie", "aardkundig", "rust"


def unit(ident, quality, name, table, **rest):
    layer = {"file": KK, "layer": table}
    if "where" in rest:
        layer["where"] = rest.pop("where")
    return {"id": ident, "quality": quality, "name": name, "version_date": "2010-06-02", "instrument": "visie", "layers": [layer], "geometry": "polygon", **rest}


def level(ident, name):
    return unit(ident, G, f"aardkundige waarden {name}", "aardkundige_waarden", where={"NIVEAU": [name]}, level=name)


def catalogue():
    units = [
        unit("LS-T1-ES", L, "waardevolle essen", "kk_essen_2010", name_field="NAAM"),
        unit("LS-T1-BD", L, "beekdalen", "kk_beekdalen", name_field="NAAM"),
        unit("LS-MG", L, "macrogradiënt", "macrogradient"),
        unit("LS-T4", L, "wegdorpen van de veenrandontginningen", "kaart2b_verkav_veenrand"),
        unit("NA-NNN", N, "Ecologische Hoofdstructuur (vastgesteld)", "ehs_2010", where={"STATUS": ["vastgesteld"]}, name_field="NAAM"),
        unit("NA-N2K", N, "Natura 2000", "natura2000", name_field="NAAM"),
        unit("AR-WA3", A, "beschermingszone 3", "arch_beschermingszones", where={"ZONE": ["beschermingszone 3"]}),
        level("AK-H", "hoog"), level("AK-M", "middel"), level("AK-G", "generiek"),
        unit("RU-S", R, "stiltegebied", "stiltegebieden", name_field="NAAM"),
    ]
    return {"schema": "kk-diff/catalogue@1", "name": "SYNTHETISCHE OEFENKAART: kernkwaliteiten Drenthe 2010", "crs": "EPSG:28992",
            "extent": {"file": "grenzen.gpkg", "layer": "provinciegrens"}, "urban_area": {"file": KK, "layer": "bestaand_stedelijk_gebied"},
            "defaults": {"tolerance_m": 0.5, "near_m": 250, "far_m": 5000, "source": "gekozen bij het maken van het oefenbestand"}, "units": units}
