/// Boxes and areas. Boxes come from what each ring measures, without a look at its positions.
extension PolygonBuffer {
    /// Area of one feature in square units, by the shoelace formula relative to each ring's first position
    /// (which keeps the digits far from the origin). Right for valid polygons; a self-overlap counts as often
    /// as it winds.
    public func areaSquareMetres(ofFeature feature: Int) -> Double { area(ofRings: rings(ofFeature: feature)) }

    public func box(ofFeature feature: Int) -> Box { box(ofRings: rings(ofFeature: feature)) }

    public func box(ofPart part: Int) -> Box { box(ofRings: rings(ofPart: part)) }

    /// Box of everything.
    public var box: Box { box(ofRings: 0..<ringCount) }

    /// Box of this feature and the ones after it, the open one included.
    func box(ofFeaturesFrom feature: Int) -> Box { box(ofRings: firstRing(ofFeaturesFrom: feature)..<ringCount) }

    /// Box of the parts appended since the last `endFeature()`.
    var openFeatureBox: Box { box(ofFeaturesFrom: featureCount) }

    /// Area of the parts appended since the last `endFeature()`; see `areaSquareMetres(ofFeature:)`.
    var openFeatureArea: Double { area(ofRings: firstRing(ofFeaturesFrom: featureCount)..<ringCount) }

    /// Positions of one polygon part, the closing one of each ring included.
    func vertexCount(ofPart part: Int) -> Int {
        let rings = rings(ofPart: part)
        return vertices(ofRing: rings.upperBound - 1).upperBound - vertices(ofRing: rings.lowerBound).lowerBound
    }

    private func firstRing(ofFeaturesFrom feature: Int) -> Int {
        let parts = feature == 0 ? 0 : Int(featureEnds[feature - 1])
        return parts == 0 ? 0 : Int(partEnds[parts - 1])
    }

    private func box(ofRings rings: Range<Int>) -> Box {
        var (low, high) = (RingMeasure.none.low, RingMeasure.none.high)
        for ring in rings {
            let own = ringMeasures[ring]
            low.replace(with: own.low, where: own.low .< low)
            high.replace(with: own.high, where: own.high .> high)
        }
        return Box(minX: low.x, minY: low.y, maxX: high.x, maxY: high.y)
    }

    func area(ofRings rings: Range<Int>) -> Double {
        var twice = 0.0
        for ring in rings { twice += coordinates.withDoubles(vertices(ofRing: ring)) { Self.twiceSignedArea($0) } }
        return twice / 2
    }

    /// Twice the signed area of a closed ring, positive when counter-clockwise.
    static func twiceSignedArea(_ ring: some RingSource) -> Double {
        guard ring.count > 2 else { return 0 }
        let origin = ring[0]
        var sum = 0.0
        var previous = ring[1] - origin
        var index = 2
        while index < ring.count {
            let current = ring[index] - origin
            sum += previous.x * current.y - current.x * previous.y
            previous = current
            index += 1
        }
        return sum
    }
}
