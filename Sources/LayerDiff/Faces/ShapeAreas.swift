package import GeoCore

/// What rules 5 and 6 take of a cell, and what of its R holds strictly, in square metres: inside the frame and both
/// surveys, outside the evidence. Measured by the area engine on the shapes.
package struct ShapeAreas: Sendable, Hashable {
    /// X.
    package var drawing = 0.0
    /// S: small patches without their X.
    package var small = 0.0
    /// Of R by rule 7; nil when no positional test was made, and R is what it is.
    package var strict: Double?

    package init() {}

    /// What of a shape or a cell of that size is rounding: neither a face nor a cause.
    static func noise(_ squareMetres: Double) -> Double { min(1e-6, 1e-9 * squareMetres) }
}

extension PartShapes {
    /// Shapes of one kind and cell, to be measured.
    private struct Pieces {
        var polygons = PolygonBuffer()
        var groups: [Int32] = []
        var groupCount: Int32 = 0

        /// Adds a shape as a group of its own; its number.
        mutating func add(_ shape: PolygonBuffer) -> Int {
            for part in 0..<shape.partCount {
                polygons.appendPart(part, of: shape)
                // Parts may have sides in common; each is a feature of the group.
                polygons.endFeature()
                groups.append(groupCount)
            }
            groupCount += 1
            return Int(groupCount) - 1
        }
    }

    /// Per pair of classes.
    ///
    /// - Parameters:
    ///   - masks: frame, survey extents and evidence, as bits of the engine.
    ///   - counts: whether places with these mask bits count for rules 5 to 8.
    package func areas(
        masks: [PolygonBuffer], counts: (Int) -> Bool, rules: PairRules
    ) -> [SIMD2<Int>: ShapeAreas] {
        var pieces = Pieces()
        struct Use {
            var drawing: Int?
            var small: Int?
            var beyondOld: Int?
            var beyondNew: Int?
        }
        var uses: [Use] = []
        for index in patches.patches.indices {
            var use = Use()
            if let shape = drawing[index] { use.drawing = pieces.add(shape) }
            if isSmall[index] { use.small = pieces.add(patches.patches[index].polygons) }
            if !isSmall[index] {
                if let shape = beyondOld[index] { use.beyondOld = pieces.add(shape) }
                if let shape = beyondNew[index] { use.beyondNew = pieces.add(shape) }
            }
            uses.append(use)
        }
        var areas = [Double](repeating: 0, count: Int(pieces.groupCount))
        // A group per shape, whatever lies on what: the engine counts every group on its own.
        let layer = EngineLayer(polygons: pieces.polygons, groups: pieces.groups, groupCount: areas.count)
        let account = AreaEngine.account(
            old: layer, new: EngineLayer(oneGroup: PolygonBuffer()), masks: masks, threads: request.threads)
        for cell in account.cells where cell.old >= 0 && counts(Int(cell.masks)) {
            areas[Int(cell.old)] += cell.areaSquareMetres
        }
        var sums: [SIMD2<Int>: ShapeAreas] = [:]
        for (patch, use) in zip(patches.patches, uses) {
            var sum = sums[SIMD2(patch.old, patch.new)] ?? ShapeAreas()
            let drawn = use.drawing.map { areas[$0] } ?? 0
            sum.drawing += drawn
            if let small = use.small { sum.small += max(0, areas[small] - drawn) }
            if request.toleranceMetres > 0, rules.hasStrictBound(patch.old, patch.new) {
                let beyond = max(use.beyondOld.map { areas[$0] } ?? 0, use.beyondNew.map { areas[$0] } ?? 0)
                sum.strict = (sum.strict ?? 0) + beyond
            }
            sums[SIMD2(patch.old, patch.new)] = sum
        }
        return sums
    }
}
