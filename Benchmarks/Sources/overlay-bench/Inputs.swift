import CSQLiteRead
import Foundation
import GeoCore

/// Two versions of a layer to measure on.
struct Inputs {
    var name: String
    /// Old and new file; nil for the fixture, which is made in memory.
    var files: (old: String, new: String)?

    func read() throws -> (old: EngineLayer, new: EngineLayer) {
        guard let files else { return try Fixture.layers() }
        return (try Self.layer(files.old), try Self.layer(files.new))
    }

    static func layer(_ file: String) throws -> EngineLayer {
        let read = try LayerReader.read([LayerObject(file: file, layer: "l", classRule: .fields(["cls"]))])
        return EngineLayer(polygons: read.polygons, groups: read.classOfFeature, groupCount: read.classes.count)
    }

    /// Bytes of all geometry blobs of one file, each touched: the floor under any reading.
    static func blobBytes(_ file: String) -> Int {
        var database: OpaquePointer?
        defer { sqlite3_close_v2(database) }
        guard sqlite3_open_v2(file, &database, SQLITE_OPEN_READONLY, nil) == SQLITE_OK else { return 0 }
        sqlite3_exec(database, "PRAGMA mmap_size=2147483648", nil, nil, nil)
        var statement: OpaquePointer?
        defer { sqlite3_finalize(statement) }
        guard sqlite3_prepare_v2(database, "SELECT geom FROM l", -1, &statement, nil) == SQLITE_OK else { return 0 }
        var bytes = 0
        while sqlite3_step(statement) == SQLITE_ROW {
            if sqlite3_column_blob(statement, 0) != nil { bytes += Int(sqlite3_column_bytes(statement, 0)) }
        }
        return bytes
    }
}

/// A small map made from a seed, for machines without benchmark files: cells with wiggly shared borders, a third of
/// the corners drawn anew in the second version.
enum Fixture {
    static let seed: UInt64 = 2010
    static let side = 60
    static let steps = 12

    static func layers() throws -> (old: EngineLayer, new: EngineLayer) {
        (try layer(version: 0), try layer(version: 1))
    }

    /// A number in −1 ..< 1 that depends on the seed and its arguments only.
    private static func noise(_ a: Int, _ b: Int, _ c: Int, _ version: Int) -> Double {
        var z = seed &+ UInt64(bitPattern: Int64(a &* 1_000_003 &+ b &* 10_007 &+ c &* 101 &+ version))
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((z ^ (z >> 31)) >> 11) * 0x1p-52 - 1
    }

    private static func corner(_ x: Int, _ y: Int, _ version: Int) -> SIMD2<Double> {
        let changed = noise(x, y, 9, 0) > 0.33 ? version : 0
        return SIMD2(
            200_000 + Double(x) * 100 + 20 * noise(x, y, 1, changed),
            515_000 + Double(y) * 100 + 20 * noise(x, y, 2, changed))
    }

    /// The border from a corner to its right or upper neighbour, without the last position.
    private static func border(_ x: Int, _ y: Int, isUp: Bool, _ version: Int) -> [SIMD2<Double>] {
        let a = corner(x, y, version)
        let b = corner(isUp ? x : x + 1, isUp ? y + 1 : y, version)
        return (0..<steps).map { step in
            let t = Double(step) / Double(steps)
            let wiggle = step == 0 ? 0 : 2 * noise(x, y, 20 + step + (isUp ? 50 : 0), 0)
            return a + (b - a) * t + (isUp ? SIMD2(wiggle, 0) : SIMD2(0, wiggle))
        }
    }

    private static func layer(version: Int) throws -> EngineLayer {
        var polygons = PolygonBuffer()
        var groups: [Int32] = []
        for y in 0..<side {
            for x in 0..<side {
                var ring = border(x, y, isUp: false, version)
                ring += border(x + 1, y, isUp: true, version)
                ring += [corner(x + 1, y + 1, version)] + border(x, y + 1, isUp: false, version).dropFirst().reversed()
                ring += [corner(x, y + 1, version)] + border(x, y, isUp: true, version).dropFirst().reversed()
                ring.append(ring[0])
                try polygons.appendRing(ring)
                polygons.endFeature()
                groups.append(Int32((noise(x, y, 3, 0) + 1) * 5.999))
            }
        }
        return EngineLayer(polygons: polygons, groups: groups, groupCount: 12)
    }
}
