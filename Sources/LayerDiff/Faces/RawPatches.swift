package import GeoCore

/// Connected parts of the region with one pair of labels, dissolved over the features: what the positional test and the
/// minimum area work on. *Source*: METHOD §5.
package struct RawPatches: Sendable {
    package struct Patch: Sendable {
        /// Class indices; −1 is ∅.
        package var old: Int
        package var new: Int
        /// One feature with one part.
        package var polygons: PolygonBuffer
        package var box: Box
        package var squareMetres: Double
    }
    /// By (old, new), then by the lower left corner of the box: an order that depends on places only.
    package let patches: [Patch]
    /// For each face (by its index in `RawFaces`) and each of its parts the index of the patch; nil for a part that is
    /// rounding and was dissolved to nothing.
    package let patchOfPart: [[Int?]]

    /// Faces are joined on a grid of a hundredth of a millimetre: the corner that two of them share was computed twice,
    /// and may differ in the last digit.
    private static let gridMetres = 1e-5

    private struct Part: Sendable {
        var face: Int
        var part: Int
        var box: Box
    }

    private struct Cluster: Sendable {
        var old: Int
        var new: Int
        /// Faces and their parts.
        var parts: [(face: Int, part: Int)]
    }

    /// - Complexity: one union per group of parts whose boxes meet and that come from different faces.
    package init(
        _ raw: RawFaces, old: ClassifiedLayer, new: ClassifiedLayer, threads: Int, monitor: WorkMonitor? = nil
    ) throws(GEOSError) {
        let faces = raw.faces
        let partsOfFaces = parallelMap(count: faces.count, workers: threads, grain: 256) { index in
            let polygons = faces[index].polygons
            return (0..<polygons.partCount).map { Part(face: index, part: $0, box: polygons.box(ofPart: $0)) }
        }
        var parts: [SIMD2<Int>: [Part]] = [:]
        for (face, own) in zip(faces, partsOfFaces) {
            let key = SIMD2(
                face.old < 0 ? -1 : Int(old.classOfFeature[face.old]),
                face.new < 0 ? -1 : Int(new.classOfFeature[face.new]))
            parts[key, default: []] += own
        }
        let byLabels = parts.sorted { ($0.key.x, $0.key.y) < ($1.key.x, $1.key.y) }
        let clusters = parallelMap(count: byLabels.count, workers: threads) { index in
            let (key, parts) = byLabels[index]
            return Self.clusters(parts).map { Cluster(old: key.x, new: key.y, parts: $0) }
        }.flatMap { $0 }
        monitor?.begin(ComparisonPhase.patches, count: clusters.count)
        let order = largestFirst(clusters.map(\.parts.count))
        let made = try parallelMap(
            count: clusters.count, workers: threads, monitor: monitor, resource: { () throws(GEOSError) in try GeometryEngine() },
            { (engine, index) throws(GEOSError) in try Self.patches(of: clusters[order[index]], faces, engine) })
        // Where the patches of each cluster begin among those of all, as they were made.
        var starts: [Int] = []
        var places: [Place] = []
        for result in made {
            starts.append(places.count)
            for patch in result.patches { places.append(Place(patch, number: places.count)) }
        }
        places.sort { $0.comesBefore($1) }
        var position = [Int](repeating: 0, count: places.count)
        for (index, place) in places.enumerated() { position[place.number] = index }
        let all = made.flatMap(\.patches)
        patches = places.map { all[$0.number] }
        var patchOfPart = faces.map { [Int?](repeating: nil, count: $0.polygons.partCount) }
        for (index, result) in made.enumerated() {
            for (place, number) in zip(clusters[order[index]].parts, result.patchOfPart) {
                patchOfPart[place.face][place.part] = number.map { position[starts[index] + $0] }
            }
        }
        self.patchOfPart = patchOfPart
    }

    /// What decides over the order of patches.
    private struct Place {
        private let old: Int
        private let new: Int
        private let box: Box
        private let squareMetres: Double
        let number: Int

        init(_ patch: Patch, number: Int) {
            (old, new, box, squareMetres) = (patch.old, patch.new, patch.box, patch.squareMetres)
            self.number = number
        }

        func comesBefore(_ other: Place) -> Bool {
            if old != other.old { return old < other.old }
            if new != other.new { return new < other.new }
            if box != other.box { return box.comesBefore(other.box) }
            return squareMetres < other.squareMetres
        }
    }

    /// Parts whose boxes meet, directly or through others.
    private static func clusters(_ parts: [Part]) -> [[(face: Int, part: Int)]] {
        let boxes = parts.map { $0.box.expanded(by: gridMetres) }
        let tree = BoxTree(boxes)
        var sets = DisjointSets(count: parts.count)
        for index in parts.indices {
            for other in tree.indices(meeting: boxes[index]) where other < index { sets.join(index, other) }
        }
        var members: [Int: [(face: Int, part: Int)]] = [:]
        for index in parts.indices {
            members[sets.root(index), default: []].append((parts[index].face, parts[index].part))
        }
        return members.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func patches(
        of cluster: Cluster, _ faces: [RawFaces.Face], _ engine: GeometryEngine
    ) throws(GEOSError) -> (patches: [Patch], patchOfPart: [Int?]) {
        var together = PolygonBuffer()
        for place in cluster.parts {
            together.appendPart(place.part, of: faces[place.face].polygons)
            together.endFeature()
        }
        // Parts of one face are apart from each other.
        let isOne = cluster.parts.allSatisfy { $0.face == cluster.parts[0].face }
        let whole = isOne ? together : try joined(together, engine)
        var patches: [Patch] = []
        for part in 0..<whole.partCount {
            var one = PolygonBuffer()
            one.appendPart(part, of: whole)
            one.endFeature()
            patches.append(
                Patch(
                    old: cluster.old, new: cluster.new, polygons: one, box: one.box(ofFeature: 0),
                    squareMetres: one.areaSquareMetres(ofFeature: 0)))
        }
        if isOne { return (patches, cluster.parts.indices.map { $0 }) }
        if patches.count <= 1 { return (patches, cluster.parts.map { _ in patches.isEmpty ? nil : 0 }) }
        let inside = patches.map { EdgeTree($0.polygons) }
        var homes: [Int?] = []
        for index in cluster.parts.indices {
            let box = together.box(ofFeature: index)
            let near = patches.indices.filter { patches[$0].box.expanded(by: gridMetres).intersects(box) }
            if near.count <= 1 {
                homes.append(near.first)
                continue
            }
            let place = try engine.pointInside(together, feature: index)
            homes.append(place.flatMap { place in near.first { inside[$0].contains(place) } } ?? near.first)
        }
        return (patches, homes)
    }

    /// The union, on the grid unless that loses area.
    private static func joined(
        _ parts: PolygonBuffer, _ engine: GeometryEngine
    ) throws(GEOSError) -> PolygonBuffer {
        let sum = parts.areaSquareMetres
        // On the grid most of them have whole edges in common.
        if let joined = engine.joinedByEdges(parts.onGrid(metres: gridMetres), clearanceMetres: 2 * gridMetres),
            abs(joined.areaSquareMetres - sum) <= FaceMaker.tolerance(sum)
        {
            return joined.withoutNoise
        }
        let onGrid = try? engine.unaryUnion(parts, gridMetres: gridMetres)
        // Faces of features that lie on each other overlap: then the plain union is the measure.
        if let onGrid, abs(onGrid.areaSquareMetres - sum) <= FaceMaker.tolerance(sum) { return onGrid.polygons.withoutNoise }
        let plain = try engine.unaryUnion(parts)
        if let onGrid, abs(onGrid.areaSquareMetres - plain.areaSquareMetres) <= FaceMaker.tolerance(sum) {
            return onGrid.polygons.withoutNoise
        }
        return plain.polygons.withoutNoise
    }
}
