extension LayerFile {
    /// Opens the file of a layer object by its kind (the ending of its name).
    static func open(_ object: LayerObject) throws(InputError) -> LayerFile {
        try open(object.path, name: object.file, encoding: object.encoding)
    }

    /// - Parameters:
    ///   - name: how messages call the file.
    ///   - folder: where it was unpacked to; kept as long as the file is open.
    static func open(
        _ path: String, name: String, encoding: String?, unpackedIn folder: TemporaryFolder? = nil
    ) throws(InputError) -> LayerFile {
        // A file geodatabase is a folder.
        if FileBytes.ending(path) != "gdb" { try FileBytes.requireFile(path, name: name) }
        if let problem = NotAMap.problem(name) { throw problem }
        let ending = FileBytes.ending(path)
        if ["gpkg", "geojson", "json", "wkt"].contains(ending), let encoding, TextEncoding(name: encoding) == nil {
            throw Self.unknownEncoding(encoding, name)
        }
        switch ending {
        case "gpkg":
            return .geoPackage(try GeoPackageFile.open(path, name: name, keeping: folder), convertedBy: nil)
        case "geojson", "json":
            return .memory([try GeoJSONReader.read(path, name: name)])
        case "wkt":
            return .memory([try WKTReader.read(path, name: name)])
        case "gml", "xml":
            if let document = try GMLReader.read(path, name: name) {
                return .memory(document.layers, planArea: document.planArea)
            }
        case "zip":
            return try ArchiveMember.open(path, name: name, encoding: encoding)
        default:
            break
        }
        return try converted(path, name: name, encoding: encoding, isPassing: folder != nil)
    }

    /// What is not read natively, through `ogr2ogr`.
    private static func converted(
        _ path: String, name: String, encoding: String?, isPassing: Bool
    ) throws(InputError) -> LayerFile {
        let made = try ConvertedFiles.converted(path, name: name, encoding: encoding, isKept: !isPassing)
        do {
            let package = try GeoPackageFile.open(
                made.folder.file("converted.gpkg"), name: name, converted: made.folder)
            return .geoPackage(package, convertedBy: made.version)
        } catch {
            // The user has no GeoPackage: what is wrong is that nothing came out of the conversion.
            guard error.code == "no-feature-layer" else { throw error }
            throw InputError(
                "no-feature-layer", file: name,
                problem: Bilingual(
                    en: "\(made.version) finds no map layer in it", nl: "\(made.version) vindt er geen kaartlaag in"),
                remedy: Bilingual(
                    en: "ask for the same map as GeoPackage, GeoJSON or Shapefile",
                    nl: "vraag dezelfde kaart als GeoPackage, GeoJSON of Shapefile"))
        }
    }

    /// `ogr2ogr` knows many encodings; a file that is read here can only be read in those of `TextEncoding`.
    private static func unknownEncoding(_ name: String, _ file: String) -> InputError {
        InputError(
            "encoding-unknown", file: file,
            problem: Bilingual(en: "unknown encoding '\(name)'", nl: "onbekende codering '\(name)'"),
            remedy: Bilingual(
                en: "use CP1252, ISO-8859-1 or CP850", nl: "gebruik CP1252, ISO-8859-1 of CP850"))
    }

    /// Attribute fields of a layer.
    func fields(layer place: Int) -> [LayerField] {
        switch self {
        case .geoPackage(let package, _): package.tables[place].fields
        case .memory(let layers, _): layers[place].fields
        case .archive: resolved(place).file.fields(layer: resolved(place).place)
        }
    }

    /// Whether the file says that the layer is made up.
    func isSynthetic(layer place: Int) -> Bool {
        switch self {
        case .geoPackage(let package, _): package.tables[place].isSynthetic
        case .memory(let layers, _): SyntheticData.isMarked(layers[place].name)
        case .archive: resolved(place).file.isSynthetic(layer: resolved(place).place)
        }
    }

    /// - Throws: `field-missing`, with the likely name or the list.
    func requireFields(_ wanted: [String], layer place: Int, file: String) throws(InputError) {
        let names = fields(layer: place).map(\.name)
        for name in wanted where !names.contains(name) {
            throw InputError(
                "field-missing", file: file, layer: layerNames[place],
                problem: Bilingual(en: "there is no field '\(name)'", nl: "er is geen veld '\(name)'"),
                remedy: names.isEmpty
                    ? Bilingual(en: "the layer has no fields", nl: "de laag heeft geen velden")
                    : Suggestion.remedy(for: name, among: names))
        }
    }

    /// CRS of a layer; nil when the file says nothing usable and nothing is assumed.
    func crs(
        layer place: Int, assumed: String?, file: String, notices: inout [Notice]
    ) throws(InputError) -> CoordinateReferenceSystem? {
        switch self {
        case .geoPackage(let package, _):
            notices += package.notices
            let table = package.tables[place]
            return try LayerCRS.of(
                table.spatialReference, assumed: assumed, file: file, layer: table.name, notices: &notices)
        case .memory(let layers, _):
            notices += layers[place].notices
            return try layers[place].crs(assumed: assumed, file: file)
        case .archive(_, let own):
            notices += own
            let (member, place) = resolved(place)
            return try member.crs(layer: place, assumed: assumed, file: file, notices: &notices)
        }
    }
}
