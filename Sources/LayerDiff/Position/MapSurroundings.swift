package import GeoCore

/// One version of a map, ready to be asked what lies near a place: its polygons in small pieces, with their classes, and
/// their edges.
///
/// The uncut layer: no frame and no evidence touches it. ∅ goes on over the whole plane, unless a survey extent ends it.
package struct MapSurroundings: Sendable {
    private let pieces: LayerPieces
    private let labelOfFeature: [Int32]
    private let tree: BoxTree
    private let edges: LabelledEdges
    private let extent: Extent?

    /// Where this version was surveyed; outside it there is neither a class nor ∅.
    private struct Extent: Sendable {
        var pieces: LayerPieces
        var tree: BoxTree
        var edges: EdgeTree

        init(_ polygons: PolygonBuffer, engine: GeometryEngine) throws(GEOSError) {
            let whole = try engine.unaryUnion(polygons).polygons
            pieces = try LayerPieces(whole, threads: 1)
            tree = BoxTree(pieces.boxes)
            edges = EdgeTree(whole)
        }

        func holds(_ box: Box) -> Bool {
            edges.edges(meeting: box).isEmpty && edges.contains(SIMD2(box.minX, box.minY))
        }
    }

    /// - Parameters:
    ///   - pieces: of the same layer, when they exist already.
    /// - Complexity: O(n log n); polygons with many positions are cut once.
    package init(
        _ layer: ClassifiedLayer, pieces: LayerPieces? = nil, extent: PolygonBuffer? = nil, engine: GeometryEngine
    ) throws(GEOSError) {
        self.pieces = if let pieces { pieces } else { try LayerPieces(layer.polygons, threads: 1) }
        labelOfFeature = layer.classOfFeature
        tree = BoxTree(self.pieces.boxes)
        edges = LabelledEdges(layer.polygons, labelOfFeature: layer.classOfFeature)
        self.extent = if let extent { try Extent(extent, engine: engine) } else { nil }
    }

    /// The places near `box` that carry one of `labels`, as features that may overlap; ∅ is −1.
    ///
    /// - Parameter margin: how far beyond the box is needed, and ∅ is drawn.
    package func region(
        near box: Box, margin: Double, labels: [Int], engine: GeometryEngine
    ) throws(GEOSError) -> PolygonBuffer {
        let around = box.expanded(by: margin)
        let near = tree.indices(meeting: around).filter { labels.contains(Int(labelOfFeature[pieces.feature(ofPiece: $0)])) }
        var region = pieces.selecting(near)
        if labels.contains(-1) {
            let empty = try engine.uncovered(around, by: pieces.selecting(tree.indices(meeting: around)))
            if empty.partCount > 0 { region.appendFeature(0, of: empty) }
        }
        if let extent, region.partCount > 0 {
            // What is drawn outside the survey was not looked at.
            let surveyed = extent.pieces.selecting(extent.tree.indices(meeting: around))
            region = try engine.overlay(.intersection, region, surveyed).polygons
        }
        return region
    }

    /// Gives a proof the edges near `box` of what carries one of `labels`; none of ∅, and none near the border of the
    /// survey, where `region` has to say what there is.
    package func addEdges(near box: Box, labels: [Int], to proof: inout ReachProof) {
        if let extent, !extent.holds(box.expanded(by: proof.distanceMetres)) { return }
        edges.add(near: box, to: &proof) { labels.contains(Int($0)) }
    }
}
