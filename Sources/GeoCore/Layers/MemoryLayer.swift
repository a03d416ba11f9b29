/// A small layer that was parsed whole: GeoJSON, WKT.
struct MemoryLayer: Sendable {
    var name: String
    var fields: [LayerField] = []
    /// One per feature, aligned with `fields` (short rows end in NULL).
    var values: [[FieldValue]] = []
    /// One feature per feature, without parts where there is no polygon.
    var polygons = PolygonBuffer()
    var summaries: [GeometrySummary] = []
    var crs: CoordinateReferenceSystem?
    var notices: [Notice] = []

    var featureCount: Int { summaries.count }
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

    func value(_ column: Int) -> FieldValue {
        let place = columns[column]
        let values = layer.values[row]
        return values.indices.contains(place) ? values[place] : .null
    }

    func geometry(into buffer: inout PolygonBuffer) throws(GeometryProblem) -> GeometrySummary {
        buffer.appendParts(ofFeature: row, of: layer.polygons)
        return layer.summaries[row]
    }
}
