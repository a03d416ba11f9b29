import BenchInputs
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
}
