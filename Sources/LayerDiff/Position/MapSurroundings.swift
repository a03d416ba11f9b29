package import GeoCore

/// One version of a map, ready to be asked what lies near a place: its polygons in small pieces, with their classes.
///
/// The uncut layer: no frame and no evidence touches it. ∅ goes on over the whole plane, unless a survey extent ends it.
package struct MapSurroundings: Sendable {
    private let map: Pieces
    private let extent: Pieces?

    /// - Parameters:
    ///   - classes: only features of these classes are seen (any-of: one class or crosswalk group); nil: all.
    ///   - extent: where this version was surveyed; outside it there is neither a class nor ∅.
    /// - Complexity: O(n log n); polygons with many positions are cut by GEOS once.
    package init(
        _ layer: ClassifiedLayer, classes: [Int]? = nil, extent: PolygonBuffer? = nil, engine: GeometryEngine
    ) throws(GEOSError) {
        let wanted = classes.map(Set.init)
        let features = layer.classOfFeature.indices
            .filter { wanted?.contains(Int(layer.classOfFeature[$0])) ?? true }
            .map { (feature: $0, label: layer.classOfFeature[$0]) }
        map = try Pieces(of: layer.polygons, features: features, engine: engine)
        if let extent {
            self.extent = try Pieces(of: try engine.unaryUnion(extent).polygons, features: [(0, 0)], engine: engine)
        } else {
            self.extent = nil
        }
    }

    /// The places near `box` that carry one of `labels`, as features that may overlap; ∅ is −1.
    ///
    /// - Parameter margin: how far beyond the box is needed. ∅ is drawn as far as twice that.
    package func region(
        near box: Box, margin: Double, labels: [Int], engine: GeometryEngine
    ) throws(GEOSError) -> PolygonBuffer {
        let around = box.expanded(by: margin)
        var region = map.near(around) { labels.contains(Int($0)) }
        if labels.contains(-1) {
            let wide = box.expanded(by: 2 * margin)
            let empty = try engine.uncovered(wide, by: map.near(wide) { _ in true })
            if empty.partCount > 0 { region.appendFeature(0, of: empty) }
        }
        if let extent, region.partCount > 0 {
            // What is drawn outside the survey was not looked at.
            region = try engine.overlay(.intersection, region, extent.near(around) { _ in true }).polygons
        }
        return region
    }
}

/// Polygons cut into pieces of few positions, each with a label, and found by their box.
private struct Pieces: Sendable {
    private let polygons: PolygonBuffer
    private let labels: [Int32]
    private let tree: BoxTree

    private static let maximumVertices = 128

    init(
        of source: PolygonBuffer, features: [(feature: Int, label: Int32)], engine: GeometryEngine
    ) throws(GEOSError) {
        var polygons = PolygonBuffer()
        var labels: [Int32] = []
        for (feature, label) in features {
            for part in source.parts(ofFeature: feature) {
                var one = PolygonBuffer()
                one.appendPart(part, of: source)
                one.endFeature()
                if one.vertexCount > Self.maximumVertices {
                    one = try engine.subdivided(one, maximumVertices: Self.maximumVertices)
                }
                for piece in 0..<one.featureCount {
                    polygons.appendFeature(piece, of: one)
                    labels.append(label)
                }
            }
        }
        self.polygons = polygons
        self.labels = labels
        let boxes = (0..<polygons.featureCount).map { polygons.box(ofFeature: $0) }
        tree = BoxTree(boxes)
    }

    func near(_ box: Box, where isWanted: (Int32) -> Bool) -> PolygonBuffer {
        polygons.selecting(tree.indices(meeting: box).filter { isWanted(labels[$0]) })
    }
}
