import Foundation
import GeoCore

/// Whether files are still what the index was made of.
enum SourceFingerprint {
    /// Size and modification time; nil when the file is not there.
    static func of(_ path: String) -> (size: Int64, modified: Int64)? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        #if canImport(Darwin)
        let time = status.st_mtimespec
        #else
        let time = status.st_mtim
        #endif
        return (Int64(status.st_size), Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec))
    }

    /// A file of another size is another file; one of the same size with another time is looked into, so that a copy or a
    /// fresh checkout does not make an index useless.
    static func isSame(_ source: IndexedSource, at path: String) -> Bool {
        guard let now = of(path), now.size == source.size else { return false }
        if now.modified == source.modified { return true }
        return (try? SHA256.hex(ofFile: path, name: source.file)) == source.sha256
    }
}
