import Foundation
public import GeoCore

/// One plan file, or a search area without a file.
public enum PlanInput: Sendable, Hashable {
    /// A file as the user wrote it: GML, GeoPackage, GeoJSON, WKT, or anything `ogr2ogr` reads.
    case file(String)
    /// A circle around a point in the catalogue's CRS (`--at X,Y --radius M`).
    case searchArea(x: Double, y: Double, radiusMetres: Double)

    /// Name in messages and, for a search area, the plan's id.
    public var label: String {
        switch self {
        case .file(let path): path
        case .searchArea(let x, let y, let radius): "at \(Self.plain(x)),\(Self.plain(y)) radius \(Self.plain(radius))"
        }
    }

    /// Files and folders as given; a folder stands for the plan files in it and below it, in code-point order of
    /// their paths. Hidden files are left out.
    /// - Throws: when a folder holds no plan file.
    public static func inputs(from paths: [String]) throws(InputError) -> [PlanInput] {
        try gathered(from: paths).inputs
    }

    /// The same, with a notice for files that were given more than once: they are done once.
    public static func gathered(from paths: [String]) throws(InputError) -> (inputs: [PlanInput], notices: [Notice]) {
        var seen: Set<String> = []
        var again = 0
        let inputs = try all(from: paths).filter { input in
            guard case .file(let path) = input else { return true }
            let isNew = seen.insert(URL(fileURLWithPath: path).standardizedFileURL.path).inserted
            if !isNew { again += 1 }
            return isNew
        }
        guard again > 0 else { return (inputs, []) }
        return (
            inputs,
            [
                Notice(
                    "plan-given-twice",
                    message: Bilingual(
                        en: "plan files that were given more than once are checked once",
                        nl: "planbestanden die meer dan eens zijn opgegeven, zijn één keer getoetst"), count: again)
            ]
        )
    }

    private static func all(from paths: [String]) throws(InputError) -> [PlanInput] {
        var inputs: [PlanInput] = []
        for path in paths {
            var isFolder: ObjCBool = false
            // A path that does not exist is a plan that fails, so that the others of a batch are done.
            let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            guard exists, isFolder.boolValue else {
                inputs.append(.file(path))
                continue
            }
            let names = (FileManager.default.enumerator(atPath: path)?.allObjects ?? []).compactMap { $0 as? String }
            let files = names.filter(isPlanFile).sorted(by: codePointOrder)
            guard !files.isEmpty else {
                throw InputError(
                    "no-plan-files", file: path,
                    problem: Bilingual(en: "the folder holds no plan file", nl: "in de map staat geen planbestand"),
                    remedy: Bilingual(
                        en: "plan files end in \(extensions.joined(separator: ", "))",
                        nl: "planbestanden eindigen op \(extensions.joined(separator: ", "))"))
            }
            let prefix = path.hasSuffix("/") ? path : path + "/"
            inputs += files.map { .file(prefix + $0) }
        }
        return inputs
    }

    /// Endings taken from a folder; a file named by itself may have any.
    static let extensions = ["gml", "gpkg", "geojson", "json", "wkt", "zip", "shp", "dxf"]

    private static func isPlanFile(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        guard let last = parts.last, !parts.contains(where: { $0.hasPrefix(".") }) else { return false }
        guard let dot = last.lastIndex(of: ".") else { return false }
        return extensions.contains(last[last.index(after: dot)...].lowercased())
    }

    /// A whole number without decimals.
    private static func plain(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(format: "%.0f", value) : String(value)
    }
}
