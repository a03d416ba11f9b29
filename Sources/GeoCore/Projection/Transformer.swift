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

    /// All features in the target CRS.
    ///
    /// Vertices are moved, edges stay straight between them.
    /// - Throws: `crs-transform` naming the position of the first feature that cannot be transformed
    ///   (`feature` is its index in the buffer; the caller puts its key there).
    /// - Complexity: O(vertices), about a million a second.
    public func transform(_ polygons: PolygonBuffer) throws(TransformFailure) -> PolygonBuffer {
        let moved = transform(polygons.coordinates)
        var result = PolygonBuffer()
        result.reserveCapacity(
            vertices: moved.count, rings: polygons.ringCount, parts: polygons.partCount,
            features: polygons.featureCount)
        for feature in 0..<polygons.featureCount {
            for part in polygons.parts(ofFeature: feature) {
                for ring in polygons.rings(ofPart: part) {
                    let range = polygons.vertices(ofRing: ring)
                    do {
                        try result.appendRing(Array(moved[range]))
                    } catch {
                        let bad = range.first { !moved[$0].isFinite } ?? range.lowerBound
                        throw TransformFailure(feature: feature, position: polygons.coordinates[bad])
                    }
                }
                result.endPart()
            }
            result.endFeature()
        }
        return result
    }

    /// What has been done so far.
    public var report: TransformationReport {
        let steps = legs.flatMap(\.stepsUsed)
        let accuracies = steps.map(\.accuracyMetres)
        var used: [String] = []
        for grid in steps.flatMap(\.grids) where !used.contains(grid) { used.append(grid) }
        return TransformationReport(
            from: source.label, to: target.label, steps: steps,
            accuracyMetres: accuracies.contains(nil) ? nil : accuracies.compactMap { $0 }.max(),
            gridsUsed: used, gridsMissing: legs.flatMap(\.gridsMissing), takesWGS84AsETRS89: takesWGS84AsETRS89)
    }

    /// A feature with a position that no operation can transform.
    public struct TransformFailure: Error, Sendable, Hashable {
        /// Index in the buffer.
        public var feature: Int
        /// In the source CRS.
        public var position: SIMD2<Double>
    }
}

@available(*, unavailable)
extension Transformer: Sendable {}

extension PROJContext {
    /// A box in degrees (west, south, east, north) of the CRS' own geographic CRS; nil when it cannot be computed.
    func degrees(of box: Box, in crs: borrowing PROJHandle) throws(InputError) -> Box? {
        guard !box.isEmpty, let geographic = PROJHandle(proj_crs_get_geodetic_crs(handle, crs.pointer), in: self)
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
            guard proj_get_type(from.pointer) == PJ_TYPE_PROJECTED_CRS else { return [change] }
            return [try OperationChain(from: from, to: wgs84, area: area, context: self), change]
        }
        let change = try OperationChain(from: from, to: etrs89, area: area, context: self)
        guard proj_get_type(to.pointer) == PJ_TYPE_PROJECTED_CRS else { return [change] }
        return [change, try OperationChain(from: wgs84, to: to, area: area, context: self)]
    }

    /// Name of the datum, or of the ensemble of its realisations.
    private func geodeticName(of crs: borrowing PROJHandle) -> String {
        guard let geodetic = PROJHandle(proj_crs_get_geodetic_crs(handle, crs.pointer), in: self) else { return "" }
        if let ensemble = PROJHandle(proj_crs_get_datum_ensemble(handle, geodetic.pointer), in: self) {
            return ensemble.name
        }
        return PROJHandle(proj_crs_get_datum(handle, geodetic.pointer), in: self)?.name ?? ""
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
