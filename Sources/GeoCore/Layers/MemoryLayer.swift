/// A layer that was parsed whole: GeoJSON, WKT, GML.
struct MemoryLayer: Sendable {
    var name: String
    var fields: [LayerField] = []
    /// One per feature, aligned with `fields` (short rows end in NULL).
    var values: [[FieldValue]] = []
    /// One feature per feature, without parts where there is no polygon.
    var polygons = PolygonBuffer()
    var summaries: [GeometrySummary] = []
    /// Features whose geometry cannot be read; told when somebody wants it.
    var problems: [Int: GeometryProblem] = [:]
    /// What the file says, not looked up yet; counts when `ownCRS` is nil.
    var crsDefinition: String?
    /// What the file says; nil when it says nothing.
    var ownCRS: CoordinateReferenceSystem?
    /// What the format means when the file says nothing and nothing is assumed (GeoJSON: WGS 84).
    var defaultCRS: String?
    var notices: [Notice] = []

    var featureCount: Int { summaries.count }

    /// CRS of the coordinates; `assumed` counts before the format's default, never before what the file says.
    func crs(assumed: String?, file: String) throws(InputError) -> CoordinateReferenceSystem? {
        if let ownCRS { return ownCRS }
        do {
            if let crsDefinition { return try CoordinateReferenceSystem(parsing: crsDefinition) }
            guard let definition = assumed ?? defaultCRS else { return nil }
            return try CoordinateReferenceSystem(parsing: definition, isAssumed: true)
        } catch {
            throw error.located(file: file)
        }
    }

    /// Closes the feature being built.
    mutating func endFeature(_ summary: GeometrySummary, values: [FieldValue]) {
        polygons.endFeature()
        summaries.append(summary)
        self.values.append(values)
    }
}

/// Features of a layer in memory.
struct MemoryCursor: FeatureCursor {
    private let layer: MemoryLayer
    private let columns: [Int]
    private var row = -1

    init(_ layer: MemoryLayer, fields: [String]) {
        self.layer = layer
        // The caller has checked that the fields exist; one that does not reads as NULL.
        columns = fields.map { name in layer.fields.firstIndex { $0.name == name } ?? -1 }
    }

    mutating func next() throws(InputError) -> Bool {
        row += 1
        return row < layer.featureCount
    }

    var id: Int64 { Int64(row) }
    var geometryBytes: Int { 0 }

    func value(_ column: Int) -> FieldValue {
        let place = columns[column]
        let values = layer.values[row]
        return values.indices.contains(place) ? values[place] : .null
    }

    func geometry(into buffer: inout PolygonBuffer) throws(GeometryProblem) -> GeometrySummary {
        if let problem = layer.problems[row] { throw problem }
        buffer.appendParts(ofFeature: row, of: layer.polygons)
        return layer.summaries[row]
    }
}
