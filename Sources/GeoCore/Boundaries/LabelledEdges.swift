/// The edges of polygons that carry labels, found by place and label. Immutable and `Sendable`.
public struct LabelledEdges: Sendable {
    private struct Run: BitwiseCopyable, Sendable {
        /// Positions, both ends included.
        var first: Int32
        var last: Int32
        var label: Int32
    }

    private let coordinates: Positions
    private let runs: [Run]
    private let tree: BoxTree

    private static let edgesPerRun = 8

    /// - Complexity: O(n log n).
    public init(_ polygons: PolygonBuffer, labelOfFeature: [Int32]) {
        var runs: [Run] = []
        var boxes: [Box] = []
        for feature in 0..<polygons.featureCount {
            for ring in polygons.rings(ofFeature: feature) {
                let last = polygons.vertices(ofRing: ring).upperBound - 1
                var first = polygons.vertices(ofRing: ring).lowerBound
                while first < last {
                    let end = min(first + Self.edgesPerRun, last)
                    var box = Box.empty
                    for index in first...end { box.add(polygons.coordinates[index]) }
                    runs.append(Run(first: Int32(first), last: Int32(end), label: labelOfFeature[feature]))
                    boxes.append(box)
                    first = end
                }
            }
        }
        coordinates = polygons.coordinates
        self.runs = runs
        tree = BoxTree(boxes)
    }

    /// Gives a proof the edges within its distance of a box whose label is wanted.
    ///
    /// - Complexity: O(log n + found).
    public func add(near box: Box, to proof: inout ReachProof, where isWanted: (Int32) -> Bool) {
        let around = box.expanded(by: proof.distanceMetres)
        for index in tree.indices(meeting: around) where isWanted(runs[index].label) {
            for position in Int(runs[index].first)..<Int(runs[index].last) {
                proof.addEdge(from: coordinates[position], to: coordinates[position + 1])
            }
        }
    }
}
