import Foundation
import Synchronization

/// SHA-256 of files that are read, each computed once in a run: the maps and the record of the run both name it, and it costs
/// as much as reading the map.
package enum FileDigests {
    /// A file as it is now.
    private struct Key: Hashable {
        var device: UInt64
        var number: UInt64
        var size: Int64
        var seconds: Int64
        var nanoseconds: Int64

        /// Nil when it cannot be told.
        init?(path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            device = UInt64(truncatingIfNeeded: status.st_dev)
            number = UInt64(truncatingIfNeeded: status.st_ino)
            size = Int64(status.st_size)
            seconds = Int64(status.st_mtim.tv_sec)
            nanoseconds = Int64(status.st_mtim.tv_nsec)
        }
    }

    private final class Entry: Sendable {
        let digest = Mutex<String?>(nil)
    }

    private static let known = Mutex<[Key: Entry]>([:])

    /// The digest of a file that does not change while this program runs, as `SHA256.hex(ofFile:name:)`. Who asks while another
    /// thread computes it waits for that.
    package static func digest(ofFile path: String, name: String) throws(InputError) -> String {
        guard let key = Key(path: path) else { return try SHA256.hex(ofFile: path, name: name) }
        let entry = known.withLock { known in
            let entry = known[key] ?? Entry()
            known[key] = entry
            return entry
        }
        return try entry.digest.withLock { (digest) throws(InputError) in
            if let digest { return digest }
            let computed = try SHA256.hex(ofFile: path, name: name)
            digest = computed
            return computed
        }
    }
}
