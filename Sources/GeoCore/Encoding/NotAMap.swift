/// Files that people send when asked for a map, and what to ask for instead.
enum NotAMap {
    /// The error for a file of this kind; nil for everything else.
    static func problem(_ file: String) -> InputError? {
        switch FileBytes.ending(file) {
        case "pdf", "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff":
            InputError(
                "not-a-map", file: file,
                problem: Bilingual(en: "this is a picture, not a map file", nl: "dit is een afbeelding, geen kaartbestand"),
                remedy: Bilingual(
                    en: "ask for GML, GeoPackage or GeoJSON, or draw the area in QGIS (Layer > New GeoPackage Layer)",
                    nl: "vraag om GML, GeoPackage of GeoJSON, of teken het gebied in QGIS (Laag > Nieuwe GeoPackage-laag)"))
        case "dwg":
            InputError(
                "not-a-map", file: file,
                problem: Bilingual(
                    en: "a DWG drawing cannot be read", nl: "een DWG-tekening kan niet worden gelezen"),
                remedy: Bilingual(
                    en: "ask for DXF with closed outlines in RD, or for GeoPackage",
                    nl: "vraag om DXF met gesloten omtrekken in RD, of om GeoPackage"))
        case "doc", "docx", "odt", "xls", "xlsx", "ods", "ppt", "pptx", "txt", "htm", "html":
            InputError(
                "not-a-map", file: file,
                problem: Bilingual(en: "this is a document, not a map file", nl: "dit is een document, geen kaartbestand"),
                remedy: Bilingual(
                    en: "ask for GML, GeoPackage or GeoJSON", nl: "vraag om GML, GeoPackage of GeoJSON"))
        default: nil
        }
    }
}
