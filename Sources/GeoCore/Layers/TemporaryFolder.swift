import Foundation
import Synchronization

/// The temporary folders in use, for a process that is about to be ended from outside.
public enum TemporaryFolders {
    private static let live = Mutex<Set<String>>([])

    static func add(_ path: String) { _ = live.withLock { $0.insert(path) } }
    static func remove(_ path: String) { _ = live.withLock { $0.remove(path) } }

    /// A folder that somebody else made: it goes when the process is ended.
    public static func track(_ path: String) { add(path) }
    /// Removes a tracked folder.
    public static func discard(_ path: String) {
        remove(path)
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Removes all of them with what is in them. What still uses them fails afterwards.
    public static func removeAll() {
        let paths = live.withLock { paths in
            defer { paths = [] }
            return paths
        }
        for path in paths { try? FileManager.default.removeItem(atPath: path) }
    }
}

/// A private folder that goes when its last owner goes.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws(InputError) {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("kk-diff-" + UUID().uuidString)
        do {
            try FileManager.default.createDirectory(
                at: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw InputError(
                "temporary-folder",
                problem: Bilingual(
                    en: "no temporary folder can be made", nl: "er kan geen tijdelijke map worden gemaakt"),
                remedy: Bilingual(
                    en: "set TMPDIR to a folder with room", nl: "zet TMPDIR op een map met ruimte"))
        }
        path = place.path
        TemporaryFolders.add(path)
    }

    deinit {
        TemporaryFolders.remove(path)
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Path of a file in it.
    func file(_ name: String) -> String { path + "/" + name }

    /// Copies a file into it.
    func copy(_ source: String, as name: String, shownAs shown: String) throws(InputError) {
        do {
            try FileManager.default.copyItem(atPath: source, toPath: file(name))
        } catch {
            throw InputError(
                "temporary-copy", file: shown,
                problem: Bilingual(
                    en: "the file cannot be copied to a temporary folder",
                    nl: "het bestand kan niet naar een tijdelijke map worden gekopieerd"),
                remedy: Bilingual(
                    en: "check the permissions and the room on disk", nl: "controleer de rechten en de ruimte op de schijf"))
        }
    }
}
