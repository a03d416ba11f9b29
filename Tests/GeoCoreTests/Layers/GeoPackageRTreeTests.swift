import Foundation
import TestSupport
import Testing

@testable import GeoCore

/// The R-tree read node by node, held against SQLite's own virtual table.
@Suite struct GeoPackageRTreeTests {
    /// A tree of random boxes; three levels from about 2 600 on.
    static func tree(_ count: Int, seed: UInt64, _ folder: TemporaryFolder) throws -> SQLiteDatabase {
        let path = folder.file("tree-\(count).sqlite")
        try Data().write(to: URL(fileURLWithPath: path))
        let database = try SQLiteDatabase.openPrivateCopy(path)
        try database.run("CREATE VIRTUAL TABLE \"r t\" USING rtree(id, minx, maxx, miny, maxy)")
        try database.run("BEGIN")
        var random = SeededGenerator(seed: seed)
        for key in 0..<count {
            let x = Double.random(in: 200_000...270_000, using: &random)
            let y = Double.random(in: 510_000...590_000, using: &random)
            let size = Double.random(in: 0...900, using: &random)
            try database.run("INSERT INTO \"r t\" VALUES (\(key * 7 - 50), \(x), \(x + size), \(y), \(y + size / 2))")
        }
        try database.run("COMMIT")
        return database
    }

    static func bySQLite(_ box: Box, _ database: borrowing SQLiteDatabase) throws -> [String] {
        var statement = try database.prepare(
            "SELECT id, minx, miny, maxx, maxy FROM \"r t\" WHERE minx <= ? AND maxx >= ? AND miny <= ? AND maxy >= ?")
        for (index, bound) in [box.maxX, box.minX, box.maxY, box.minY].enumerated() {
            try statement.bind(bound, at: Int32(index + 1))
        }
        var found: [String] = []
        while try statement.step() {
            found.append("\(statement.integer(0)) \((1...4).map { statement.real($0) })")
        }
        return found.sorted()
    }

    static func byNodes(_ box: Box, _ database: borrowing SQLiteDatabase) throws -> [String] {
        try GeoPackageRTree.boxes("r t", in: database, within: box).map {
            "\($0.key) \([$0.box.minX, $0.box.minY, $0.box.maxX, $0.box.maxY])"
        }.sorted()
    }

    @Test(arguments: [0, 1, 51, 52, 700, 6000]) func sameAsVirtualTable(count: Int) throws {
        let folder = try TemporaryFolder()
        let database = try Self.tree(count, seed: UInt64(count) + 3, folder)
        var random = SeededGenerator(seed: 11)
        var hits = 0
        for round in 0..<60 {
            let x = Double.random(in: 195_000...275_000, using: &random)
            let y = Double.random(in: 505_000...595_000, using: &random)
            var box = Box(minX: x, minY: y, maxX: x + Double(round) * 200, maxY: y + Double(round) * 150)
            // Windows that end exactly on a box, and one over everything.
            if let known = try GeoPackageRTree.boxes("r t", in: database, within: box).first?.box, round % 3 == 0 {
                box = Box(minX: known.maxX, minY: known.minY, maxX: known.maxX + 10, maxY: known.minY)
            }
            if round == 59 { box = Box(minX: -1e9, minY: -1e9, maxX: 1e9, maxY: 1e9) }
            let found = try Self.byNodes(box, database)
            #expect(found == (try Self.bySQLite(box, database)))
            hits += found.count
        }
        #expect(hits >= count)
    }

    @Test func depth() throws {
        let folder = try TemporaryFolder()
        let database = try Self.tree(6000, seed: 5, folder)
        var statement = try database.prepare("SELECT rtreedepth(data) FROM \"r t_node\" WHERE nodeno = 1")
        let hasRow = try statement.step()
        #expect(hasRow && statement.integer(0) >= 2, "too small a tree to test inner nodes")
    }

    /// What is no node is damage, never a trap or an endless walk.
    @Test(arguments: [
        "UPDATE \"r t_node\" SET data = substr(data, 1, 3) WHERE nodeno = 1",
        "UPDATE \"r t_node\" SET data = substr(data, 1, 20) WHERE nodeno = 1",
        "UPDATE \"r t_node\" SET data = NULL WHERE nodeno = 1",
        "UPDATE \"r t_node\" SET data = x'7fff' || substr(data, 3) WHERE nodeno = 1",
        "UPDATE \"r t_node\" SET data = substr(data, 1, 2) || x'ffff' || substr(data, 5) WHERE nodeno = 1",
        "DELETE FROM \"r t_node\" WHERE nodeno = 1",
        "DELETE FROM \"r t_node\" WHERE nodeno = (SELECT max(nodeno) FROM \"r t_node\")",
        // A child that is the root: a walk without end.
        "UPDATE \"r t_node\" SET data = substr(data, 1, 4) || x'0000000000000001' || substr(data, 13) WHERE nodeno = 1",
    ]) func damage(sql: String) throws {
        let folder = try TemporaryFolder()
        let database = try Self.tree(700, seed: 5, folder)
        try database.run(sql)
        let everything = Box(minX: -1e9, minY: -1e9, maxX: 1e9, maxY: 1e9)
        var code: Int32 = 0
        do throws(SQLiteError) {
            _ = try GeoPackageRTree.boxes("r t", in: database, within: everything)
        } catch {
            code = error.code
        }
        #expect(code == 11, "SQLITE_CORRUPT")
    }

    @Test func treeOfWholeNumbersIsNone() throws {
        let layers = try TestLayers()
        let path = try layers.geoPackage(declarations: [], rows: [[], []])
        let database = try SQLiteDatabase.openPrivateCopy(path)
        try database.run("CREATE VIRTUAL TABLE rtree_vlak_geom USING rtree_i32(id, minx, maxx, miny, maxy)")
        let file = try GeoPackageFile.open(path, name: "a.gpkg")
        #expect(file.tables.map(\.rtree) == [nil])
    }
}
