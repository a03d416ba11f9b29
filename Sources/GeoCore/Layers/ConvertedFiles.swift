import Foundation
import Synchronization

/// What `ogr2ogr` has made in this process, so that a catalogue of forty units in one file converts it once. Gone
/// when the process ends.
enum ConvertedFiles {
    struct Converted: Sendable {
        var folder: TemporaryFolder
        var version: String
    }

    private struct Key: Hashable {
        var path: String
        var encoding: String?
        /// A file that changed is converted again.
        var size: Int64
        var modified: Date
    }

    private static let known = Mutex<[Key: Converted]>([:])

    /// The file as a GeoPackage.
    /// - Parameter isKept: false for a file that is itself temporary: it will not be asked for again.
    /// - Throws: without `ogr2ogr`: with the command to run elsewhere; or when it fails.
    static func converted(
        _ path: String, name: String, encoding: String?, isKept: Bool = true,
        searchPath: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
    ) throws(InputError) -> Converted {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let key = Key(
            path: URL(fileURLWithPath: path).standardizedFileURL.path, encoding: encoding,
            size: (attributes?[.size] as? NSNumber)?.int64Value ?? -1,
            modified: attributes?[.modificationDate] as? Date ?? .distantPast)
        guard let converter = OGRConverter(searchPath: searchPath) else {
            throw InputError(
                "converter-missing", file: name,
                problem: Bilingual(
                    en: "this kind of file is read through ogr2ogr (GDAL), which is not installed",
                    nl: "dit soort bestand wordt gelezen via ogr2ogr (GDAL), dat niet is geïnstalleerd"),
                remedy: Bilingual(
                    en: "install it (apt-get install gdal-bin), or run elsewhere: \(OGRConverter.command(for: name, encoding: encoding))",
                    nl: "installeer het (apt-get install gdal-bin), of draai elders: \(OGRConverter.command(for: name, encoding: encoding))"))
        }
        if let done = known.withLock({ $0[key] }) { return done }
        let made = Converted(
            folder: try converter.convert(path, name: name, encoding: encoding), version: converter.version)
        guard isKept else { return made }
        known.withLock { all in
            // Static values are never released, so their folders are cleared by hand.
            if all.isEmpty { atexit { ConvertedFiles.clear() } }
            all[key] = made
        }
        return made
    }

    /// Drops everything; folders in use go when their reader closes.
    private static func clear() {
        known.withLock { $0.removeAll() }
    }
}
