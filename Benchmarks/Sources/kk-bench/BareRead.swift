import BlobRead
import Foundation

/// Both ways of reading all geometry blobs of both files of a pair and doing nothing with them.
struct BareRead {
    static let mappedMetric = "blobs"
    static let plainMetric = "blobs-unmapped"
    static let metrics: Set<String> = [plainMetric, mappedMetric]

    /// Through memory mapping, as the product reads: the ratio `read`.
    var mapped = Lapse()
    /// As SQLite reads when nothing is set: the ratio `read-unmapped`.
    var plain = Lapse()

    init() {}

    /// Both, one after the other.
    init(_ files: (old: String, new: String)) {
        plain = Clock.measure { _ = Self.bytes(files, mapped: false) }
        mapped = Clock.measure { _ = Self.bytes(files, mapped: true) }
    }

    /// Takes what a task took when it is one of the two.
    mutating func note(_ time: Lapse, of metric: String) {
        if metric == Self.plainMetric { plain = time }
        if metric == Self.mappedMetric { mapped = time }
    }

    static func bytes(_ files: (old: String, new: String), mapped: Bool) -> Int {
        BlobRead.bytes([files.old, files.new], mapped: mapped)
    }

    // MARK: as a program

    /// The same as a program of its own, from its start to its end: what a command can be compared with, which has to start too.
    /// - Parameter bytes: what it must find.
    static func program(_ files: (old: String, new: String), bytes: Int) throws -> BareRead {
        var read = BareRead()
        read.plain = try child("plain", files, bytes)
        read.mapped = try child("mapped", files, bytes)
        return read
    }

    private static func child(_ way: String, _ files: (old: String, new: String), _ bytes: Int) throws -> Lapse {
        let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let child = try Child.run(folder.appendingPathComponent("bare-read").path, [way, files.old, files.new], keepsOutput: true)
        let said = String(decoding: child.output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard child.status == 0, said == String(bytes) else {
            throw MeasureError(description: "bare-read \(way) says \(said), status \(child.status), not \(bytes) bytes: no times")
        }
        return child.time
    }
}
