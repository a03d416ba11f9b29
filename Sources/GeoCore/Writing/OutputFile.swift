import Foundation

/// What to do when a file of the wanted name is there already.
public enum ExistingFile: Sendable, Hashable {
    /// An error.
    case refuse
    /// It is replaced, in one step, once the new one is complete.
    case replace
}

/// A file that is written beside its target under another name and takes the target's place when it is complete:
/// whoever looks sees the old file or the whole new one, never a half.
package struct OutputFile: ~Copyable {
    package let target: String
    /// Where to write.
    package let path: String
    private var isDone = false

    /// - Throws: `output-exists`; `output-in-use` when a program has the database open; `output-unwritable`.
    package init(_ target: String, existing: ExistingFile) throws(InputError) {
        let files = FileManager.default
        var isFolder: ObjCBool = false
        if files.fileExists(atPath: target, isDirectory: &isFolder) {
            if isFolder.boolValue || existing == .refuse {
                throw InputError(
                    "output-exists", file: target,
                    problem: Bilingual(en: "this exists already", nl: "dit bestaat al"),
                    remedy: Bilingual(en: "remove it or give another name", nl: "verwijder het of geef een andere naam"))
            }
        }
        // SQLite would play a write-ahead log or journal that belongs to the old file into the new one.
        for ending in ["-wal", "-journal"] where files.fileExists(atPath: target + ending) {
            throw InputError(
                "output-in-use", file: target,
                problem: Bilingual(
                    en: "another program has this file open (\(FileBytes.lastComponent(target))\(ending) lies beside it)",
                    nl: "een ander programma heeft dit bestand open (\(FileBytes.lastComponent(target))\(ending) staat ernaast)"),
                remedy: Bilingual(
                    en: "close it there (QGIS, Excel) and try again", nl: "sluit het daar (QGIS, Excel) en probeer het opnieuw"))
        }
        self.target = target
        // The process and a count make the name free for two runs at a time.
        path = target + ".part-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString.prefix(8))"
        TemporaryFolders.add(path)
    }

    /// Puts the file in its place.
    package mutating func finish() throws(InputError) {
        guard rename(path, target) == 0 else { throw OutputFile.unwritable(target, String(cString: strerror(errno))) }
        isDone = true
    }

    deinit {
        TemporaryFolders.remove(path)
        if !isDone { unlink(path) }
    }

    /// Writes a whole file.
    package static func write(_ bytes: [UInt8], to target: String, existing: ExistingFile = .refuse) throws(InputError) {
        var file = try OutputFile(target, existing: existing)
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: file.path))
        } catch {
            throw unwritable(target, (error as NSError).localizedDescription)
        }
        try file.finish()
    }

    package static func unwritable(_ file: String, _ reason: String) -> InputError {
        InputError(
            "output-unwritable", file: file,
            problem: Bilingual(en: "cannot be written (\(reason))", nl: "kan niet worden geschreven (\(reason))"),
            remedy: Bilingual(
                en: "check that the folder exists, the permissions, and the room on disk",
                nl: "controleer of de map bestaat, de rechten, en de ruimte op de schijf"))
    }
}
