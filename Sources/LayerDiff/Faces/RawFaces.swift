package import GeoCore

/// The overlay of two layers at the level of features: a face for every pair (a feature of each, or one and ∅) that is
/// wanted and has area. Nothing cuts it yet: no frame, survey, evidence or zone.
///
/// The area engine says which pairs have area, and how much; GEOS makes shapes for those only, and each is held against
/// the engine's number. *Source*: METHOD §4, §7 I3; DESIGN §2.
package struct RawFaces: Sendable {
    package struct Face: Sendable {
        /// Feature of the old and the new layer; −1 is ∅.
        package var old: Int
        package var new: Int
        /// One feature.
        package var polygons: PolygonBuffer
        /// The area engine's number.
        package var engineSquareMetres: Double
        package var check: FaceCheck
    }
    /// By (old, new).
    package private(set) var faces: [Face] = []
    /// What the checks of the run say about them.
    package private(set) var checks = FaceChecks()
    package private(set) var work = EngineWork()
    /// The layers as they were cut for the overlays, for those who go on with them; nil when there were none.
    package var pieces: (old: LayerPieces, new: LayerPieces)?

    /// - Parameters:
    ///   - wanted: whether faces of this pair of classes are needed; −1 is ∅.
    /// - Throws: `identity-I3` when the faces of a feature do not add up to it; `geos` when a polygon cannot be cut.
    package init(
        old: ClassifiedLayer, new: ClassifiedLayer, threads: Int, monitor: WorkMonitor? = nil, wanted: (Int, Int) -> Bool
    ) throws(InputError) {
        let (oldFeatures, newFeatures) = (EngineLayer(featuresOf: old.polygons), EngineLayer(featuresOf: new.polygons))
        var audit = AreaEngine.audit(old: oldFeatures, new: newFeatures, threads: threads)
        // Its account counts a feature that lies on itself as often as it does; a face is there once.
        if !audit.isSound { audit.account = AreaEngine.account(old: oldFeatures, new: newFeatures, masks: [], threads: threads) }
        work = audit.account.work
        let jobs = FaceJob.jobs(audit.account.cells) { cell in
            wanted(
                cell.old < 0 ? -1 : Int(old.classOfFeature[Int(cell.old)]),
                cell.new < 0 ? -1 : Int(new.classOfFeature[Int(cell.new)]))
        }
        guard !jobs.isEmpty else { return }
        do throws(GEOSError) {
            let maker = try FaceMaker(
                old: old.polygons, new: new.polygons, oldOverlaps: audit.oldCheck.overlaps,
                newOverlaps: audit.newCheck.overlaps, threads: threads)
            pieces = maker.pieces
            monitor?.begin(ComparisonPhase.faces, count: jobs.count)
            let order = largestFirst(jobs.map(maker.vertexCount))
            let made = try parallelMap(
                count: jobs.count, workers: threads, monitor: monitor, resource: { () throws(GEOSError) in try GeometryEngine() },
                { (engine, index) throws(GEOSError) in maker.faces(of: jobs[order[index]], engine) })
            faces = made.flatMap { $0 }.sorted { ($0.old, $0.new) < ($1.old, $1.new) }
        } catch {
            throw error.inputError(file: old.sources.first?.file)
        }
        for face in faces { checks.add(face) }
        try requireClosed(audit, old, new, threads: threads)
    }

    // MARK: I3

    /// The faces of a feature, and the pairs that needed none, add up to the feature. Where features of the *other*
    /// layer lie on each other a place belongs to two faces: they may be more by what lies on each other.
    private func requireClosed(
        _ audit: PairAudit, _ old: ClassifiedLayer, _ new: ClassifiedLayer, threads: Int
    ) throws(InputError) {
        // Of every cell the area of its face: both are sorted by (old, new).
        var areas = audit.account.cells.map(\.areaSquareMetres)
        var next = 0
        for face in faces {
            while areas.indices.contains(next), (Int(audit.account.cells[next].old), Int(audit.account.cells[next].new)) < (face.old, face.new) {
                next += 1
            }
            guard areas.indices.contains(next) else { break }
            if face.check != .disagrees { areas[next] = face.polygons.areaSquareMetres(ofFeature: 0) }
        }
        let ofFaces = areas
        _ = try parallelMap(count: 2, workers: threads) { (side) throws(InputError) in
            try Self.requireClosed(side == 0 ? .old : .new, audit, ofFaces, side == 0 ? old : new)
        }
    }

    /// - Parameter areas: of every cell of the account, its face's where it has one.
    private static func requireClosed(
        _ side: MapSide, _ audit: PairAudit, _ areas: [Double], _ own: ClassifiedLayer
    ) throws(InputError) {
        var rows: [[(partner: Int, engine: Double, area: Double)]] = Array(repeating: [], count: own.polygons.featureCount)
        for (index, cell) in audit.account.cells.enumerated() {
            let (feature, partner) = side == .old ? (cell.old, cell.new) : (cell.new, cell.old)
            guard feature >= 0 else { continue }
            rows[Int(feature)].append((Int(partner), cell.areaSquareMetres, areas[index]))
        }
        var overlaps: [Set<Int>: Double]?
        for (feature, row) in rows.enumerated() where !row.isEmpty {
            let area = own.polygons.areaSquareMetres(ofFeature: feature)
            let sum = row.reduce(0) { $0 + $1.area }
            let tolerance = FaceMaker.tolerance(area) * Double(row.count)
            if abs(sum - area) <= tolerance { continue }
            if overlaps == nil { overlaps = Self.overlaps(side == .old ? audit.newCheck : audit.oldCheck) }
            // No place is counted twice for more than the partners lie on each other there.
            var slack = 0.0
            for (index, first) in row.enumerated() where first.partner >= 0 {
                for second in row[..<index] where second.partner >= 0 {
                    guard let common = overlaps?[[first.partner, second.partner]] else { continue }
                    slack += min(common, first.engine, second.engine)
                }
            }
            if sum >= area - tolerance, sum <= area + slack + tolerance { continue }
            throw Self.doesNotClose(own, feature, sum: sum, area: area)
        }
    }

    private static func overlaps(_ check: SelfCheck) -> [Set<Int>: Double] {
        var overlaps: [Set<Int>: Double] = [:]
        for pair in check.overlaps {
            overlaps[[Int(pair.a), Int(pair.b)]] = pair.areaSquareMetres
        }
        return overlaps
    }

    private static func doesNotClose(
        _ layer: ClassifiedLayer, _ feature: Int, sum: Double, area: Double
    ) -> InputError {
        let origin = feature < layer.origins.count ? layer.origins[feature] : FeatureOrigin(source: 0, id: Int64(feature))
        let source = Int(origin.source) < layer.sources.count ? layer.sources[Int(origin.source)] : nil
        return InputError(
            "identity-I3", kind: .accounting, file: source?.file, layer: source?.layer, feature: String(origin.id),
            problem: Bilingual(
                en: "accounting identity I3 fails: its faces have \(sum) m², the feature has \(area) m²",
                nl: "controlesom I3 klopt niet: de vlakjes hebben \(sum) m², het object \(area) m²"),
            remedy: Bilingual(
                en: "no result is given; try --tables-only, and report the case",
                nl: "er is geen uitkomst; probeer --tables-only, en meld het geval"))
    }
}

/// Places of some sizes, the largest first: so that no worker is left with one of them at the end.
func largestFirst(_ sizes: [Int]) -> [Int] { sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) } }

/// One of the two maps.
package enum MapSide: Sendable, Hashable {
    case old, new
}

/// What the run learnt about its shapes.
public struct FaceChecks: Sendable, Hashable {
    /// Overlays repeated on a precision grid, and faces that differ from the engine even then.
    public var retries = 0
    public var disagreements = 0
    /// Largest |shape − engine| / engine over the faces above a square metre that agree.
    public var engineAgainstShapeMaxRelative = 0.0

    public init() {}

    package mutating func add(_ face: RawFaces.Face) {
        switch face.check {
        case .agrees: break
        case .agreesAfterRetry: retries += 1
        case .disagrees:
            retries += 1
            disagreements += 1
            return
        }
        guard face.engineSquareMetres > 1 else { return }
        let difference = abs(face.polygons.areaSquareMetres(ofFeature: 0) - face.engineSquareMetres)
        engineAgainstShapeMaxRelative = max(engineAgainstShapeMaxRelative, difference / face.engineSquareMetres)
    }

    package static func += (a: inout FaceChecks, b: FaceChecks) {
        a.retries += b.retries
        a.disagreements += b.disagreements
        a.engineAgainstShapeMaxRelative = max(a.engineAgainstShapeMaxRelative, b.engineAgainstShapeMaxRelative)
    }
}

extension GEOSError {
    /// GEOS could not do something that has no second way.
    func inputError(file: String?) -> InputError {
        InputError(
            "geos", file: file,
            problem: Bilingual(
                en: "shapes cannot be made: \(function): \(message)", nl: "vormen zijn niet te maken: \(function): \(message)"),
            remedy: Bilingual(
                en: "repair the polygons with --repair structure, or use --tables-only",
                nl: "herstel de vlakken met --repair structure, of gebruik --tables-only"))
    }
}
