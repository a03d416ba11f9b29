import CPROJ

/// Takes coordinates from one CRS to another, x (east, longitude) before y. One per task (not `Sendable`).
///
/// *Accuracy*: between RD New and WGS 84 PROJ 9.1 never uses the official correction grid, because the register
/// links the two only by a similarity transformation (up to 0.25 m off). Where the leg to ETRS89 is more accurate
/// than the direct one, WGS 84 is therefore taken as ETRS89, and the report says so.
public final class Transformer {
    private let context: PROJContext
    private let legs: [OperationChain]
    private let source: CoordinateReferenceSystem
    private let target: CoordinateReferenceSystem
    private let takesWGS84AsETRS89: Bool

    /// - Parameter box: where the coordinates lie, in the source CRS; it decides which operation is best.
    /// - Throws: `crs-invalid`, `crs-transform`, `proj-data`.
    public init(
        from source: CoordinateReferenceSystem, to target: CoordinateReferenceSystem, box: Box?,
        resources: ProjectionResources = .environment
    ) throws(InputError) {
        context = try PROJContext(resources)
        self.source = source
        self.target = target
        let from = try context.crs(source.definition)
        let to = try context.crs(target.definition)
        var area: Box?
        if let box { area = try context.degrees(of: box, in: from) }
        let direct = try OperationChain(from: from, to: to, area: area, context: context)
        let legs = try context.legsOverETRS89(from: from, to: to, area: area)
        let isBetter = legs.allSatisfy { $0.count > 0 && !$0.isBallpark && $0.accuracyMetres < direct.accuracyMetres }
        takesWGS84AsETRS89 = !legs.isEmpty && isBetter
        self.legs = takesWGS84AsETRS89 ? legs : [direct]
        guard takesWGS84AsETRS89 || direct.count > 0 else {
            throw InputError(
                "crs-transform",
                problem: Bilingual(
                    en: "no transformation from \(source.label) to \(target.label) is known",
                    nl: "er is geen omrekening van \(source.label) naar \(target.label) bekend"))
        }
    }

    /// Positions in the target CRS; those outside the domain of every operation become infinite.
    public func transform(_ positions: [SIMD2<Double>]) -> [SIMD2<Double>] {
        var result = positions
        for leg in legs { leg.apply(to: &result) }
        return result
    }

    /// What has been done so far.
    public var report: TransformationReport { report(steps: steps) }

    /// Every operation there is, used or not, with its count: the same list for the same two CRSs and box.
    private var steps: [TransformationReport.Step] { legs.flatMap(\.steps) }

    private func report(steps: [TransformationReport.Step]) -> TransformationReport {
        let used = steps.filter { $0.positions > 0 }
        var grids: [String] = []
        for grid in used.flatMap(\.grids) where !grids.contains(grid) { grids.append(grid) }
        let accuracies = used.map(\.accuracyMetres)
        return TransformationReport(
            from: source.label, to: target.label, steps: used,
            accuracyMetres: accuracies.contains(nil) ? nil : accuracies.compactMap { $0 }.max(), gridsUsed: grids,
            gridsMissing: legs.flatMap(\.gridsMissing), takesWGS84AsETRS89: takesWGS84AsETRS89)
    }

    /// All features in the target CRS: vertices are moved, edges stay straight between them.
    ///
    /// - Parameter featureName: how messages call a feature, by its index.
    /// - Throws: `crs-transform` naming the first feature with a position that no operation can transform;
    ///   `crs-invalid`, `proj-data`.
    /// - Complexity: O(vertices), about a million a second and thread. The result does not depend on `threads`.
    public static func transform(
        _ polygons: PolygonBuffer, from source: CoordinateReferenceSystem, to target: CoordinateReferenceSystem,
        threads: Int = 1, resources: ProjectionResources = .environment,
        featureName: (Int) -> String = { String($0) }
    ) throws(InputError) -> (polygons: PolygonBuffer, report: TransformationReport) {
        let box = polygons.box
        let whole = try Transformer(from: source, to: target, box: box, resources: resources)
        // One piece per worker: a context costs milliseconds. Every position is transformed by itself.
        let pieces = max(1, min(threads, polygons.vertexCount / 10_000))
        if pieces == 1 {
            let moved = try polygons.moved(to: whole.transform(Array(polygons.coordinates)), featureName: featureName)
            return (moved, whole.report)
        }
        let length = (polygons.vertexCount + pieces - 1) / pieces
        let results = try parallelMap(count: pieces, workers: pieces) {
            (piece) throws(InputError) -> (positions: [SIMD2<Double>], steps: [TransformationReport.Step]) in
            let range = min(piece * length, polygons.vertexCount)..<min((piece + 1) * length, polygons.vertexCount)
            let transformer = try Transformer(from: source, to: target, box: box, resources: resources)
            return (transformer.transform(Array(polygons.coordinates[range])), transformer.steps)
        }
        var steps = whole.steps
        for result in results {
            for index in steps.indices { steps[index].positions += result.steps[index].positions }
        }
        let moved = try polygons.moved(to: results.flatMap(\.positions), featureName: featureName)
        return (moved, whole.report(steps: steps))
    }
}

extension PolygonBuffer {
    /// The same features with other positions.
    fileprivate func moved(
        to positions: [SIMD2<Double>], featureName: (Int) -> String
    ) throws(InputError) -> PolygonBuffer {
        var result = PolygonBuffer()
        result.reserveCapacity(
            vertices: vertexCount, rings: ringCount, parts: partCount, features: featureCount)
        for feature in 0..<featureCount {
            for part in parts(ofFeature: feature) {
                for ring in rings(ofPart: part) {
                    let range = vertices(ofRing: ring)
                    do {
                        try result.appendRing(Array(positions[range]))
                    } catch {
                        let bad = coordinates[range.first { !positions[$0].isFinite } ?? range.lowerBound]
                        let place = "(\(bad.x), \(bad.y))"
                        throw InputError(
                            "crs-transform", feature: featureName(feature),
                            problem: Bilingual(
                                en: "position \(place) lies outside what the transformation can do",
                                nl: "positie \(place) ligt buiten wat de omrekening aankan"))
                    }
                }
                result.endPart()
            }
            result.endFeature()
        }
        return result
    }
}

@available(*, unavailable)
extension Transformer: Sendable {}

extension PROJContext {
    /// A box in degrees (west, south, east, north) of the CRS' own geographic CRS; nil when it cannot be computed.
    func degrees(of box: Box, in crs: borrowing PROJHandle) throws(InputError) -> Box? {
        guard !box.isEmpty, let geographic = crs.made({ proj_crs_get_geodetic_crs($0, $1) })
        else { return nil }
        var positions = box.samples(perSide: 5)
        let chain = try OperationChain(from: crs, to: geographic, area: nil, context: self)
        guard chain.count > 0 else { return nil }
        chain.apply(to: &positions)
        var result = Box.empty
        for position in positions where position.isFinite { result.add(position) }
        return result.isEmpty ? nil : result
    }

    func isWGS84Based(_ crs: borrowing PROJHandle) -> Bool {
        geodeticName(of: crs).hasPrefix("World Geodetic System 1984")
    }

    /// The way over ETRS89 when exactly one of the two is on WGS 84, which is then taken as ETRS89: the projection
    /// on WGS 84, if any, is undone (or done) apart. Empty when this is not such a pair.
    func legsOverETRS89(
        from: borrowing PROJHandle, to: borrowing PROJHandle, area: Box?
    ) throws(InputError) -> [OperationChain] {
        let fromIsWGS84 = isWGS84Based(from)
        guard fromIsWGS84 != isWGS84Based(to) else { return [] }
        let etrs89 = try crs("EPSG:4258")
        let wgs84 = try crs("EPSG:4326")
        if fromIsWGS84 {
            let change = try OperationChain(from: etrs89, to: to, area: area, context: self)
            guard from.kind == PJ_TYPE_PROJECTED_CRS else { return [change] }
            return [try OperationChain(from: from, to: wgs84, area: area, context: self), change]
        }
        let change = try OperationChain(from: from, to: etrs89, area: area, context: self)
        guard to.kind == PJ_TYPE_PROJECTED_CRS else { return [change] }
        return [change, try OperationChain(from: wgs84, to: to, area: area, context: self)]
    }

    /// Name of the datum, or of the ensemble of its realisations.
    private func geodeticName(of crs: borrowing PROJHandle) -> String {
        guard let geodetic = crs.made({ proj_crs_get_geodetic_crs($0, $1) }) else { return "" }
        if let ensemble = geodetic.made({ proj_crs_get_datum_ensemble($0, $1) }) {
            return ensemble.name
        }
        return geodetic.made({ proj_crs_get_datum($0, $1) })?.name ?? ""
    }
}

extension Box {
    /// A regular net of positions over the box, corners included.
    func samples(perSide count: Int) -> [SIMD2<Double>] {
        let steps = max(2, count) - 1
        return (0...steps).flatMap { row in
            (0...steps).map { column in
                SIMD2(
                    minX + (maxX - minX) * Double(column) / Double(steps),
                    minY + (maxY - minY) * Double(row) / Double(steps))
            }
        }
    }
}
