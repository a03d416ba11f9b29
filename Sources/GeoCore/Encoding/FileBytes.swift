import Foundation

/// Whole files and paths, with errors that name the file as the user wrote it.
package enum FileBytes {
    /// The bytes of a file.
    /// - Parameters:
    ///   - path: where it is.
    ///   - name: how messages call it.
    package static func read(_ path: String, name: String) throws(InputError) -> [UInt8] {
        try requireFile(path, name: name)
        guard let data = FileManager.default.contents(atPath: path) else {
            throw InputError(
                "file-unreadable", file: name,
                problem: Bilingual(en: "the file cannot be read", nl: "het bestand is niet te lezen"),
                remedy: Bilingual(en: "check the permissions", nl: "controleer de rechten"))
        }
        return [UInt8](data)
    }

    /// - Throws: `file-missing`, `file-is-folder`, or `file-not-regular`.
    static func requireFile(_ path: String, name: String) throws(InputError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw InputError(
                "file-missing", file: name,
                problem: Bilingual(en: "no such file", nl: "bestand bestaat niet"),
                remedy: Bilingual(en: "check the path", nl: "controleer het pad"))
        }
        guard !isFolder.boolValue else {
            throw InputError(
                "file-is-folder", file: name,
                problem: Bilingual(en: "this is a folder, not a file", nl: "dit is een map, geen bestand"),
                remedy: Bilingual(en: "name the file in it", nl: "noem het bestand erin"))
        }
        // A pipe or a device would be waited for, or never end.
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw InputError(
                "file-not-regular", file: name,
                problem: Bilingual(en: "this is a pipe or a device, not a file", nl: "dit is een pijp of apparaat, geen bestand"),
                remedy: Bilingual(en: "write it to a file first", nl: "schrijf het eerst naar een bestand"))
        }
    }

    /// Bytes in a file; 0 where there is none. (What Foundation offers looks up the names of owner and group as well.)
    static func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// `file` as seen from `folder`; absolute paths stay.
    package static func path(_ file: String, in folder: String) -> String {
        guard !folder.isEmpty, !file.hasPrefix("/") else { return file }
        return folder.hasSuffix("/") ? folder + file : folder + "/" + file
    }

    /// The last component without its ending.
    static func stem(_ path: String) -> String {
        let name = lastComponent(path)
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// The ending in lower case, without the dot; empty when there is none.
    package static func ending(_ path: String) -> String {
        let name = lastComponent(path)
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }

    static func lastComponent(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
