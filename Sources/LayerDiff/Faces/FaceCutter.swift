import GeoCore

/// An area that cuts faces: its pieces, to be asked what lies inside and outside.
struct FaceCutter: Sendable {
    private let pieces: PolygonBuffer
    private let tree: BoxTree

    init(_ polygons: PolygonBuffer, _ engine: GeometryEngine) throws(GEOSError) {
        let pieces = try engine.subdivided(polygons, maximumVertices: LayerPieces.maximumVertices)
        self.pieces = pieces
        tree = BoxTree((0..<pieces.featureCount).map { pieces.box(ofFeature: $0) })
    }

    /// A shape (one feature) in two: one feature each, without parts when empty.
    func cut(
        _ shape: PolygonBuffer, _ engine: GeometryEngine
    ) throws(GEOSError) -> (inside: PolygonBuffer, outside: PolygonBuffer) {
        let near = tree.indices(meeting: shape.box)
        guard !near.isEmpty, shape.partCount > 0 else { return (.withoutParts, shape) }
        let area = pieces.selecting(near)
        let inside = try engine.overlay(.intersection, shape, area).polygons.withoutNoise
        let whole = shape.areaSquareMetres
        let covered = inside.areaSquareMetres
        // All or nothing needs no second overlay.
        if covered <= ShapeAreas.noise(whole) { return (.withoutParts, shape) }
        if whole - covered <= ShapeAreas.noise(whole) { return (shape, .withoutParts) }
        return (inside, try engine.overlay(.difference, shape, area).polygons.withoutNoise)
    }
}

/// What cuts the faces of a run, in the order of the rules.
struct FaceCuts: Sendable {
    struct Item: Sendable {
        var id: String
        var cause: Cause
        var area: FaceCutter
    }
    var frame: FaceCutter?
    var extents: [FaceCutter] = []
    var evidence: [Item] = []
    var zones: [(name: String, inside: EdgeTree)] = []

    init(_ options: DiffOptions, _ resolved: ResolvedEvidence, _ engine: GeometryEngine) throws(GEOSError) {
        if let polygons = options.frame?.polygons { frame = try FaceCutter(polygons, engine) }
        for extent in [options.oldExtent, options.newExtent] {
            if let extent { extents.append(try FaceCutter(extent.polygons, engine)) }
        }
        for part in resolved.parts {
            for feature in 0..<part.polygons.featureCount {
                let id = feature < part.items.count ? part.items[feature] : ""
                evidence.append(
                    Item(
                        id: id, cause: part.cause,
                        area: try FaceCutter(part.polygons.selecting(CollectionOfOne(feature)), engine)))
            }
        }
        if let layer = options.zones?.layer {
            for (index, name) in layer.classes.enumerated() {
                let features = layer.classOfFeature.indices.filter { Int(layer.classOfFeature[$0]) == index }
                zones.append((name, EdgeTree(layer.polygons.selecting(features))))
            }
        }
    }

    /// The first zone, by name, that holds the point.
    func zone(at point: SIMD2<Double>?) -> String? {
        point.flatMap { point in zones.first { $0.inside.contains(point) }?.name }
    }
}
