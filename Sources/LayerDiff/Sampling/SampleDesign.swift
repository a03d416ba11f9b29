public import GeoCore

/// A stratified random sample of places to look at: points, uniformly random within each stratum.
/// *Source*: Olofsson et al. 2014, RSE 148; METHOD §6.
public struct SampleDesign: Sendable {
    public struct Choices: Sendable, Hashable {
        /// Points in all strata together.
        public var size: Int
        /// At least this many in each stratum; the others go by area.
        public var minimum: Int
        public var seed: UInt64

        public init(size: Int, minimum: Int = 2, seed: UInt64 = 1) {
            self.size = size
            self.minimum = minimum
            self.seed = seed
        }
    }

    public struct Stratum: Sendable, Hashable {
        public var name: String
        public var hectares: Double
        public var points: Int
    }

    public struct Point: Sendable, Hashable {
        /// From 1, by stratum.
        public var number: Int
        public var stratum: String
        public var x: Double
        public var y: Double
        /// Key of the feature in its file; nil for the rest of the frame.
        public var feature: Int64?
    }

    public let choices: Choices
    /// In code-point order.
    public private(set) var strata: [Stratum] = []
    public private(set) var points: [Point] = []
    public var hectares: Double { strata.reduce(0) { $0 + $1.hectares } }

    /// - Parameters:
    ///   - layer: its classes are the strata; features must not overlap.
    ///   - rest: the frame, and the name of the stratum for what no feature covers; nil: no such stratum.
    /// - Throws: features on each other, features outside the frame, a size that is too small.
    public init(
        _ layer: ClassifiedLayer, rest: (frame: PolygonBuffer, name: String)? = nil, choices: Choices, threads: Int = 1
    ) throws(InputError) {
        self.choices = choices
        let file = layer.sources.first?.file
        let measure = AreaEngine.measure(layer.engineLayer, masks: [], threads: threads)
        guard measure.overlap <= 1e-6 * measure.union else {
            throw InputError(
                "sample-overlap", file: file,
                problem: Bilingual(
                    en: "features lie on each other (\(LayerDiff.hectares(measure.overlap)) ha): places there would count double",
                    nl: "vlakken liggen op elkaar (\(LayerDiff.hectares(measure.overlap)) ha): plekken daar zouden dubbel tellen"),
                remedy: Bilingual(
                    en: "give a layer in which every place lies in one feature, such as the faces of a comparison",
                    nl: "geef een laag waarin elke plek in één vlak ligt, zoals de deelvlakken van een vergelijking"))
        }
        var samplers: [(name: String, hectares: Double, polygons: PolygonBuffer, features: [Int])] = []
        for (number, name) in layer.classes.enumerated() {
            let features = layer.classOfFeature.indices.filter { Int(layer.classOfFeature[$0]) == number }
            var polygons = PolygonBuffer()
            for feature in features { polygons.appendFeature(feature, of: layer.polygons) }
            samplers.append((name, LayerDiff.hectares(measure.groupAreas[number]), polygons, features))
        }
        samplers.removeAll { $0.hectares <= 0 }
        var all = samplers.map { Stratum(name: $0.name, hectares: $0.hectares, points: 0) }
        if let rest {
            let area = try Self.restArea(rest, layer, measure, file, threads)
            if area > 0 { all.append(Stratum(name: rest.name, hectares: area, points: 0)) }
        }
        all.sort { codePointOrder($0.name, $1.name) }
        strata = try Self.allocated(all, choices, file)
        for stratum in strata {
            var random = SampleRandom(seed: choices.seed, name: stratum.name)
            if let own = samplers.first(where: { $0.name == stratum.name }) {
                let sampler = PolygonSampler(own.polygons)
                for _ in 0..<stratum.points {
                    guard let (at, feature) = sampler.point(using: &random) else { continue }
                    append(stratum.name, at, layer.origins[own.features[feature]].id)
                }
            } else if let rest {
                try drawRest(stratum, rest.frame, layer.polygons, file, &random)
            }
        }
    }

    private mutating func append(_ stratum: String, _ at: SIMD2<Double>, _ feature: Int64?) {
        points.append(Point(number: points.count + 1, stratum: stratum, x: at.x, y: at.y, feature: feature))
    }

    // MARK: the rest of the frame

    private static func restArea(
        _ rest: (frame: PolygonBuffer, name: String), _ layer: ClassifiedLayer, _ measure: LayerMeasure, _ file: String?,
        _ threads: Int
    ) throws(InputError) -> Double {
        guard !layer.classes.contains(rest.name) else {
            throw InputError(
                "sample-rest-name", file: file,
                problem: Bilingual(
                    en: "the name of the rest, '\(rest.name)', is a stratum already",
                    nl: "de naam van de rest, '\(rest.name)', is al een stratum"),
                remedy: Bilingual(en: "choose another with --rest", nl: "kies een andere met --rest"))
        }
        let frame = AreaEngine.measure(EngineLayer(oneGroup: rest.frame), masks: [], threads: threads)
        let inside = AreaEngine.measure(layer.engineLayer, masks: [rest.frame], threads: threads)
        guard measure.union - inside.union <= 1e-6 * measure.union + 1, frame.overlap <= 1e-6 * frame.union else {
            throw InputError(
                "sample-outside-frame", file: file,
                problem: Bilingual(
                    en: "\(LayerDiff.hectares(measure.union - inside.union)) ha of the features lies outside the frame, or the frame "
                        + "overlaps itself",
                    nl: "\(LayerDiff.hectares(measure.union - inside.union)) ha van de vlakken ligt buiten het studiegebied, of het "
                        + "studiegebied overlapt zichzelf"),
                remedy: Bilingual(
                    en: "give the frame of the comparison that made the features",
                    nl: "geef het studiegebied van de vergelijking waaruit de vlakken komen"))
        }
        let area = frame.union - inside.union
        return area > 1e-9 * frame.union ? LayerDiff.hectares(area) : 0
    }

    /// Points of the frame that lie in no feature: drawn again until they do not.
    private mutating func drawRest(
        _ stratum: Stratum, _ frame: PolygonBuffer, _ others: PolygonBuffer, _ file: String?, _ random: inout SampleRandom
    ) throws(InputError) {
        let sampler = PolygonSampler(frame)
        let locator = PolygonLocator(others)
        var tries = 0
        var found = 0
        while found < stratum.points {
            tries += 1
            guard tries <= 100_000 + 1000 * stratum.points, let (at, _) = sampler.point(using: &random) else {
                throw InputError(
                    "sample-rest-small", file: file,
                    problem: Bilingual(
                        en: "the rest of the frame ('\(stratum.name)') is too small to draw points in",
                        nl: "de rest van het studiegebied ('\(stratum.name)') is te klein om punten in te trekken"),
                    remedy: Bilingual(en: "leave --frame out", nl: "laat --frame weg"))
            }
            if locator.contains(at) { continue }
            append(stratum.name, at, nil)
            found += 1
        }
    }

    // MARK: how many where

    /// The minimum for each stratum, the rest by area; what is left by rounding to the largest remainders.
    private static func allocated(
        _ strata: [Stratum], _ choices: Choices, _ file: String?
    ) throws(InputError) -> [Stratum] {
        guard !strata.isEmpty else {
            throw InputError(
                "sample-empty", file: file,
                problem: Bilingual(en: "there is no area to draw points in", nl: "er is geen oppervlakte om punten in te trekken"),
                remedy: Bilingual(en: "check the layer with kk-diff inspect", nl: "kijk de laag na met kk-diff inspect"))
        }
        let minimum = max(2, choices.minimum)
        guard choices.size / strata.count >= minimum else {
            throw InputError(
                "sample-size", file: file,
                problem: Bilingual(
                    en: "\(choices.size) points are too few for \(strata.count) strata with at least \(minimum) each",
                    nl: "\(choices.size) punten zijn te weinig voor \(strata.count) strata met elk minstens \(minimum)"),
                remedy: Bilingual(
                    en: "give --size \(strata.count * minimum) or more, or a lower --minimum",
                    nl: "geef --size \(strata.count * minimum) of meer, of een lagere --minimum"))
        }
        let total = strata.reduce(0) { $0 + $1.hectares }
        let free = choices.size - minimum * strata.count
        var strata = strata
        var remainders: [(index: Int, rest: Double)] = []
        var given = 0
        for index in strata.indices {
            let share = Double(free) * strata[index].hectares / total
            let whole = min(free, Int(share.rounded(.down)))
            strata[index].points = minimum + whole
            given += whole
            remainders.append((index, share - Double(whole)))
        }
        remainders.sort { $0.rest != $1.rest ? $0.rest > $1.rest : $0.index < $1.index }
        for entry in remainders.prefix(max(0, free - given)) { strata[entry.index].points += 1 }
        return strata
    }
}

/// Whether a point lies in a polygon: for a few thousand points, by box and crossings.
package struct PolygonLocator: Sendable {
    private let polygons: PolygonBuffer
    private let boxes: [(low: SIMD2<Double>, high: SIMD2<Double>)]

    package init(_ polygons: PolygonBuffer) {
        self.polygons = polygons
        boxes = (0..<polygons.partCount).map { part in
            var (low, high) = (SIMD2(Double.infinity, .infinity), SIMD2(-Double.infinity, -.infinity))
            for ring in polygons.rings(ofPart: part) {
                for position in polygons.coordinates[polygons.vertices(ofRing: ring)] {
                    low = pointwiseMin(low, position)
                    high = pointwiseMax(high, position)
                }
            }
            return (low, high)
        }
    }

    /// Even-odd over the rings of each part.
    package func contains(_ point: SIMD2<Double>) -> Bool {
        for part in boxes.indices {
            let box = boxes[part]
            guard point.x >= box.low.x, point.y >= box.low.y, point.x <= box.high.x, point.y <= box.high.y else { continue }
            var isInside = false
            for ring in polygons.rings(ofPart: part) {
                for index in polygons.vertices(ofRing: ring).dropLast() {
                    let (a, b) = (polygons.coordinates[index], polygons.coordinates[index + 1])
                    guard (a.y > point.y) != (b.y > point.y) else { continue }
                    if point.x < a.x + (b.x - a.x) * ((point.y - a.y) / (b.y - a.y)) { isInside.toggle() }
                }
            }
            if isInside { return true }
        }
        return false
    }
}
