import GeoCore

/// One unit to test: an entry of the catalogue, or one value of an entry with `each`.
struct CheckUnit: Sendable {
    var entry: CatalogueUnit
    var id: String
    var name: String
    var level: String?
    var content: UnitContent

    /// Tells that nothing can be said of the unit.
    func notice(noData reason: Bilingual) -> Notice {
        Notice(
            "catalogue-empty-selection",
            message: Bilingual(
                en: "unit \(id) has no data: \(reason.en)", nl: "eenheid \(id) heeft geen gegevens: \(reason.nl)"))
    }
}

/// What a unit is made of, or why there is nothing.
enum UnitContent: Sendable {
    case polygons(UnitPolygons)
    /// With the length of all lines of the unit in metres, when they are not all here.
    case lines([UnitLine], wholeMetres: Double? = nil)
    /// With the number of all points of the unit, when they are not all here.
    case points([UnitPoint], wholeCount: Int? = nil)
    /// Read for every plan, only what lies near it.
    case indexed(IndexedPlace)
    case noData(Bilingual)
}

struct UnitLine: Sendable {
    var name: String
    var positions: [SIMD2<Double>]

    var lengthMetres: Double {
        zip(positions, positions.dropFirst()).reduce(0) { sum, pair in
            let vector = pair.1 - pair.0
            return sum + (vector * vector).sum().squareRoot()
        }
    }
}

struct UnitPoint: Sendable {
    var name: String
    var position: SIMD2<Double>
}

/// Polygons of a unit, with a name per feature and a box per part, so that a plan looks only at the parts it can
/// meet (a multipolygon of 400 parts is 400 small polygons here).
struct UnitPolygons: Sendable {
    private(set) var polygons: PolygonBuffer
    /// Text of the name field per feature; empty texts without one.
    private(set) var names: [String]
    /// Box per part.
    private let boxes: [Box]
    /// Feature per part.
    private let featureOfPart: [Int32]
    /// Dissolved area of the whole unit in square metres; nil when not wanted.
    private(set) var wholeSquareMetres: Double?
    /// Whether all of the unit was read, not only what lies in a window around the plans.
    private(set) var isWhole: Bool
    let dissolved = DissolvedParts()
    /// What is known of the unit beyond its features here, when it was read through its index.
    private(set) var surroundings: Surroundings?

    /// Of a unit of which only the features that touch `window` were read.
    struct Surroundings: Sendable {
        var window: Box
        /// Per part of the features here the dissolved part of the unit that it belongs to.
        var groupOfPart: [Int32]
        /// Of every dissolved part of the unit.
        var groupSquareMetres: [Double]
    }

    init(
        polygons: PolygonBuffer, names: [String], wholeSquareMetres: Double?, isWhole: Bool = true,
        surroundings: Surroundings? = nil
    ) {
        self.isWhole = isWhole
        self.surroundings = surroundings
        self.polygons = polygons
        self.names = names
        self.wholeSquareMetres = wholeSquareMetres
        var boxes: [Box] = []
        var features: [Int32] = []
        for feature in 0..<polygons.featureCount {
            for part in polygons.parts(ofFeature: feature) {
                boxes.append(polygons.box(ofPart: part))
                features.append(Int32(feature))
            }
        }
        self.boxes = boxes
        featureOfPart = features
    }

    /// Whether any feature has a name.
    var hasNames: Bool { names.contains { !$0.isEmpty } }

    /// The parts whose boxes meet `box`, one feature per feature of the unit that has such parts.
    func near(_ box: Box) -> NearbyPolygons { selecting(boxes.indices.filter { boxes[$0].intersects(box) }) }

    /// The parts whose boxes meet any of some boxes, as above.
    func near(_ tree: BoxTree) -> NearbyPolygons { selecting(boxes.indices.filter { tree.meets(boxes[$0]) }) }

    /// The parts that can be within the distance of the nearest one: those whose boxes lie no further than the
    /// farthest corner of the nearest boxes.
    func nearest(to box: Box, within reach: Double) -> NearbyPolygons {
        let distances = boxes.map { $0.distanceMetres(to: box) }
        // A part lies somewhere in its box: it is at most the box's far side away.
        let bound = boxes.indices.map { distances[$0] + boxes[$0].width + boxes[$0].height + box.width + box.height }
            .min() ?? 0
        let limit = min(bound, reach)
        return selecting(boxes.indices.filter { distances[$0] <= limit })
    }

    private func selecting(_ parts: [Int]) -> NearbyPolygons {
        // Features without parts are not among those that have some. Parts lie feature after feature.
        let withParts = zip(featureOfPart, featureOfPart.dropFirst()).count { $0 != $1 } + (featureOfPart.isEmpty ? 0 : 1)
        if parts.count == boxes.count, withParts == polygons.featureCount {
            return NearbyPolygons(polygons: polygons, features: Array(0..<polygons.featureCount))
        }
        var nearby = NearbyPolygons()
        for part in parts {
            let feature = Int(featureOfPart[part])
            if let open = nearby.features.last, open != feature { nearby.polygons.endFeature() }
            if nearby.features.last != feature { nearby.features.append(feature) }
            nearby.polygons.appendPart(part, of: polygons)
        }
        if !nearby.features.isEmpty { nearby.polygons.endFeature() }
        return nearby
    }
}

extension EngineLayer {
    /// Polygon units, each a group by its number: their parts near some place, as `near` finds them.
    init(_ units: [CheckUnit], near box: Box) {
        self.init(groups: units.map { unit in
            if case .polygons(let polygons) = unit.content { polygons.near(box).polygons } else { PolygonBuffer() }
        })
    }
}

/// Some parts of a unit.
struct NearbyPolygons: Sendable {
    var polygons = PolygonBuffer()
    /// Index in the unit of every feature of `polygons`.
    var features: [Int] = []

    var isEmpty: Bool { features.isEmpty }
}

extension Box {
    /// Distance between two boxes, 0 when they meet; infinite when either is empty.
    func distanceMetres(to other: Box) -> Double {
        guard !isEmpty, !other.isEmpty else { return .infinity }
        let x = max(0, other.minX - maxX, minX - other.maxX)
        let y = max(0, other.minY - maxY, minY - other.maxY)
        return (x * x + y * y).squareRoot()
    }
}
