"""Provincial layers that a planner asks about and that are no core quality: kept apart in the report, all of them context."""
O, POV = "andere lagen", "verordening"


def others(unit, unmapped, file, no_sample):
    rules = {"instrument": POV, "legal_basis": POV, "context": True}
    return [
        unmapped("OV-BDNT", O, "beekdal: 'nee, tenzij' voor kapitaalintensieve functies", no_sample, "Nieuwe kapitaalintensieve functies alleen als aan vier voorwaarden is voldaan.", ["V:6895-6909"], **rules),
        unit("OV-WB", O, "waterberging", "waterberging", "Ruimte voor water houden.", ["V:6929-6931"], file=file, name_field="NAAM", **rules),
        unit("OV-LOFAR1", O, "LOFAR-zone I", "lofar_zones", "Alleen in uitzonderingsgevallen gemotoriseerd verkeer en activiteiten met elektromagnetische straling.", ["V:3576-3597"], file=file, where={"ZONE": ["I"]}, **rules),
        unit("OV-LOFAR2", O, "LOFAR-zone II", "lofar_zones", "Vooraf overleg met ASTRON over storing.", ["V:3576-3597"], file=file, where={"ZONE": ["II"]}, **rules),
        unmapped("OV-LOFARB", O, "LOFAR-buitenstations", no_sample, "Binnen twee kilometer vooraf overleg met ASTRON; zonneparken zijn als bron genoemd.", ["V:3592-3597"], geometry="point",
                 rules=[{"id": "lofar-2-km", "kind": "distance", "distance_m": 2000, "text": "overleg met ASTRON over mogelijke storing", "reference": "V:3592-3597"}], **rules),
        unmapped("OV-RT1", O, "radiotelescopen Dwingeloo en Hooghalen, zone I", no_sample, "Alleen in uitzonderingsgevallen gemotoriseerd verkeer en activiteiten met elektromagnetische straling.", ["V:3562-3571"], **rules),
        unmapped("OV-RT2", O, "radiotelescopen Dwingeloo en Hooghalen, zone II", no_sample, "Vooraf overleg met ASTRON over storing.", ["V:3562-3571"], **rules),
        unmapped("OV-ZON", O, "zon op land: grootste oppervlakte per gemeente", no_sample, "De oppervlakte aan zonne-akkers is per gemeente begrensd; tel op wat er al is.", ["V:4636-4639"], **rules),
        unmapped("OV-ZONA", O, "zon op land: afstand tussen zonne-akkers", "de afstand hangt af van de schaal van het landschap; geen getal in de tekst", "Genoeg afstand tussen zonne-akkers, passend bij het landschap.", ["V:4671-4676"],
                 instrument="visie", context=True),
        unmapped("OV-ROB", O, "robuuste systemen", no_sample, "Achtergrond: landbouw, natuur, water en klimaat in samenhang.", ["V:74-78"], instrument="visie", context=True),
        unmapped("OV-GB", O, "bouwvlak grondgebonden agrarisch bedrijf", no_sample, "Bouwvlak tot 1,5 ha; groter kan onder voorwaarde van ruimtelijke inpassing.", ["V:5507-5509"], **rules),
        unmapped("OV-IV", O, "intensieve veehouderij", no_sample, "Van 1,5 naar 2 ha met goede landschappelijke inpassing; daarboven strenge voorwaarden.", ["V:5549-5551"], **rules),
    ]
