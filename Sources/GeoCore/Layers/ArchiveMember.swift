/// One map file of a zip, unpacked and open.
struct ArchiveMember {
    /// Path inside the zip.
    var path: String
    var file: LayerFile

    private static let mapEndings: Set = ["gml", "gpkg", "geojson", "json", "wkt", "shp", "tab", "fgb", "kml", "dxf"]
    /// Map files opened from one zip.
    private static let memberLimit = 2000

    /// Opens the map files of a zip, in code-point order of their paths; everything else stays packed.
    ///
    /// A member that cannot be read is told and passed over when another can.
    /// - Throws: `zip-without-map`; what is wrong with the zip; or with its first map file when none can be read.
    static func open(_ path: String, name: String, encoding: String?) throws(InputError) -> LayerFile {
        let archive = try ZipArchive(path, name: name)
        let maps = archive.members.filter { isMap($0.path) }.sorted { codePointOrder($0.path, $1.path) }
        guard !maps.isEmpty else {
            throw InputError(
                "zip-without-map", file: name,
                problem: Bilingual(en: "the zip holds no map file", nl: "in de zip zit geen kaartbestand"),
                remedy: Bilingual(
                    en: "ask for GML, GeoPackage, GeoJSON or Shapefile", nl: "vraag om GML, GeoPackage, GeoJSON of Shapefile"))
        }
        guard maps.count <= memberLimit else { throw ZipError.bomb(name) }
        var opened: [ArchiveMember] = []
        var failures: [InputError] = []
        for map in maps {
            do throws(InputError) {
                opened.append(ArchiveMember(path: map.path, file: try open(map, of: archive, encoding: encoding)))
            } catch {
                // What a zip does to harm is no matter of one member.
                if ["zip-bomb", "temporary-copy"].contains(error.code) { throw error }
                // Deliveries hold all sorts of JSON.
                if error.code == "geojson", maps.count > 1 { continue }
                failures.append(error.located(file: "\(name)/\(map.path)"))
            }
        }
        guard !opened.isEmpty else {
            if let first = failures.first { throw first }
            throw GeoJSONReader.notGeoJSON(name)
        }
        let notices = failures.map { error in
            Notice(
                "zip-member-unread",
                message: Bilingual(en: "left out: \(error.line(.en))", nl: "overgeslagen: \(error.line(.nl))"))
        }
        return .archive(opened, notices: notices)
    }

    private static func open(
        _ member: ZipDirectory.Member, of archive: ZipArchive, encoding: String?
    ) throws(InputError) -> LayerFile {
        let folder = try TemporaryFolder()
        let own = FileBytes.lastComponent(member.path)
        try archive.unpack(member, to: folder.file(own))
        // A Shapefile or MapInfo table is several files.
        if ["shp", "tab"].contains(FileBytes.ending(own)) {
            let stem = member.path.dropLast(FileBytes.ending(own).count)
            for other in archive.members where other.path != member.path && other.path.hasPrefix(stem) {
                let rest = other.path.dropFirst(stem.count)
                guard !rest.contains("/"), rest.utf8.count <= 12 else { continue }
                try archive.unpack(other, to: folder.file(FileBytes.lastComponent(other.path)))
            }
        }
        return try LayerFile.open(
            folder.file(own), name: "\(archive.name)/\(member.path)", encoding: encoding, unpackedIn: folder)
    }

    private static func isMap(_ member: String) -> Bool {
        let isHidden = member.split(separator: "/").contains { $0.hasPrefix(".") || $0 == "__MACOSX" }
        return !isHidden && mapEndings.contains(FileBytes.ending(member))
    }

    /// Names of all layers; one that several files have gets the file's path behind it.
    static func layerNames(_ members: [ArchiveMember]) -> [String] {
        var counts: [String: Int] = [:]
        for name in members.flatMap(\.file.layerNames) { counts[name, default: 0] += 1 }
        return members.flatMap { member in
            member.file.layerNames.map { counts[$0, default: 0] > 1 ? "\($0) (\(member.path))" : $0 }
        }
    }
}
