extension LayerFile {
    /// Opens the file of a layer object by its kind.
    static func open(_ object: LayerObject) throws(InputError) -> LayerFile {
        try FileBytes.requireFile(object.path, name: object.file)
        return .geoPackage(try GeoPackageFile.open(object.path, name: object.file), convertedBy: nil)
    }

    /// Attribute fields of a layer.
    func fields(layer place: Int) -> [LayerField] {
        switch self {
        case .geoPackage(let package, _): package.tables[place].fields
        case .memory(let layer): layer.fields
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
        case .memory(let layer):
            notices += layer.notices
            return layer.crs
        }
    }
}
