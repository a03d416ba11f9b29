import BenchInputs
import CSQLiteRead
import Foundation
import GeoCore

/// Two versions of a map in memory, and where they came from.
struct MapPair {
    var fixture: String
    var seed: UInt64?
    var files: (old: String, new: String)
    var plans: String?
    var old: EngineLayer
    var new: EngineLayer
    /// Class texts of both.
    var classes: (old: [String], new: [String])

    /// The files of a recipe, made when they are not there.
    init(_ recipe: Recipe, folder: String) throws {
        try InputFiles.make(recipe, in: folder)
        let names = InputFiles.names(recipe, in: folder)
        try self.init(fixture: recipe.name, seed: recipe.seed, old: names.old, new: names.new)
        plans = names.plans
    }

    init(fixture: String, seed: UInt64?, old: String, new: String) throws {
        self.fixture = fixture
        self.seed = seed
        files = (old, new)
        let (a, b) = try Self.read(old, new, threads: 1)
        self.old = a.engine
        self.new = b.engine
        classes = (a.classes, b.classes)
    }

    var vertices: Int { old.polygons.vertexCount + new.polygons.vertexCount }

    struct Layer {
        var engine: EngineLayer
        var classes: [String]
    }

    static func layer(_ file: String) throws(InputError) -> Layer {
        let read = try LayerReader.read([LayerObject(file: file, layer: "l", classRule: .fields(["cls"]))])
        return Layer(
            engine: EngineLayer(polygons: read.polygons, groups: read.classOfFeature, groupCount: read.classes.count),
            classes: read.classes)
    }

    /// Both files as the product reads them; each by its own thread when there are two.
    static func read(_ old: String, _ new: String, threads: Int) throws(InputError) -> (Layer, Layer) {
        let layers = try parallelMap(count: 2, workers: threads) { (index) throws(InputError) in
            try layer(index == 0 ? old : new)
        }
        return (layers[0], layers[1])
    }

    /// Plan outlines, each its own group.
    static func plans(_ file: String) throws(InputError) -> EngineLayer {
        EngineLayer(featuresOf: try LayerReader.read([LayerObject(file: file, layer: "l", classRule: .none)]).polygons)
    }

    /// Bytes of all geometry blobs of one file, each touched: the floor under any reading.
    /// - Parameter mapped: through memory mapping, as the product reads; else as SQLite reads when nothing is set.
    static func blobBytes(_ file: String, mapped: Bool) -> Int {
        var database: OpaquePointer?
        defer { sqlite3_close_v2(database) }
        guard sqlite3_open_v2(file, &database, SQLITE_OPEN_READONLY, nil) == SQLITE_OK else { return 0 }
        sqlite3_exec(database, mapped ? "PRAGMA mmap_size=2147483648" : "PRAGMA mmap_size=0", nil, nil, nil)
        var statement: OpaquePointer?
        defer { sqlite3_finalize(statement) }
        guard sqlite3_prepare_v2(database, "SELECT geom, cls FROM l", -1, &statement, nil) == SQLITE_OK else { return 0 }
        var bytes = 0
        while sqlite3_step(statement) == SQLITE_ROW {
            if sqlite3_column_blob(statement, 0) != nil { bytes += Int(sqlite3_column_bytes(statement, 0)) }
        }
        return bytes
    }
}
