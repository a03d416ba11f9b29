import Foundation

/// Turns what is not read natively into a temporary GeoPackage with GDAL's `ogr2ogr`, when that is installed.
///
/// Drivers write indexes and schemas beside what they open (`.gfs`, `.qix`, `.aux.xml`). So they never see the
/// user's folder: they get a private folder of links to it, and what they write stays there.
struct OGRConverter {
    /// Column names that no source has.
    private static let keyColumn = "kk_diff_row"
    private static let geometryColumn = "kk_diff_geometry"
    /// More companions than this in one folder are not linked, only those with the file's own stem.
    private static let companionLimit = 2000

    private let program: String
    /// "GDAL 3.6.2".
    let version: String

    /// - Parameter searchPath: folders divided by colons, as in `PATH`.
    /// - Returns: nil when there is no `ogr2ogr`.
    init?(searchPath: String) {
        let candidates = searchPath.split(separator: ":").map { "\($0)/ogr2ogr" }
        guard let program = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            return nil
        }
        self.program = program
        let text = (try? Self.output(of: program, ["--version"])) ?? ""
        version = text.split(separator: ",").first.map { $0.filter { !$0.isNewline } } ?? "ogr2ogr"
    }

    /// The command a user can run elsewhere.
    static func command(for file: String, encoding: String?) -> String {
        let option = encoding.map { " -oo ENCODING=\($0)" } ?? ""
        return "ogr2ogr -f GPKG -nlt CONVERT_TO_LINEAR\(option) \(FileBytes.stem(file)).gpkg \(file)"
    }

    /// Converts all layers of a file.
    /// - Returns: the folder that holds the result, `converted.gpkg`.
    /// - Throws: with the first line of what `ogr2ogr` said.
    func convert(_ path: String, name: String, encoding: String?) throws(InputError) -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let source = try stage(path, name: name, in: folder)
        if let said = run(source, encoding: encoding, folder: folder) {
            throw InputError(
                "conversion-failed", file: name,
                problem: Bilingual(
                    en: "\(version) cannot read it\(said.isEmpty ? "" : ": \(said)")",
                    nl: "\(version) kan het niet lezen\(said.isEmpty ? "" : ": \(said)")"),
                remedy: Bilingual(
                    en: "check that the file is complete (a Shapefile needs .shp, .shx and .dbf)",
                    nl: "controleer of het bestand compleet is (een Shapefile heeft .shp, .shx en .dbf)"))
        }
        return folder
    }

    /// - Returns: nil when it worked, else what went wrong.
    private func run(_ source: String, encoding: String?, folder: TemporaryFolder) -> String? {
        var arguments = [
            "-f", "GPKG", "-nlt", "CONVERT_TO_LINEAR", "-lco", "SPATIAL_INDEX=NO", "-lco", "FID=\(Self.keyColumn)",
            "-lco", "GEOMETRY_NAME=\(Self.geometryColumn)",
            // A quarter of a degree: 2 mm² per metre of radius squared.
            "--config", "OGR_ARC_STEPSIZE", "0.25", "--config", "OGR_SQLITE_SYNCHRONOUS", "OFF",
            "--config", "GDAL_PAM_ENABLED", "NO",
        ]
        let ending = FileBytes.ending(source)
        if ending == "gml" || ending == "xml" { arguments += ["-oo", "WRITE_GFS=NO"] }
        if let encoding, ending == "shp" || ending == "dbf" { arguments += ["-oo", "ENCODING=\(encoding)"] }
        arguments += [folder.file("converted.gpkg"), source]
        do {
            _ = try Self.output(of: program, arguments)
            return nil
        } catch {
            // Neither the private folder nor a driver's paths belong in a message.
            let lines = error.text.split(whereSeparator: \.isNewline).map(String.init)
            let line = lines.first { $0.hasPrefix("ERROR") } ?? lines.first ?? ""
            return line.replacingOccurrences(of: folder.path + "/in/", with: "")
        }
    }

    // MARK: sources

    /// Links the file and its companions into the folder; a database is copied, because drivers may write into that
    /// itself.
    private func stage(_ path: String, name: String, in folder: TemporaryFolder) throws(InputError) -> String {
        let inside = folder.file("in")
        let whole = URL(fileURLWithPath: path).standardizedFileURL
        let files = FileManager.default
        let own = whole.lastPathComponent
        let copies = ["sqlite", "db", "gpkg", "mbtiles"]
        do {
            try files.createDirectory(atPath: inside, withIntermediateDirectories: true)
            if copies.contains(FileBytes.ending(path)) {
                for suffix in ["", "-wal", "-journal"] where files.fileExists(atPath: path + suffix) {
                    try files.copyItem(atPath: path + suffix, toPath: "\(inside)/\(own)\(suffix)")
                }
            } else {
                let place = whole.deletingLastPathComponent().path
                var names = (try? files.contentsOfDirectory(atPath: place)) ?? []
                if names.count > Self.companionLimit { names = names.filter { FileBytes.stem($0) == FileBytes.stem(own) } }
                for companion in Set(names + [own]) {
                    try files.createSymbolicLink(
                        atPath: "\(inside)/\(companion)", withDestinationPath: "\(place)/\(companion)")
                }
            }
        } catch {
            throw InputError(
                "temporary-copy", file: name,
                problem: Bilingual(
                    en: "the file cannot be staged in a temporary folder",
                    nl: "het bestand kan niet in een tijdelijke map worden gezet"),
                remedy: Bilingual(
                    en: "check the permissions and the room on disk", nl: "controleer de rechten en de ruimte op de schijf"))
        }
        return "\(inside)/\(own)"
    }

    // MARK: processes

    private struct Failure: Error {
        var text: String
    }

    /// Standard output of a program that succeeds.
    private static func output(of program: String, _ arguments: [String]) throws(Failure) -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        // One pipe for both, read to its end before waiting: neither can fill up.
        process.standardOutput = output
        process.standardError = output
        do { try process.run() } catch { throw Failure(text: "\(error.localizedDescription)") }
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: bytes, as: UTF8.self)
        guard process.terminationReason == .exit, process.terminationStatus == 0 else { throw Failure(text: text) }
        return text
    }
}
