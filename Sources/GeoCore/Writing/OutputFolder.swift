import Foundation

/// A folder of results that is written beside its target and takes its place when every file is complete: whoever looks
/// sees the old results or all of the new ones.
package struct OutputFolder: ~Copyable {
    package let target: String
    /// Where to write.
    package let path: String
    private let replaces: Bool
    private var isDone = false

    /// - Parameter names: every file that such a folder can hold. An existing folder is replaced only when it holds
    ///   nothing else, so that a mistyped name destroys nothing.
    /// - Throws: `output-exists` naming a file that is not ours; `output-unwritable`.
    package init(_ target: String, names: Set<String>) throws(InputError) {
        var plain = target
        while plain.count > 1, plain.hasSuffix("/") { plain.removeLast() }
        let files = FileManager.default
        var isFolder: ObjCBool = false
        let exists = files.fileExists(atPath: plain, isDirectory: &isFolder)
        if exists {
            let content = (try? files.contentsOfDirectory(atPath: plain)) ?? []
            let foreign = content.filter { !names.contains($0) }.sorted(by: codePointOrder).first
            guard isFolder.boolValue, foreign == nil else {
                throw InputError(
                    "output-exists", file: target,
                    problem: foreign.map {
                        Bilingual(en: "the folder holds '\($0)', which is no result of this command", nl: "in de map staat '\($0)'; dat is geen uitkomst van deze opdracht")
                    } ?? Bilingual(en: "this is a file, not a folder", nl: "dit is een bestand, geen map"),
                    remedy: Bilingual(en: "give another folder", nl: "geef een andere map"))
            }
        }
        // Everything that can fail comes first.
        let temporary = plain + ".part-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString.prefix(8))"
        do {
            try files.createDirectory(atPath: temporary, withIntermediateDirectories: true)
        } catch {
            throw OutputFolder.unwritable(target, (error as NSError).localizedDescription)
        }
        TemporaryFolders.add(temporary)
        self.target = plain
        path = temporary
        replaces = exists
    }

    /// Writes one file into the folder.
    package func write(_ text: String, to name: String) throws(InputError) {
        guard FileManager.default.createFile(atPath: path + "/" + name, contents: Data(text.utf8)) else {
            throw OutputFolder.unwritable(target + "/" + name, String(cString: strerror(errno)))
        }
    }

    /// Puts the folder in its place.
    package mutating func finish() throws(InputError) {
        let old = path + ".old"
        if replaces {
            guard rename(target, old) == 0 else { throw OutputFolder.unwritable(target, String(cString: strerror(errno))) }
        }
        guard rename(path, target) == 0 else {
            let reason = String(cString: strerror(errno))
            if replaces { rename(old, target) }
            throw OutputFolder.unwritable(target, reason)
        }
        isDone = true
        if replaces { try? FileManager.default.removeItem(atPath: old) }
    }

    deinit {
        TemporaryFolders.remove(path)
        if !isDone { try? FileManager.default.removeItem(atPath: path) }
    }

    private static func unwritable(_ file: String, _ reason: String) -> InputError {
        InputError(
            "output-unwritable", file: file,
            problem: Bilingual(en: "cannot be written (\(reason))", nl: "kan niet worden geschreven (\(reason))"),
            remedy: Bilingual(
                en: "check the permissions and the room on disk", nl: "controleer de rechten en de ruimte op de schijf"))
    }
}
