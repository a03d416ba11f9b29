package import GeoCore

/// The shapes of classes that are compared with each other (all of them, or with any-of one group): faces, patches, and
/// what rules 5 and 6 say about each patch. Everything is uncut: no frame, survey, evidence or zone.
package struct PartShapes: Sendable {
    package struct Request: Sendable {
        package var toleranceMetres = 0.0
        package var minimumSquareMetres = 0.0
        /// Pairs of classes that have a shape anyway; −1 is ∅.
        package var others: Set<SIMD2<Int>> = []
        package var oldExtent: PolygonBuffer?
        package var newExtent: PolygonBuffer?
        package var threads = 1
        package var monitor: WorkMonitor?

        package init() {}
    }

    /// In an order that depends on coordinates only.
    package let old: ClassifiedLayer
    package let new: ClassifiedLayer
    package let raw: RawFaces
    package let patches: RawPatches
    /// Per patch: X, and the parts beyond the tolerance of either side (R only); nil when there is none.
    package private(set) var drawing: [PolygonBuffer?]
    package private(set) var beyondOld: [PolygonBuffer?]
    package private(set) var beyondNew: [PolygonBuffer?]
    /// Per patch: below the minimum area, and no part of a complex change.
    package private(set) var isSmall: [Bool]
    package let request: Request

    /// - Parameters:
    ///   - old, new: features of the part's classes only.
    ///   - oldClasses, newClasses: the classes of the part, whether or not they occur.
    /// - Throws: `identity-I3`; `geos`.
    package init(
        old: ClassifiedLayer, new: ClassifiedLayer, oldClasses: [Int], newClasses: [Int], rules: PairRules,
        request: Request
    ) throws(InputError) {
        let inOrder = parallelMap(count: 2, workers: request.threads) { ($0 == 0 ? old : new).inCanonicalOrder }
        (self.old, self.new) = (inOrder[0], inOrder[1])
        self.request = request
        var raw = try RawFaces(old: self.old, new: self.new, threads: request.threads, monitor: request.monitor) { i, j in
            Self.isWanted(i, j, rules, request)
        }
        let pieces = raw.pieces
        raw.pieces = nil
        self.raw = raw
        do throws(GEOSError) {
            patches = try RawPatches(raw, old: self.old, new: self.new, threads: request.threads, monitor: request.monitor)
            let none = [PolygonBuffer?](repeating: nil, count: patches.patches.count)
            drawing = none
            beyondOld = none
            beyondNew = none
            isSmall = none.map { _ in false }
            try testPositions(oldClasses, newClasses, rules, pieces)
            try testAreas(rules)
        } catch {
            throw error.inputError(file: old.sources.first?.file)
        }
    }

    private static func isWanted(_ old: Int, _ new: Int, _ rules: PairRules, _ request: Request) -> Bool {
        if old < 0 && new < 0 { return false }
        if request.others.contains(SIMD2(old, new)) { return true }
        if request.toleranceMetres > 0, rules.hasStrictBound(old, new) { return true }
        return (request.toleranceMetres > 0 || request.minimumSquareMetres > 0) && rules.isTested(old, new)
    }

    // MARK: rules 5 and 6

    private mutating func testPositions(
        _ oldClasses: [Int], _ newClasses: [Int], _ rules: PairRules, _ pieces: (old: LayerPieces, new: LayerPieces)?
    ) throws(GEOSError) {
        let tolerance = request.toleranceMetres
        guard tolerance > 0 else { return }
        let patches = patches.patches
        var labels: [SIMD2<Int>: CompatibleLabels] = [:]
        let tested = patches.indices.filter {
            rules.isTested(patches[$0].old, patches[$0].new) || rules.hasStrictBound(patches[$0].old, patches[$0].new)
        }
        guard !tested.isEmpty else { return }
        for index in tested {
            let (i, j) = (patches[index].old, patches[index].new)
            guard labels[SIMD2(i, j)] == nil else { continue }
            labels[SIMD2(i, j)] = CompatibleLabels(of: (i, j), oldClasses: oldClasses, newClasses: newClasses) {
                rules.entry($0, $1).relation.allowsBoth
            }
        }
        let sides = [(old, pieces?.old, request.oldExtent), (new, pieces?.new, request.newExtent)]
        let maps = try parallelMap(count: 2, workers: request.threads) { (side) throws(GEOSError) in
            let (layer, pieces, extent) = sides[side]
            return try MapSurroundings(layer, pieces: pieces, extent: extent, engine: try GeometryEngine())
        }
        let known = labels
        let order = largestFirst(tested.map { patches[$0].polygons.vertexCount }).map { tested[$0] }
        request.monitor?.begin(ComparisonPhase.drawing, count: order.count)
        let outcomes = try parallelMap(
            count: order.count, workers: request.threads, monitor: request.monitor, resource: { () throws(GEOSError) in try GeometryEngine() },
            { (engine, index) throws(GEOSError) -> PositionalTest? in
                let patch = patches[order[index]]
                guard let labels = known[SIMD2(patch.old, patch.new)] else { return nil }
                return try PositionalTest.run(
                    region: patch.polygons, labels: labels, old: maps[0], new: maps[1], toleranceMetres: tolerance,
                    wantsStrict: rules.hasStrictBound(patch.old, patch.new), engine: engine)
            })
        for (index, outcome) in zip(order, outcomes) {
            guard let outcome else { continue }
            if outcome.drawing.partCount > 0, rules.isTested(patches[index].old, patches[index].new) {
                drawing[index] = outcome.drawing
            }
            beyondOld[index] = outcome.beyondOld
            beyondNew[index] = outcome.beyondNew
        }
    }

    private mutating func testAreas(_ rules: PairRules) throws(GEOSError) {
        guard request.minimumSquareMetres > 0 else { return }
        let all = patches.patches
        let tested = all.indices.filter { rules.isTested(all[$0].old, all[$0].new) }
        var polygons = PolygonBuffer()
        for index in tested { polygons.appendFeature(0, of: all[index].polygons) }
        let small = try MinimumMappingUnit.small(
            polygons, labels: tested.map { SIMD2(all[$0].old, all[$0].new) },
            minimumSquareMetres: request.minimumSquareMetres, mayOverlap: true, threads: request.threads)
        for (index, isSmall) in zip(tested, small) { self.isSmall[index] = isSmall }
    }
}

extension ClassifiedLayer {
    /// The same layer with its features in an order that depends on their classes and positions only.
    var inCanonicalOrder: ClassifiedLayer { selecting(engineLayer.canonicalOrder) }

    /// The features of some classes.
    func selecting(classes: [Int]) -> ClassifiedLayer {
        let wanted = Set(classes.map(Int32.init))
        return selecting(classOfFeature.indices.filter { wanted.contains(classOfFeature[$0]) })
    }

    /// Some features, in the order given. Attributes are left out.
    func selecting(_ features: [Int]) -> ClassifiedLayer {
        var layer = self
        layer.polygons = polygons.selecting(features)
        layer.classOfFeature = features.map { classOfFeature[$0] }
        layer.origins = features.map {
            $0 < origins.count ? origins[$0] : FeatureOrigin(source: 0, id: Int64($0))
        }
        layer.attributes = [:]
        return layer
    }
}
