import CGEOS
import Foundation

/// The smallest distance between two sets of polygons and where it is.
public struct NearestPoints: Sendable, Hashable {
    /// 0 when they share a point.
    public var distanceMetres: Double
    public var onFirst: SIMD2<Double>
    public var onSecond: SIMD2<Double>

    public init(distanceMetres: Double, onFirst: SIMD2<Double>, onSecond: SIMD2<Double>) {
        self.distanceMetres = distanceMetres
        self.onFirst = onFirst
        self.onSecond = onSecond
    }
}

extension Box {
    /// Distance between two boxes, 0 when they meet; infinite when either is empty.
    func distance(to other: Box) -> Double {
        guard !isEmpty, !other.isEmpty else { return .infinity }
        let x = max(0, other.minX - maxX, minX - other.maxX)
        let y = max(0, other.minY - maxY, minY - other.maxY)
        return hypot(x, y)
    }
}

extension GeometryEngine {
    /// The nearest points of two sets of polygons, or nil when either is empty or they are further apart than
    /// `limitMetres`. Where they overlap the distance is 0 and both points are one common point.
    ///
    /// *Validity*: every feature valid. Of several pairs of points at the same distance, one is taken; which one
    /// depends on the order of the parts only.
    ///
    /// - Complexity: parts further apart (by their boxes) than the best distance so far are not looked at.
    /// The corresponding C function is `GEOSPreparedNearestPoints_r`.
    public func nearestPoints(
        _ a: PolygonBuffer, _ b: PolygonBuffer, limitMetres: Double = .infinity
    ) throws(GEOSError) -> NearestPoints? {
        let partsOfA = a.boxedParts(ofFeatures: a.featureIndices)
        let partsOfB = b.boxedParts(ofFeatures: b.featureIndices)
        var best: NearestPoints?
        var bestDistance = limitMetres
        for partOfA in partsOfA {
            let near = partsOfB.enumerated()
                .map { (distance: partOfA.box.distance(to: $0.element.box), index: $0.offset) }
                .filter { $0.distance <= bestDistance }
                .sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }
            guard !near.isEmpty else { continue }
            let prepared = try PreparedHandle(preparing: try context.polygon(part: partOfA.part, of: a))
            for candidate in near {
                // A candidate at exactly the limit still counts as long as nothing has been found.
                if candidate.distance > bestDistance || (best != nil && candidate.distance >= bestDistance) { break }
                let other = try context.polygon(part: partsOfB[candidate.index].part, of: b)
                let found = try nearestPoints(prepared, other)
                if best == nil ? found.distanceMetres <= bestDistance : found.distanceMetres < bestDistance {
                    best = found
                    bestDistance = found.distanceMetres
                    if bestDistance == 0 { return best }
                }
            }
        }
        return best
    }

    private func nearestPoints(
        _ a: borrowing PreparedHandle, _ b: borrowing GEOSGeometryHandle
    ) throws(GEOSError) -> NearestPoints {
        if try a.test("GEOSPreparedIntersects_r", b, { GEOSPreparedIntersects_r($0, $1, $2) }) {
            // The facet distance below looks at boundaries only and would miss one polygon inside the other.
            let common = try combine(.intersection, a.geometry, b, gridMetres: 0)
            let point = try common.made("GEOSPointOnSurface_r") { GEOSPointOnSurface_r($0, $1) }
            if let place = try position(of: point) {
                return NearestPoints(distanceMetres: 0, onFirst: place, onSecond: place)
            }
        }
        let pointer = try a.call("GEOSPreparedNearestPoints_r", b) { GEOSPreparedNearestPoints_r($0, $1, $2) }
        let positions = try CoordinateSequenceHandle(adopting: pointer, in: context).positions()
        guard positions.count == 2 else {
            throw GEOSError(function: "GEOSPreparedNearestPoints_r", message: "no points")
        }
        let apart = positions[1] - positions[0]
        return NearestPoints(distanceMetres: hypot(apart.x, apart.y), onFirst: positions[0], onSecond: positions[1])
    }

    /// Nil for an empty point.
    func position(of point: borrowing GEOSGeometryHandle) throws(GEOSError) -> SIMD2<Double>? {
        if try point.isEmpty() { return nil }
        var place = SIMD2<Double>.zero
        try point.status("GEOSGeomGetX_r", failure: -1) { GEOSGeomGetX_r($0, $1, &place.x) == 1 ? 1 : -1 }
        try point.status("GEOSGeomGetY_r", failure: -1) { GEOSGeomGetY_r($0, $1, &place.y) == 1 ? 1 : -1 }
        return place
    }
}
