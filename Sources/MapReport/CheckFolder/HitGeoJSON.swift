import GeoCore

/// Layers as one GeoJSON file (RFC 7946): longitude and latitude in WGS 84, because a reader takes them so whatever a
/// file says; eight decimals are a millimetre. Every feature says which layer it is of.
struct HitGeoJSON {
    private let layers: [OutputLayer]
    private let transformer: Transformer?

    /// - Throws: when the layers' CRS cannot be transformed.
    init(_ layers: [OutputLayer], from crs: CoordinateReferenceSystem?, box: Box) throws(InputError) {
        self.layers = layers
        transformer = try crs.map { own throws(InputError) in
            try Transformer(from: own, to: CoordinateReferenceSystem(parsing: "EPSG:4326"), box: box)
        }
    }

    var document: JSONValue {
        var features: [JSONValue] = []
        for layer in layers {
            for feature in layer.features {
                var properties: [String: JSONValue] = ["layer": .string(layer.name)]
                for (field, value) in zip(layer.fields, feature.values) { properties[field.name] = json(value) }
                features.append([
                    "type": "Feature", "geometry": geometry(feature.geometry), "properties": .object(properties),
                ])
            }
        }
        return ["type": "FeatureCollection", "features": .array(features)]
    }

    private func json(_ value: OutputValue) -> JSONValue {
        switch value {
        case .null: .null
        case .text(let text): .string(text)
        case .integer(let number): .integer(number)
        case .real(let number): .number(number)
        case .boolean(let flag): .bool(flag)
        }
    }

    private func geometry(_ geometry: OutputGeometry) -> JSONValue {
        switch geometry {
        case .none: .null
        case .polygons(let buffer, let feature):
            [
                "type": "MultiPolygon",
                "coordinates": .array(
                    buffer.parts(ofFeature: feature).map { part in
                        .array(buffer.rings(ofPart: part).map { positions(buffer.coordinates[buffer.vertices(ofRing: $0)]) })
                    }),
            ]
        case .lines(let lines):
            ["type": "MultiLineString", "coordinates": .array(lines.map { positions($0[...]) })]
        case .points(let points): ["type": "MultiPoint", "coordinates": positions(points[...])]
        }
    }

    private func positions(_ positions: some RandomAccessCollection<SIMD2<Double>>) -> JSONValue {
        let places = transformer?.transform(Array(positions)) ?? Array(positions)
        return .array(
            places.map { place in
                let rounded = (place * 1e8).rounded(.toNearestOrEven) / 1e8
                return [.number(rounded.x), .number(rounded.y)]
            })
    }
}
