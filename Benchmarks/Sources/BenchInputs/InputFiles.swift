import Foundation
import GeoCore

/// Writes the inputs as GeoPackages with the product's own writer, one feature at a time.
public enum InputFiles {
    /// Where a recipe's files are in a folder.
    public static func names(_ recipe: Recipe, in folder: String) -> (old: String, new: String, plans: String?) {
        (
            "\(folder)/old_\(recipe.name).gpkg", "\(folder)/new_\(recipe.name).gpkg",
            recipe.hasPlans ? "\(folder)/plans.gpkg" : nil
        )
    }

    /// Writes what is not there yet, or was made by another recipe.
    public static func make(_ recipe: Recipe, in folder: String) throws {
        let names = names(recipe, in: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let stamp = "\(folder)/\(recipe.name).stamp"
        if (try? String(contentsOfFile: stamp, encoding: .utf8)) == recipe.stamp {
            if names.plans.map(FileManager.default.fileExists(atPath:)) ?? true, FileManager.default.fileExists(atPath: names.new) { return }
        } else {
            for path in [names.old, names.new, names.plans].compactMap(\.self) where FileManager.default.fileExists(atPath: path) {
                try FileManager.default.removeItem(atPath: path)
            }
        }
        defer { try? Data(recipe.stamp.utf8).write(to: URL(fileURLWithPath: stamp)) }
        let versions = MapVersion.both(recipe)
        for (path, version) in [(names.old, versions.old), (names.new, versions.new)]
        where !FileManager.default.fileExists(atPath: path) {
            try write(version, to: path)
        }
        if let path = names.plans, !FileManager.default.fileExists(atPath: path) {
            let rows = Plans(recipe).lazy.enumerated().map { number, outline in
                OutputFeature(.polygons(outline, feature: 0), [.integer(number)])
            }
            try write([OutputField("id", .integer)], rows, to: path)
        }
    }

    public static func write(_ version: MapVersion, to path: String) throws {
        let rows = version.lazy.enumerated().map { number, feature in
            OutputFeature(
                .polygons(feature.polygons, feature: 0),
                [.integer(number), .text(className(feature.classNumber)), .integer(feature.classNumber)])
        }
        try write([OutputField("id", .integer), OutputField("class", .text), OutputField("cls", .integer)], rows, to: path)
    }

    /// One plan outline.
    static func write(outline: [SIMD2<Double>], to path: String) throws {
        var polygons = PolygonBuffer()
        try polygons.appendRing(outline)
        polygons.endFeature()
        try write([OutputField("id", .integer)], CollectionOfOne(OutputFeature(.polygons(polygons, feature: 0), [.integer(1)])), to: path)
    }

    /// "N01.01" … "N15.04".
    static func className(_ number: Int) -> String {
        let (group, member) = (1 + number / 4, 1 + number % 4)
        return "N\(group < 10 ? "0" : "")\(group).0\(member)"
    }

    private static func write(_ fields: [OutputField], _ rows: some Sequence<OutputFeature>, to path: String) throws {
        let layer = OutputLayer(
            name: "l", description: "SYNTHETIC", crs: try CoordinateReferenceSystem(parsing: "EPSG:28992"), geometry: .polygons,
            fields: fields, features: rows)
        try GeoPackageWriter.write([layer], to: path, existing: .replace)
    }
}
