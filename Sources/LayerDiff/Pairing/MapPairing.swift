public import GeoCore

/// What `init` needs to know.
public struct PairingOptions: Sendable {
    /// One of the two dates.
    public struct Side: Sendable {
        /// Files and folders.
        public var paths: [String]
        public var assumedCRS: String?
        public var encoding: String?
        public var instrument: Instrument?
        public var drawnBy: DrawnBy?

        public init(paths: [String]) { self.paths = paths }
    }
    public var old: Side
    public var new: Side
    public var threads = 1

    public init(old: Side, new: Side) {
        self.old = old
        self.new = new
    }
}

/// Which layer of one date belongs to which of the other: by what they cover. Nothing is compared.
///
/// *Source*: USERS §1.5, the step that would have shown that the wrong maps lay side by side.
public struct MapPairing: Sendable {
    public let options: PairingOptions
    public private(set) var old: [FoundLayer]
    public private(set) var new: [FoundLayer]
    /// One per old layer.
    public private(set) var pairings: [LayerPairing] = []
    /// Files and layers that could not be read.
    public private(set) var failures: [InputError]
    /// CRS that everything was measured in; nil: plain metres.
    public private(set) var crs: CoordinateReferenceSystem?
    /// Old layers that share area with each other, by (lower, higher) position.
    private var overlaps: Set<[Int]> = []

    /// Below this share of shared area two maps are probably not versions of one.
    public static let unlikelyShare = 0.1

    /// - Throws: when one of the dates has no map layer at all.
    /// - Complexity: one pass of the area engine over all layers of both dates.
    public init(_ options: PairingOptions) throws(InputError) {
        self.options = options
        let before = LayerFinder(options: options, side: options.old).layers()
        let after = LayerFinder(options: options, side: options.new).layers()
        old = before.layers
        new = after.layers
        failures = before.failures + after.failures
        for (layers, side) in [(old, options.old), (new, options.new)] where layers.isEmpty {
            if let first = failures.first { throw first }
            throw InputError(
                "no-map-files", file: side.paths.first,
                problem: Bilingual(en: "there is no map layer in it", nl: "er staat geen kaartlaag in"),
                remedy: Bilingual(en: "name a file or another folder", nl: "noem een bestand of een andere map"))
        }
        try bringTogether()
        measure()
        pair()
    }

    /// All layers in one CRS, every polygon valid; a layer for which that cannot be done is a failure.
    private mutating func bringTogether() throws(InputError) {
        let known = (old + new).filter(\.hasPolygons).compactMap { $0.layer.crs }.filter(\.isMetric)
        let counts = Dictionary(grouping: known, by: \.definition).mapValues(\.count)
        crs = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
            .flatMap { winner in known.first { $0.definition == winner.key } }
        old = prepared(old)
        new = prepared(new)
        guard !old.isEmpty, !new.isEmpty else {
            throw failures.first
                ?? InputError("no-map-files", problem: Bilingual(en: "no layer can be used", nl: "geen laag is te gebruiken"))
        }
    }

    private mutating func prepared(_ layers: [FoundLayer]) -> [FoundLayer] {
        var ready: [FoundLayer] = []
        for var found in layers {
            guard found.hasPolygons else {
                ready.append(found)
                continue
            }
            do throws(InputError) {
                let preparation = try LayerPreparation.prepare(
                    found.layer, target: crs, repair: .structure, repairLimit: 1, threads: options.threads)
                found.layer = preparation.layer
                found.needsRepair = !preparation.repairs.isEmpty
                ready.append(found)
            } catch {
                failures.append(error.located(file: found.file, layer: found.layerName))
            }
        }
        return ready
    }

    /// Dissolved areas, and which old layers lie on each other.
    private mutating func measure() {
        for index in old.indices { Self.measure(&old[index], options.threads) }
        for index in new.indices { Self.measure(&new[index], options.threads) }
        let whole = AreaEngine.measure(Self.engineLayer(old), masks: [], threads: options.threads)
        for pair in whole.groupOverlaps where pair.a != pair.b {
            let (a, b) = (Int(min(pair.a, pair.b)), Int(max(pair.a, pair.b)))
            let smaller = min(old[a].hectares, old[b].hectares) * 10_000
            if pair.areaSquareMetres > 0.01 * smaller { overlaps.insert([a, b]) }
        }
    }

    private static func measure(_ found: inout FoundLayer, _ threads: Int) {
        let measure = AreaEngine.measure(EngineLayer(oneGroup: found.layer.polygons), masks: [], threads: threads)
        found.hectares = LayerDiff.hectares(measure.union)
        found.overlapShare = measure.union > 0 ? measure.overlap / measure.union : 0
    }

    /// All polygons of one date, one group per layer.
    private static func engineLayer(_ layers: [FoundLayer]) -> EngineLayer {
        var polygons = PolygonBuffer()
        var groups: [Int32] = []
        for (index, found) in layers.enumerated() {
            for feature in 0..<found.layer.polygons.featureCount {
                polygons.appendFeature(feature, of: found.layer.polygons)
                groups.append(Int32(index))
            }
        }
        return EngineLayer(polygons: polygons, groups: groups, groupCount: layers.count)
    }

    // MARK: pairing

    private mutating func pair() {
        // Units of the new date: every class of every layer; whole layers are their sum.
        var polygons = PolygonBuffer()
        var groups: [Int32] = []
        var units: [(layer: Int, classIndex: Int)] = []
        for (index, found) in new.enumerated() {
            let base = Int32(units.count)
            units += found.layer.classes.indices.map { (index, $0) }
            for feature in 0..<found.layer.polygons.featureCount {
                polygons.appendFeature(feature, of: found.layer.polygons)
                groups.append(base + found.layer.classOfFeature[feature])
            }
        }
        let classes = EngineLayer(polygons: polygons, groups: groups, groupCount: units.count)
        let areas = AreaEngine.measure(classes, masks: [], threads: options.threads).groupAreas
        let table = AreaEngine.table(Self.engineLayer(old), classes, threads: options.threads)
        var shared: [[Double]] = old.map { _ in Array(repeating: 0, count: units.count) }
        for cell in table.cells { shared[Int(cell.old)][Int(cell.new)] += hectares(cell.areaSquareMetres) }
        pairings = old.indices.map { index in
            guard old[index].hasPolygons else { return byName(index) }
            var matches: [PairingMatch] = []
            for layer in new.indices where new[layer].hasPolygons {
                let own = units.indices.filter { units[$0].layer == layer }
                let total = own.reduce(0) { $0 + shared[index][$1] }
                guard total > 0 else { continue }
                matches.append(match(index, PairingUnit(layer: layer, className: nil, hectares: new[layer].hectares), dissolved(index, layer, total)))
                guard own.count > 1 else { continue }
                for unit in own where shared[index][unit] > 0 {
                    let name = new[layer].layer.classes[units[unit].classIndex]
                    matches.append(
                        match(
                            index, PairingUnit(layer: layer, className: name, hectares: hectares(areas[unit])),
                            min(shared[index][unit], old[index].hectares)))
                }
            }
            return byArea(index, matches)
        }
    }

    /// The area that two layers share; measured again when one of them lies on itself, where the sum counts twice.
    private func dissolved(_ index: Int, _ layer: Int, _ sum: Double) -> Double {
        guard old[index].overlapShare > 1e-6 || new[layer].overlapShare > 1e-6 else { return sum }
        let account = AreaEngine.account(
            old: EngineLayer(oneGroup: old[index].layer.polygons), new: EngineLayer(oneGroup: new[layer].layer.polygons),
            masks: [], threads: options.threads)
        return hectares(account.both.reduce(0, +))
    }

    private func match(_ index: Int, _ unit: PairingUnit, _ shared: Double) -> PairingMatch {
        let united = old[index].hectares + unit.hectares - shared
        return PairingMatch(unit: unit, sharedHectares: shared, share: united > 0 ? min(1, shared / united) : 0)
    }

    private func byArea(_ index: Int, _ matches: [PairingMatch]) -> LayerPairing {
        var pairing = LayerPairing(old: index)
        // Best share first; the whole layer before its classes, then the order of the files.
        let ranked = matches.enumerated().sorted {
            $0.element.share != $1.element.share ? $0.element.share > $1.element.share : $0.offset < $1.offset
        }.map(\.element)
        guard let best = ranked.first else {
            pairing.notes = [.none]
            return pairing
        }
        pairing.best = best
        // A class of the same layer is a second one only when the best is a class too.
        pairing.second = ranked.first { other in
            other.unit.layer != best.unit.layer
                || (best.unit.className != nil && other.unit.className != nil && other.unit.className != best.unit.className)
        }
        pairing.classesHit = matches.count {
            $0.unit.layer == best.unit.layer && $0.unit.className != nil && $0.sharedHectares >= 0.1 * old[index].hectares
        }
        if best.unit.className != nil, pairing.classesHit > 1 { pairing.notes.append(.severalClasses) }
        if best.share < Self.unlikelyShare { pairing.notes.append(.probablyOtherMap) }
        return pairing
    }

    /// Points and lines have no area: the most similar name, when any part of it is the same.
    private func byName(_ index: Int) -> LayerPairing {
        var pairing = LayerPairing(old: index)
        let own = Self.words(old[index].layerName)
        let scores = new.map { other -> Double in
            let words = Self.words(other.layerName)
            let united = own.union(words).count
            return united > 0 ? Double(own.intersection(words).count) / Double(united) : 0
        }
        guard let best = scores.indices.max(by: { scores[$0] == scores[$1] ? $0 > $1 : scores[$0] < scores[$1] }), scores[best] > 0 else {
            pairing.notes = [.none]
            return pairing
        }
        pairing.named = best
        pairing.notes = [.byName] + (new[best].hasPolygons ? [.otherGeometry] : [])
        return pairing
    }

    /// The words of a layer's name, without years and numbers.
    private static func words(_ name: String) -> Set<String> {
        Set(name.lowercased().split { !$0.isLetter }.map(String.init).filter { $0.count > 1 })
    }

    // MARK: groups

    /// Old layers that go to one new layer and do not lie on each other are one map; by the order of the new layers,
    /// then of the old ones.
    public var groups: [(old: [Int], new: Int)] {
        var groups: [(old: [Int], new: Int)] = []
        for pairing in pairings {
            guard let partner = pairing.partner else { continue }
            let isArea = old[pairing.old].hasPolygons
            let place = groups.firstIndex { group in
                group.new == partner && isArea
                    && group.old.allSatisfy { old[$0].hasPolygons && !overlaps.contains([min($0, pairing.old), max($0, pairing.old)]) }
            }
            if let place { groups[place].old.append(pairing.old) } else { groups.append(([pairing.old], partner)) }
        }
        return groups.enumerated().sorted { ($0.element.new, $0.offset) < ($1.element.new, $1.offset) }.map(\.element)
    }

    public var unpairedOld: [Int] { pairings.filter { $0.partner == nil }.map(\.old) }
    public var unpairedNew: [Int] {
        let used = Set(pairings.compactMap(\.partner))
        return new.indices.filter { !used.contains($0) }
    }
}
