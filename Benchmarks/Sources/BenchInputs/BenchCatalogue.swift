import Foundation
import GeoCore

/// A catalogue that is too large to read whole for one plan: ten maps, thirty units, at least 300 MB of GeoPackage.
public enum BenchCatalogue {
    public static let layerCount = 10
    private static let unitsPerLayer = 3

    static func recipe(_ layer: Int) -> Recipe {
        Recipe(name: "layer\(layer)", seed: 1000 + UInt64(layer), cells: 13_000, spacing: 9, networks: 2)
    }

    /// Makes folder/catalogue.json, its maps, and folder/plan.gpkg; what is there already stays.
    public static func make(in folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for layer in 0..<layerCount {
            let path = file(layer, in: folder)
            if !FileManager.default.fileExists(atPath: path) { try InputFiles.write(MapVersion(recipe(layer), version: 0), to: path) }
        }
        let units = (0..<layerCount * unitsPerLayer).map { number -> JSONValue in
            let layer = number / unitsPerLayer
            let object: JSONValue = [
                "file": .string("layer\(layer).gpkg"), "layer": "l",
                "where": ["cls": .array(classes(number % unitsPerLayer).map { .string(String($0)) })],
            ]
            return [
                "id": .string(id(number)), "quality": .string("quality \(layer)"), "name": .string("unit \(number)"),
                "geometry": "polygon", "layers": [object],
            ]
        }
        try write(units, to: folder + "/catalogue.json")
        let plan = Shapes.blob(
            at: SIMD2(236_500, 551_200), radius: 350, count: 40, noise: Noise(seed: 5), topic: Topic.plan, number: 1)
        try InputFiles.write(outline: plan, to: folder + "/plan.gpkg")
    }

    /// A catalogue with one unit per class of one map, for many plans at once.
    public static func make(classesOf map: String, to path: String) throws {
        let units = (0..<MapPlan.classCount).map { number -> JSONValue in
            let object: JSONValue = ["file": .string(map), "layer": "l", "where": ["cls": [.string(String(number))]]]
            return [
                "id": .string("class \(number)"), "quality": "classes", "name": .string(InputFiles.className(number)),
                "geometry": "polygon", "layers": [object],
            ]
        }
        try write(units, to: path)
    }

    private static func write(_ units: [JSONValue], to path: String) throws {
        let catalogue: JSONValue = [
            "schema": "kk-diff/catalogue@1", "name": "SYNTHETIC", "crs": "EPSG:28992", "units": .array(units),
        ]
        try Data(catalogue.text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }

    public static func file(_ layer: Int, in folder: String) -> String { "\(folder)/layer\(layer).gpkg" }
    public static func id(_ number: Int) -> String { "unit-\(number)" }
    /// A third of the classes.
    private static func classes(_ third: Int) -> [Int] { (0..<MapPlan.classCount).filter { $0 % unitsPerLayer == third } }
    /// The unit, within its layer, that a class belongs to.
    public static func unit(ofClass number: Int, layer: Int) -> Int { layer * unitsPerLayer + number % unitsPerLayer }
}
