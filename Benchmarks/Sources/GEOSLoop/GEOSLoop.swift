import CGEOSLoop
import Foundation
public import GeoCore

/// What anybody would write with GEOS: every pair of polygons whose boxes meet, the area of the intersection, added up per
/// pair of classes.
public enum GEOSLoop: String, CaseIterable, Sendable {
    /// `GEOSIntersection_r` on every pair whose boxes meet.
    case plain
    /// The old polygon prepared; pairs that do not intersect are left out, polygons that lie inside are taken whole.
    case prepared
    /// Both maps first cut into pieces of at most 256 positions, then as `prepared`: the best that plain GEOS can do.
    case subdivided

    /// Square metres per (old group, new group), index old × newGroupCount + new. In memory to table, conversions included.
    ///
    /// - Parameters:
    ///   - threads: each with its own context and geometries.
    ///   - limit: seconds after which it gives up.
    public func table(_ old: EngineLayer, _ new: EngineLayer, threads: Int, limit: Double) throws -> [Double] {
        let deadline = Deadline(seconds: limit)
        let a = self == .subdivided ? try Self.pieces(old, threads: threads, deadline) : old
        let b = self == .subdivided ? try Self.pieces(new, threads: threads, deadline) : new
        let boxes = (0..<b.polygons.featureCount).map { b.polygons.box(ofFeature: $0) }
        let block = 16
        let cursor = WorkCursor(count: (a.polygons.featureCount + block - 1) / block)
        let parts = parallelMap(count: threads, workers: threads) { _ -> Result<[Double], any Error> in
            Result {
                var worker = try LoopWorker(old: a, new: b, boxes: boxes)
                while let index = cursor.next() {
                    for feature in index * block..<min((index + 1) * block, a.polygons.featureCount) {
                        if deadline.isOver { throw LoopError.tooSlow }
                        try worker.add(feature, isPrepared: self != .plain)
                    }
                }
                return worker.sums
            }
        }
        var sums = [Double](repeating: 0, count: old.groupCount * new.groupCount)
        for part in parts {
            for (index, area) in try part.get().enumerated() { sums[index] += area }
        }
        return sums
    }

    /// Recursive halving, every worker some of the features.
    private static func pieces(_ layer: EngineLayer, threads: Int, _ deadline: Deadline) throws -> EngineLayer {
        let polygons = layer.polygons
        let block = 64
        let parts = parallelMap(count: (polygons.featureCount + block - 1) / block, workers: threads) { index in
            Result { () throws -> EngineLayer in
                let engine = try GeometryEngine()
                var cut = PolygonBuffer()
                var groups: [Int32] = []
                for feature in index * block..<min((index + 1) * block, polygons.featureCount) {
                    if deadline.isOver { throw LoopError.tooSlow }
                    if polygons.vertices(ofFeature: feature).count <= 256 {
                        cut.appendFeature(feature, of: polygons)
                        groups.append(layer.groups[feature])
                        continue
                    }
                    let pieces = try engine.subdivided(polygons.selecting(CollectionOfOne(feature)), maximumVertices: 256)
                    for piece in 0..<pieces.featureCount {
                        cut.appendFeature(piece, of: pieces)
                        groups.append(layer.groups[feature])
                    }
                }
                return EngineLayer(polygons: cut, groups: groups, groupCount: layer.groupCount)
            }
        }
        var whole = PolygonBuffer()
        var groups: [Int32] = []
        for part in parts {
            let part = try part.get()
            for feature in 0..<part.polygons.featureCount { whole.appendFeature(feature, of: part.polygons) }
            groups += part.groups
        }
        return EngineLayer(polygons: whole, groups: groups, groupCount: layer.groupCount)
    }
}

private struct Deadline: Sendable {
    private let end: ContinuousClock.Instant

    init(seconds: Double) { end = .now + .seconds(seconds) }

    var isOver: Bool { .now > end }
}

/// One thread: a context, the new map's index, and the new map's geometries as they are needed.
private struct LoopWorker {
    private let shapes: GEOSShapes
    private let old: EngineLayer
    private let new: EngineLayer
    private let tree: BoxIndex
    private var converted: [OpaquePointer?]
    private var found: [Int32] = []
    var sums: [Double]

    init(old: EngineLayer, new: EngineLayer, boxes: [Box]) throws {
        shapes = try GEOSShapes()
        self.old = old
        self.new = new
        tree = BoxIndex(boxes)
        converted = Array(repeating: nil, count: new.polygons.featureCount)
        sums = Array(repeating: 0, count: old.groupCount * new.groupCount)
    }

    mutating func add(_ feature: Int, isPrepared: Bool) throws {
        let context = shapes.context
        let a = try shapes.made(feature, of: old.polygons)
        let prepared = isPrepared ? GEOSPrepare_r(context, a) : nil
        defer {
            if let prepared { GEOSPreparedGeom_destroy_r(context, prepared) }
            GEOSGeom_destroy_r(context, a)
        }
        tree.meeting(old.polygons.box(ofFeature: feature), into: &found)
        let row = Int(old.groups[feature]) * new.groupCount
        for other in found {
            let other = Int(other)
            let b = try converted[other] ?? shapes.kept(other, of: new.polygons)
            converted[other] = b
            let cell = row + Int(new.groups[other])
            if let prepared {
                if GEOSPreparedIntersects_r(context, prepared, b) == 0 { continue }
                if GEOSPreparedContainsProperly_r(context, prepared, b) == 1 {
                    sums[cell] += try shapes.area(b)
                    continue
                }
            }
            sums[cell] += try shapes.commonArea(a, b)
        }
    }
}
