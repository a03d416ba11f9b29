import CGEOS

public enum OverlayOperation: Sendable, Hashable {
    case intersection
    /// What the first has and the second has not.
    case difference
    case union
    case symmetricDifference
}

/// An overlay as polygons.
public struct OverlayShape: Sendable {
    /// One feature with the polygonal part of the result; without parts when that is empty.
    public var polygons: PolygonBuffer
    /// Area of `polygons`.
    public var areaSquareMetres: Double
    /// Length of the lines that the result has beside its polygons (borders that only touch).
    public var lineMetres: Double

    public init(polygons: PolygonBuffer, areaSquareMetres: Double, lineMetres: Double) {
        self.polygons = polygons
        self.areaSquareMetres = areaSquareMetres
        self.lineMetres = lineMetres
    }
}

extension GeometryEngine {
    /// The overlay of two sets of polygons.
    ///
    /// *Validity*: every feature is valid by itself; features of one operand may overlap (they are dissolved).
    /// *Robustness*: see `GeometryEngine`. `gridMetres` 0 keeps the coordinates; above 0 the result is
    /// snap-rounded to that grid, which moves vertices and drops what is narrower than a cell.
    ///
    /// Works part by part on those whose boxes meet, so that a many-part multipolygon costs what it touches.
    /// The corresponding C functions are `GEOSIntersectionPrec_r` and its sisters.
    public func overlay(
        _ operation: OverlayOperation, _ a: PolygonBuffer, _ b: PolygonBuffer, gridMetres: Double = 0
    ) throws(GEOSError) -> OverlayShape {
        try overlay(
            operation, a, features: a.featureIndices, b, features: b.featureIndices, gridMetres: gridMetres)
    }

    /// The overlay of some features of two buffers; see `overlay(_:_:_:gridMetres:)`.
    public func overlay(
        _ operation: OverlayOperation, _ a: PolygonBuffer, features featuresOfA: some Collection<Int>,
        _ b: PolygonBuffer, features featuresOfB: some Collection<Int>, gridMetres: Double = 0
    ) throws(GEOSError) -> OverlayShape {
        let partsOfA = a.boxedParts(ofFeatures: featuresOfA)
        let partsOfB = b.boxedParts(ofFeatures: featuresOfB)
        let pieces = GEOSGeometryList(in: context)
        // Parts of one valid feature are disjoint, and so are the pieces cut from them.
        var mayOverlap = featuresOfA.count > 1
        switch operation {
        case .intersection:
            for pair in meetingPairs(partsOfA, partsOfB) {
                let first = try context.polygon(part: partsOfA[pair.a].part, of: a)
                let second = try context.polygon(part: partsOfB[pair.b].part, of: b)
                pieces.append(try combine(operation, first, second, gridMetres: gridMetres))
            }
            mayOverlap = mayOverlap || featuresOfB.count > 1
        case .difference:
            try appendDifference(partsOfA, of: a, minus: partsOfB, of: b, to: pieces, gridMetres: gridMetres)
        case .union:
            for part in partsOfA { pieces.append(try context.polygon(part: part.part, of: a)) }
            for part in partsOfB { pieces.append(try context.polygon(part: part.part, of: b)) }
            mayOverlap = true
        case .symmetricDifference:
            try appendDifference(partsOfA, of: a, minus: partsOfB, of: b, to: pieces, gridMetres: gridMetres)
            try appendDifference(partsOfB, of: b, minus: partsOfA, of: a, to: pieces, gridMetres: gridMetres)
            mayOverlap = true
        }
        let collected = try context.collection(of: pieces, type: Int32(GEOS_GEOMETRYCOLLECTION.rawValue))
        // The union also takes up lines that lie in a polygon.
        return mayOverlap
            ? try shape(of: try unaryUnion(collected, gridMetres: gridMetres)) : try shape(of: collected)
    }

    /// Area of the intersection of two features, in square units.
    ///
    /// For many against one use `PreparedPolygons`.
    public func intersectionArea(
        of a: PolygonBuffer, feature: Int, and b: PolygonBuffer, feature other: Int, gridMetres: Double = 0
    ) throws(GEOSError) -> Double {
        let partsOfA = a.boxedParts(ofFeatures: CollectionOfOne(feature))
        let partsOfB = b.boxedParts(ofFeatures: CollectionOfOne(other))
        var total = 0.0
        for pair in meetingPairs(partsOfA, partsOfB) {
            let first = try context.polygon(part: partsOfA[pair.a].part, of: a)
            let second = try context.polygon(part: partsOfB[pair.b].part, of: b)
            let common = try combine(.intersection, first, second, gridMetres: gridMetres)
            total += try common.area()
        }
        return total
    }

    /// How A falls apart when B is taken out of it.
    public struct Remainder: Sendable, Hashable {
        /// Number of connected parts of A∖B (parts that meet in a point only count apart).
        public var parts: Int
        public var largestPartSquareMetres: Double
        /// All of A∖B, parts that do not count included.
        public var areaSquareMetres: Double
    }

    /// Number and largest area of the connected parts of A∖B; parts below `emptyBelow` do not count.
    public func remainder(
        of a: PolygonBuffer, without b: PolygonBuffer, emptyBelow: Double = 1e-6, gridMetres: Double = 0
    ) throws(GEOSError) -> Remainder {
        let rest = try overlay(.difference, a, b, gridMetres: gridMetres).polygons
        var result = Remainder(parts: 0, largestPartSquareMetres: 0, areaSquareMetres: 0)
        for part in 0..<rest.partCount {
            let area = rest.areaSquareMetres(ofPart: part)
            result.areaSquareMetres += area
            guard area >= emptyBelow else { continue }
            result.parts += 1
            result.largestPartSquareMetres = max(result.largestPartSquareMetres, area)
        }
        return result
    }

    // MARK: inside the folder

    func combine(
        _ operation: OverlayOperation, _ a: borrowing GEOSGeometryHandle, _ b: borrowing GEOSGeometryHandle,
        gridMetres: Double
    ) throws(GEOSError) -> GEOSGeometryHandle {
        switch operation {
        case .intersection:
            try a.made("GEOSIntersectionPrec_r", with: b) { GEOSIntersectionPrec_r($0, $1, $2, gridMetres) }
        case .difference:
            try a.made("GEOSDifferencePrec_r", with: b) { GEOSDifferencePrec_r($0, $1, $2, gridMetres) }
        case .union:
            try a.made("GEOSUnionPrec_r", with: b) { GEOSUnionPrec_r($0, $1, $2, gridMetres) }
        case .symmetricDifference:
            try a.made("GEOSSymDifferencePrec_r", with: b) { GEOSSymDifferencePrec_r($0, $1, $2, gridMetres) }
        }
    }

    func shape(of geometry: borrowing GEOSGeometryHandle) throws(GEOSError) -> OverlayShape {
        var polygons = PolygonBuffer()
        let lines = try geometry.appendPolygons(to: &polygons)
        polygons.endFeature()
        return OverlayShape(
            polygons: polygons, areaSquareMetres: polygons.areaSquareMetres(ofFeature: 0), lineMetres: lines)
    }

    /// Each part of A without those parts of B that its box meets.
    private func appendDifference(
        _ partsOfA: [BoxedPart], of a: PolygonBuffer, minus partsOfB: [BoxedPart], of b: PolygonBuffer,
        to pieces: GEOSGeometryList, gridMetres: Double
    ) throws(GEOSError) {
        let pairs = meetingPairs(partsOfA, partsOfB)
        var next = 0
        for (index, part) in partsOfA.enumerated() {
            let start = next
            while next < pairs.count, pairs[next].a == index { next += 1 }
            let candidates = pairs[start..<next].map { partsOfB[$0.b] }
            let whole = try context.polygon(part: part.part, of: a)
            guard let first = candidates.first else {
                pieces.append(whole)
                continue
            }
            let taken = try context.multiPolygon(parts: candidates.map(\.part), of: b)
            // Parts of one valid feature form a valid multipolygon; of several features they may overlap.
            if candidates.allSatisfy({ $0.feature == first.feature }) {
                pieces.append(try combine(.difference, whole, taken, gridMetres: gridMetres))
            } else {
                let union = try unaryUnion(taken, gridMetres: gridMetres)
                pieces.append(try combine(.difference, whole, union, gridMetres: gridMetres))
            }
        }
    }
}

extension PolygonBuffer {
    var featureIndices: Range<Int> { 0..<featureCount }

    /// Area of one polygon part in square units; see `areaSquareMetres(ofFeature:)`.
    public func areaSquareMetres(ofPart part: Int) -> Double {
        area(ofRings: rings(ofPart: part))
    }

    /// A buffer with copies of some features, in the order given; of all of them in theirs the buffer itself.
    public func selecting(_ features: some Collection<Int>) -> PolygonBuffer {
        if features.elementsEqual(0..<featureCount) { return self }
        var result = PolygonBuffer(packing: coordinates.isPacked)
        result.reserveVertices(features.reduce(0) { $0 + vertices(ofFeature: $1).count })
        for feature in features { result.appendFeature(feature, of: self) }
        return result
    }
}
