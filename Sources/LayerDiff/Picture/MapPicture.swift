import GeoCore

/// A comparison as it is drawn: both maps and the faces on one screen grid, and the largest places to look at.
///
/// Made while the maps are at hand, so that a run over many maps need not keep them.
public struct MapPicture: Sendable {
    /// Steps along the longer side: about two per pixel of a screen.
    public static let longest: Int32 = 1600
    /// Places of the list of work that are drawn.
    public static let patchLimit = 12

    /// One date: a shape per class.
    public struct DatedMap: Sendable {
        /// In code-point order.
        public var classes: [String] = []
        /// Shape i is that of class i.
        public var shapes = GridShapes()

        public init() {}
    }

    public let grid: ScreenGrid
    public let old: DatedMap
    public let new: DatedMap
    /// Shape i is that of face i.
    public let faces: GridShapes
    public let patches: [PatchPicture]
    /// The area that is counted, as one shape; nil: all of both maps.
    public let frame: GridShapes?

    /// Nil when neither map has a polygon in the window.
    /// - Parameter frame: what is shown; nil: all of both maps.
    /// - Complexity: linear in the vertices and in the steps along the borders.
    init?(old: ClassifiedLayer, new: ClassifiedLayer, faces: FaceSet, frame: StudyArea?, result: DiffResult) {
        var window = frame?.polygons.box ?? .empty
        if frame == nil {
            window.add(old.polygons.box)
            window.add(new.polygons.box)
        }
        // A little air, so that a border at the edge is seen.
        window = window.expanded(by: 0.01 * max(window.width, window.height))
        guard let grid = ScreenGrid(window: window, longest: Self.longest) else { return nil }
        self.grid = grid
        self.old = Self.drawn(old, grid)
        self.new = Self.drawn(new, grid)
        guard self.old.shapes.places.count + self.new.shapes.places.count > 0 else { return nil }
        var snapping = GridSnapping(grid)
        for face in faces.faces {
            for feature in 0..<face.polygons.featureCount { snapping.add(face.polygons, feature: feature) }
            snapping.endShape()
        }
        self.faces = snapping.finished()
        self.frame = frame.map { frame in
            var snapping = GridSnapping(grid)
            for feature in 0..<frame.polygons.featureCount { snapping.add(frame.polygons, feature: feature) }
            snapping.endShape()
            return snapping.finished()
        }
        patches = PatchPicture.list(
            Worklist.items(faces, result: result, limit: Self.patchLimit), old: old.polygons, new: new.polygons)
    }

    private static func drawn(_ layer: ClassifiedLayer, _ grid: ScreenGrid) -> DatedMap {
        var members: [String: [Int]] = [:]
        for feature in 0..<layer.polygons.featureCount {
            let number = Int(layer.classOfFeature[feature])
            guard layer.classes.indices.contains(number) else { continue }
            members[layer.classes[number], default: []].append(feature)
        }
        var map = DatedMap()
        map.classes = members.keys.sorted(by: codePointOrder)
        var snapping = GridSnapping(grid)
        for name in map.classes {
            for feature in members[name] ?? [] { snapping.add(layer.polygons, feature: feature) }
            snapping.endShape()
        }
        map.shapes = snapping.finished()
        return map
    }
}
