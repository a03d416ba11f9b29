#if canImport(Glibc)
import Glibc
#else
import Foundation
#endif

/// Arcs and circles as chords (ISO 19107 §6.4.14, GML 3.2.1 §10.4.7). The chords lie inside the arc, and nowhere
/// further from it than the chord error.
///
/// The same arc gives the same positions whichever way it is drawn, so that two areas that share a curved border
/// still share it afterwards.
struct GMLArcs {
    /// Used when nobody says otherwise, in metres: what plan files write as their last decimal.
    static let defaultChordErrorMetres = 0.001
    /// Chords of one arc at most; a larger circle than this fits is beyond the coordinate limit.
    private static let chordLimit = 100_000.0

    /// Largest distance between arc and chord, in units of the coordinates.
    var chordError: Double

    /// An arc through three positions, without its first position. Three on a line give two straight pieces; with
    /// equal ends it is the circle that has the middle opposite.
    func arc(_ start: SIMD2<Double>, _ middle: SIMD2<Double>, _ end: SIMD2<Double>) -> [SIMD2<Double>] {
        guard let center = Self.center(start, middle, end) else { return [middle, end] }
        return piece(start, middle, around: center, turnsLeft: Self.turnsLeft(start, middle, end))
            + piece(middle, end, around: center, turnsLeft: Self.turnsLeft(start, middle, end))
    }

    /// A closed circle through three different positions, beginning and ending at the first.
    func circle(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>) -> [SIMD2<Double>]? {
        guard a != b, b != c, a != c, let center = Self.center(a, b, c) else { return nil }
        let left = Self.turnsLeft(a, b, c)
        return [a] + piece(a, b, around: center, turnsLeft: left) + piece(b, c, around: center, turnsLeft: left)
            + piece(c, a, around: center, turnsLeft: left)
    }

    /// A closed circle that begins east of its centre and runs to the left.
    func circle(around center: SIMD2<Double>, radius: Double) -> [SIMD2<Double>] {
        let east = center + SIMD2(radius, 0)
        let west = center - SIMD2(radius, 0)
        return [east] + piece(east, west, around: center, turnsLeft: true)
            + piece(west, east, around: center, turnsLeft: true)
    }

    /// The arc around a centre between two angles in degrees, counter-clockwise from east; it runs towards `end`.
    func arc(around center: SIMD2<Double>, radius: Double, from start: Double, to end: Double) -> [SIMD2<Double>] {
        let sweep = max(-360, min(360, end - start))
        func position(_ degrees: Double) -> SIMD2<Double> {
            let angle = degrees * .pi / 180
            return center + radius * SIMD2(cos(angle), sin(angle))
        }
        let (a, b, c) = (position(start), position(start + sweep / 2), position(start + sweep))
        return [a] + piece(a, b, around: center, turnsLeft: sweep > 0) + piece(b, c, around: center, turnsLeft: sweep > 0)
    }

    /// The part of a circle from `start` to `end`, without `start`. Computed from the end that comes first by
    /// coordinates, whichever way it runs.
    private func piece(
        _ start: SIMD2<Double>, _ end: SIMD2<Double>, around center: SIMD2<Double>, turnsLeft: Bool
    ) -> [SIMD2<Double>] {
        let isForward = start.x != end.x ? start.x < end.x : start.y <= end.y
        let (first, last) = isForward ? (start, end) : (end, start)
        let (a, b) = (first - center, last - center)
        var sweep = atan2(b.y, b.x) - atan2(a.y, a.x)
        let isLeft = turnsLeft == isForward
        if isLeft, sweep <= 0 { sweep += 2 * .pi }
        if !isLeft, sweep >= 0 { sweep -= 2 * .pi }
        let radius = (a.x * a.x + a.y * a.y).squareRoot()
        // Sagitta of a chord over the angle t: r (1 − cos(t/2)).
        let largest = chordError >= radius ? Double.pi / 2 : 2 * acos(1 - chordError / radius)
        let chords = Int(min(Self.chordLimit, max(1, (abs(sweep) / max(largest, 1e-9)).rounded(.up))))
        let startAngle = atan2(a.y, a.x)
        var positions: [SIMD2<Double>] = []
        positions.reserveCapacity(chords)
        for step in 1..<max(chords, 1) {
            let angle = startAngle + sweep * Double(step) / Double(chords)
            positions.append(center + radius * SIMD2(cos(angle), sin(angle)))
        }
        return (isForward ? positions : positions.reversed()) + [end]
    }

    /// Centre of the circle through three positions; nil when they are on a line.
    private static func center(
        _ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>
    ) -> SIMD2<Double>? {
        if a == c { return a == b ? nil : (a + b) / 2 }
        // Relative to the middle, which keeps the digits far from the origin.
        let (p, q) = (a - b, c - b)
        let twice = 2 * (p.x * q.y - p.y * q.x)
        let (pp, qq) = (p.x * p.x + p.y * p.y, q.x * q.x + q.y * q.y)
        // On a line to the last digits that doubles have.
        guard abs(twice) > 1e-12 * (pp + qq), pp > 0, qq > 0 else { return nil }
        let center = b + SIMD2(q.y * pp - p.y * qq, p.x * qq - q.x * pp) / twice
        return abs(center.x) <= 1e12 && abs(center.y) <= 1e12 ? center : nil
    }

    private static func turnsLeft(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>) -> Bool {
        if a == c { return true }
        let (p, q) = (b - a, c - b)
        return p.x * q.y - p.y * q.x > 0
    }
}
