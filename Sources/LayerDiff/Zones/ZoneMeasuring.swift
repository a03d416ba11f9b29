import GeoCore

/// Repeats an account inside each zone.
///
/// A zone is a frame: it clips what is counted, never what is seen, so that patches, X and S stay those of the whole
/// maps. What lies outside every zone is an account of its own (zone nil), which makes the zones a partition of what is
/// counted; then the cells of the zones must add up to those of the whole (I8, asserted).
struct ZoneMeasuring {
    /// A zone as a frame.
    struct Window {
        var zone: String?
        var polygons: PolygonBuffer
    }

    let zones: ZoneLayer
    let old: ClassifiedLayer
    let new: ClassifiedLayer
    let frame: PolygonBuffer?
    let threads: Int

    /// - Parameters:
    ///   - whole: the account of everything.
    ///   - account: of the places inside a frame.
    /// - Throws: `zones-overlap`; `identity-I8`; `geos`; what `account` throws.
    func accounts(
        whole: DiffResult, overlapLimit: Double,
        account: (PolygonBuffer) throws(InputError) -> DiffResult
    ) throws(InputError) -> (zones: [ZoneAccount], notices: [Notice]) {
        let overlap = try requireApart(limit: overlapLimit)
        var result: [ZoneAccount] = []
        for window in try windows() {
            let part = try account(window.polygons)
            let zone = ZoneAccount(zone: window.zone, account: frame == nil ? part.withoutEmpty : part)
            // Outside every zone there may be nothing.
            if window.zone != nil || zone.account.frameHectares > 0 { result.append(zone) }
        }
        try requireSum(of: result, whole, overlap: hectares(overlap))
        return (result, overlap > 0 ? [notice(overlap)] : [])
    }

    // MARK: zones

    /// Square metres under more than one zone.
    private func requireApart(limit: Double) throws(InputError) -> Double {
        let measure = AreaEngine.measure(zones.layer.engineLayer, masks: [], threads: threads)
        let pairs = measure.groupOverlaps.filter { $0.a != $0.b }
        let overlap = pairs.reduce(0) { $0 + $1.areaSquareMetres }
        guard let worst = pairs.first, overlap > limit * measure.union else { return overlap }
        let (a, b) = (zones.layer.classes[Int(worst.a)], zones.layer.classes[Int(worst.b)])
        let area = RoundedFigure(hectares(worst.areaSquareMetres))
        throw InputError(
            "zones-overlap", file: zones.layer.sources.first?.file, layer: zones.layer.sources.first?.layer,
            problem: Bilingual(
                en: "zones '\(a)' and '\(b)' lie on each other over \(area.en) ha: their accounts would not add up",
                nl: "zones '\(a)' en '\(b)' liggen over \(area.nl) ha op elkaar: hun rekeningen tellen niet op"),
            remedy: Bilingual(
                en: "give zones that do not overlap, or one run with --frame per zone",
                nl: "geef zones zonder overlap, of per zone een eigen run met --frame"))
    }

    private func notice(_ overlap: Double) -> Notice {
        let area = RoundedFigure(hectares(overlap))
        let file = zones.layer.sources.first?.file ?? ""
        return Notice(
            "zones-overlap",
            message: Bilingual(
                en: "\(file): \(area.en) ha lies in more than one zone and counts in each",
                nl: "\(file): \(area.nl) ha ligt in meer dan een zone en telt in elk ervan"))
    }

    /// In code-point order, and last what is outside all of them.
    private func windows() throws(InputError) -> [Window] {
        let layer = zones.layer
        do throws(GEOSError) {
            let engine = try GeometryEngine()
            var windows: [Window] = []
            for (index, name) in layer.classes.enumerated() {
                let features = layer.classOfFeature.indices.filter { Int(layer.classOfFeature[$0]) == index }
                var polygons = layer.polygons.selecting(features)
                if let frame { polygons = try engine.overlay(.intersection, frame, polygons).polygons }
                windows.append(Window(zone: name, polygons: polygons))
            }
            var everything = old.polygons.box
            everything.add(new.polygons.box)
            guard !everything.isEmpty else { return windows }
            let outside: PolygonBuffer
            if let frame {
                outside = try engine.overlay(.difference, frame, layer.polygons).polygons
            } else {
                outside = try engine.uncovered(everything.expanded(by: 1), by: layer.polygons)
            }
            if outside.partCount > 0 { windows.append(Window(zone: nil, polygons: outside)) }
            return windows
        } catch {
            throw InputError(
                "geos", file: layer.sources.first?.file,
                problem: Bilingual(
                    en: "the zones cannot be laid over the frame: \(error.function): \(error.message)",
                    nl: "de zones zijn niet over het studiegebied te leggen: \(error.function): \(error.message)"),
                remedy: Bilingual(en: "repair the zones first", nl: "herstel eerst de zones"))
        }
    }

    // MARK: I8

    private func requireSum(of zones: [ZoneAccount], _ whole: DiffResult, overlap: Double) throws(InputError) {
        var sum = CellSum()
        for zone in zones {
            for cell in zone.account.matrix { sum.add(cell.from, cell.to, cell.causes) }
        }
        try sum.require(
            whole, withEmpty: true, slack: overlap, file: self.zones.layer.sources.first?.file,
            what: Bilingual(en: "zones and whole", nl: "zones en geheel"))
    }
}

extension DiffResult {
    /// Without the places on neither map: they count only when there is a frame.
    fileprivate var withoutEmpty: DiffResult {
        var result = self
        guard let index = matrix.firstIndex(where: { $0.from == nil && $0.to == nil }) else { return self }
        let cell = result.matrix.remove(at: index)
        result.frameHectares = max(0, frameHectares - cell.hectares)
        for (cause, area) in cell.causes.present { result.causes[cause] -= area }
        return result
    }
}
