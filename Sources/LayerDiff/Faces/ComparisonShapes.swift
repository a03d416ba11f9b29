package import GeoCore

/// All shapes of a comparison: one set per part (one-of has one part, any-of one per class or crosswalk group).
package struct ComparisonShapes: Sendable {
    /// The layers as they are compared.
    package struct Layers: Sendable {
        package var old: ClassifiedLayer
        package var new: ClassifiedLayer

        package init(old: ClassifiedLayer, new: ClassifiedLayer) {
            self.old = old
            self.new = new
        }

        init(decidedBy oldLevels: PriorityLevels, _ newLevels: PriorityLevels) throws(InputError) {
            do throws(GEOSError) {
                let engine = try GeometryEngine()
                old = try oldLevels.decided(engine)
                new = try newLevels.decided(engine)
            } catch {
                throw error.inputError(file: nil)
            }
        }
    }

    package private(set) var parts: [PartShapes] = []
    package private(set) var checks = FaceChecks()

    /// Without a tolerance, a minimum area or a wish for faces every hectare is decided by areas alone.
    package static func areNeeded(_ options: DiffOptions) -> Bool {
        !options.tablesOnly
            && (options.tolerance.metres > 0 || options.minAreaHectares > 0 || options.wantsFaces)
    }

    package init(
        _ layers: Layers, _ measured: MeasuredPair, _ rules: PairRules, _ options: DiffOptions
    ) throws(InputError) {
        var request = PartShapes.Request()
        request.toleranceMetres = options.tolerance.metres
        request.minimumSquareMetres = options.minAreaHectares * 10_000
        request.oldExtent = options.oldExtent?.polygons
        request.newExtent = options.newExtent?.polygons
        request.threads = max(1, options.threads)
        request.monitor = options.monitor
        for part in measured.parts {
            var own = request
            if options.wantsFaces { own.others = Self.shown(part, rules) }
            let isAll = measured.parts.count == 1
            let shapes = try PartShapes(
                old: isAll ? layers.old : layers.old.selecting(classes: part.oldClasses),
                new: isAll ? layers.new : layers.new.selecting(classes: part.newClasses),
                oldClasses: part.oldClasses, newClasses: part.newClasses, rules: rules, request: own)
            checks += shapes.raw.checks
            parts.append(shapes)
        }
    }

    /// Pairs that a map of the comparison shows: all but what is settled as the same under the same name, and those too
    /// where evidence applies.
    private static func shown(_ part: MeasuredPair.Part, _ rules: PairRules) -> Set<SIMD2<Int>> {
        var pairs: Set<SIMD2<Int>> = []
        for cell in part.cells where cell.old >= 0 || cell.new >= 0 {
            let isSame = rules.from(cell.old) == rules.to(cell.new) && rules.verdict(cell.old, cell.new).cause == .same
            if !isSame || cell.evidence != nil || !cell.insideSurvey { pairs.insert(SIMD2(cell.old, cell.new)) }
        }
        return pairs
    }

    /// Writes into every cell what rules 5 and 6 take of it.
    ///
    /// - Parameters:
    ///   - masks, counts: see `Measuring.masks` and `Measuring.isOpen`.
    package func divide(
        _ measured: inout MeasuredPair, masks: [PolygonBuffer], counts: (Int) -> Bool, rules: PairRules
    ) {
        for (index, part) in parts.enumerated() {
            let areas = part.areas(masks: masks, counts: counts, rules: rules)
            for cell in measured.parts[index].cells.indices {
                let own = measured.parts[index].cells[cell]
                guard own.insideSurvey, own.evidence == nil else { continue }
                measured.parts[index].cells[cell].shapes = areas[SIMD2(own.old, own.new)]
            }
        }
    }
}
