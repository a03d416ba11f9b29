/// GeoJSON (RFC 7946) with the `crs` member of its 2008 draft: a FeatureCollection, a Feature, or a bare geometry.
enum GeoJSONReader {
    /// - Throws: `json-syntax`, `geojson` when it is JSON but no GeoJSON, or a geometry that cannot be read, naming
    ///   the feature by its position counted from 0.
    static func read(_ path: String, name: String) throws(InputError) -> MemoryLayer {
        let document = try JSONValue.read(path, name: name)
        guard case .object(let root) = document, case .string(let type) = root["type"] else {
            throw notGeoJSON(name)
        }
        var layer = MemoryLayer(name: FileBytes.stem(name))
        if case .string(let own) = root["name"], !own.isEmpty { layer.name = own }
        layer.defaultCRS = "EPSG:4326"
        if let member = root["crs"] {
            layer.defaultCRS = nil
            layer.ownCRS = try crs(member, file: name)
        }
        var fields = FieldTable()
        switch type {
        case "FeatureCollection":
            guard case .array(let features) = root["features"] else {
                throw problem(name, en: "a FeatureCollection without features", nl: "een FeatureCollection zonder features")
            }
            for feature in features { try add(feature, to: &layer, &fields, file: name) }
        case "Feature": try add(document, to: &layer, &fields, file: name)
        default: try add(.object(["type": "Feature", "geometry": document]), to: &layer, &fields, file: name)
        }
        layer.fields = fields.fields
        return layer
    }

    static func notGeoJSON(_ file: String) -> InputError {
        problem(file, en: "JSON, but no GeoJSON (no \"type\")", nl: "JSON, maar geen GeoJSON (geen \"type\")")
    }

    private static func problem(_ file: String, feature: Int? = nil, en: String, nl: String) -> InputError {
        InputError(
            "geojson", file: file, feature: feature.map(String.init), problem: Bilingual(en: en, nl: nl),
            remedy: Bilingual(
                en: "ask for GeoJSON (RFC 7946) or GeoPackage", nl: "vraag om GeoJSON (RFC 7946) of GeoPackage"))
    }

    /// `{"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}`; null says that there is none.
    private static func crs(_ member: JSONValue, file: String) throws(InputError) -> CoordinateReferenceSystem? {
        guard member != .null else { return nil }
        guard case .object(let crs) = member, case .object(let properties) = crs["properties"],
            case .string(let definition) = properties["name"]
        else {
            throw problem(file, en: "a 'crs' without a name", nl: "een 'crs' zonder naam")
        }
        do {
            return try CoordinateReferenceSystem(parsing: definition)
        } catch {
            throw error.located(file: file)
        }
    }

    // MARK: features

    /// Fields in the order in which they are met; within a feature in code-point order.
    private struct FieldTable {
        var fields: [LayerField] = []
        private var places: [String: Int] = [:]

        /// The place of a field; its kind is that of its first value that says one.
        mutating func place(_ name: String, _ kind: LayerField.Kind?) -> Int {
            if let place = places[name] {
                if let kind, fields[place].kind == .other { fields[place].kind = kind }
                return place
            }
            places[name] = fields.count
            fields.append(LayerField(name: name, kind: kind ?? .other))
            return fields.count - 1
        }
    }

    private static func add(
        _ value: JSONValue, to layer: inout MemoryLayer, _ fields: inout FieldTable, file: String
    ) throws(InputError) {
        let number = layer.featureCount
        guard case .object(let feature) = value, feature["type"] == .string("Feature") else {
            throw problem(file, feature: number, en: "not a Feature", nl: "geen Feature")
        }
        var values: [FieldValue] = []
        if case .object(let properties) = feature["properties"] {
            for name in properties.keys.sorted(by: codePointOrder) {
                let (value, kind) = fieldValue(properties[name] ?? .null)
                let place = fields.place(name, kind)
                while values.count <= place { values.append(.null) }
                values[place] = value
            }
        }
        var reader = GeoJSONGeometry()
        do {
            let geometry = feature["geometry"] ?? .null
            if geometry == .null { reader.summary.isNull = true } else { try reader.add(geometry, to: &layer.polygons, depth: 0) }
        } catch {
            throw error.inputError.located(file: file, feature: String(number))
        }
        layer.endFeature(reader.summary, values: values)
    }

    /// Lists and objects read as no text: nobody classes by them.
    private static func fieldValue(_ value: JSONValue) -> (FieldValue, LayerField.Kind?) {
        switch value {
        case .null: (.null, nil)
        case .bool(let flag): (.text(flag ? "true" : "false"), .boolean)
        case .integer(let number): (.integer(Int64(number)), .integer)
        case .number(let number): (.real(number), .real)
        case .string(let text): (.text(text), .text)
        case .array, .table, .object: (.binary, .other)
        }
    }
}

/// One geometry of a GeoJSON file.
private struct GeoJSONGeometry {
    var summary = GeometrySummary()
    private var rings = 0

    mutating func add(_ value: JSONValue, to buffer: inout PolygonBuffer, depth: Int) throws(GeometryProblem) {
        guard depth < 16 else { throw .tooDeep }
        guard case .object(let geometry) = value, case .string(let type) = geometry["type"] else {
            throw Self.syntax("a geometry without \"type\"", nl: "een geometrie zonder \"type\"")
        }
        if type == "GeometryCollection" {
            for member in try list(geometry["geometries"]) { try add(member, to: &buffer, depth: depth + 1) }
            return
        }
        let coordinates = geometry["coordinates"]
        switch type {
        case "Polygon": try polygon(coordinates, to: &buffer)
        case "MultiPolygon": for part in try list(coordinates) { try polygon(part, to: &buffer) }
        case "Point":
            let items = try list(coordinates)
            if !items.isEmpty { try point(.array(items)) }
        case "MultiPoint": for item in try list(coordinates) { try point(item) }
        case "LineString": try line(coordinates)
        case "MultiLineString": for part in try list(coordinates) { try line(part) }
        default: throw Self.syntax("unknown geometry type '\(type)'", nl: "onbekend geometrietype '\(type)'")
        }
    }

    private mutating func polygon(_ value: JSONValue?, to buffer: inout PolygonBuffer) throws(GeometryProblem) {
        let list = try list(value)
        guard !list.isEmpty else { return }
        for ring in list {
            rings += 1
            let positions = try positions(ring)
            do { try buffer.appendRing(positions) } catch { throw .ring(error, ring: rings) }
        }
        buffer.endPart()
        summary.polygonParts += 1
    }

    private mutating func line(_ value: JSONValue?) throws(GeometryProblem) {
        let positions = try positions(value)
        guard positions.count > 1 else { return }
        summary.addLine(positions)
    }

    private mutating func point(_ value: JSONValue) throws(GeometryProblem) {
        let place = try position(value)
        summary.points += 1
        summary.pointPositions.append(place)
        summary.otherBox.add(place)
    }

    private mutating func positions(_ value: JSONValue?) throws(GeometryProblem) -> [SIMD2<Double>] {
        let items = try list(value)
        var positions: [SIMD2<Double>] = []
        positions.reserveCapacity(items.count)
        for item in items { positions.append(try position(item)) }
        return positions
    }

    private mutating func position(_ value: JSONValue) throws(GeometryProblem) -> SIMD2<Double> {
        guard case .array(let numbers) = value, numbers.count >= 2, let x = Self.number(numbers[0]),
            let y = Self.number(numbers[1])
        else { throw Self.syntax("a position is not [x, y]", nl: "een punt is niet [x, y]") }
        if numbers.count > 2 { summary.hasExtraDimensions = true }
        return SIMD2(x, y)
    }

    private static func number(_ value: JSONValue) -> Double? {
        switch value {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }

    private func list(_ value: JSONValue?) throws(GeometryProblem) -> [JSONValue] {
        guard case .array(let items) = value else {
            throw Self.syntax("a list of coordinates is missing", nl: "een lijst coördinaten ontbreekt")
        }
        return items
    }

    private static func syntax(_ en: String, nl: String) -> GeometryProblem { .syntax(Bilingual(en: en, nl: nl)) }
}
