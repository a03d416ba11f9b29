public import GeoCore

/// A first draft of a catalogue from map files: one unit per layer, every text still to be written.
public enum CatalogueDraft {
    /// - Parameters:
    ///   - each: a field; layers that have it become one unit per value of it.
    /// - Throws: when no layer has features, or the layers have no CRS in metres.
    public static func json(
        _ inspection: Inspection, name: String, each: String?, language: Language
    ) throws(InputError) -> JSONValue {
        let layers = inspection.layers.filter { $0.polygonFeatures + $0.lineFeatures + $0.pointFeatures > 0 }
        guard !layers.isEmpty else {
            throw InputError(
                "no-map-files", file: inspection.layers.first?.file,
                problem: Bilingual(en: "no layer with features", nl: "geen laag met objecten"),
                remedy: Bilingual(en: "name map files or a folder with them", nl: "noem kaartbestanden of een map daarmee"))
        }
        guard let crs = layers.lazy.compactMap({ $0.crs }).first(where: \.isMetric) else {
            throw InputError(
                "crs-missing", file: layers.first?.file,
                problem: Bilingual(
                    en: "no layer has a projected CRS in metres", nl: "geen laag heeft een geprojecteerd stelsel in meters"),
                remedy: Bilingual(
                    en: "give --assume-crs, for example --assume-crs EPSG:28992",
                    nl: "geef --assume-crs, bijvoorbeeld --assume-crs EPSG:28992"))
        }
        var taken: Set<String> = []
        let units = layers.map { layer in unit(layer, each: each, language, &taken) }
        return [
            "schema": .string(Catalogue.schema), "name": .string(name), "crs": .string(crs.code ?? crs.definition),
            "units": .array(units), "not_mapped": [],
        ]
    }

    private static func unit(
        _ layer: LayerInspection, each: String?, _ language: Language, _ taken: inout Set<String>
    ) -> JSONValue {
        let base = EachExpansion.slug(layer.layer).uppercased()
        var id = base
        var number = 2
        while !taken.insert(id).inserted {
            id = "\(base)-\(number)"
            number += 1
        }
        let geometry: CatalogueUnit.Geometry =
            layer.polygonFeatures > 0 ? .polygon : layer.lineFeatures > 0 ? .line : .point
        let placeholder = language == .nl ? "nog invullen" : "to be filled in"
        var fields: [String: JSONValue] = [
            "id": .string(id), "quality": .string(placeholder), "name": .string(layer.layer), "level": nil, "legal_basis": nil,
            "instrument": nil, "version_date": nil, "geometry": .string(geometry.rawValue), "action": nil, "references": [],
            "layers": [["file": .string(layer.file), "layer": .string(layer.layer)]],
        ]
        if let each, layer.fields.contains(where: { $0.name == each }) { fields["each"] = ["id": .string(each)] }
        if geometry == .polygon, let hectares = layer.areaHectares, layer.overlappingPairs == 0 {
            fields["expected_ha"] = .number((hectares * 10_000).rounded() / 10_000)
        }
        return .object(fields)
    }
}
