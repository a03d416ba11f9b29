import CSQLiteRead

/// All geometry blobs of both files of a pair, each touched and none decoded, by one thread.
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
        bytes(files.old, mapped: mapped) + bytes(files.new, mapped: mapped)
    }

    private static func bytes(_ file: String, mapped: Bool) -> Int {
        var database: OpaquePointer?
        defer { sqlite3_close_v2(database) }
        guard sqlite3_open_v2(file, &database, SQLITE_OPEN_READONLY, nil) == SQLITE_OK else { return 0 }
        sqlite3_exec(database, mapped ? "PRAGMA mmap_size=2147483648" : "PRAGMA mmap_size=0", nil, nil, nil)
        var statement: OpaquePointer?
        defer { sqlite3_finalize(statement) }
        guard sqlite3_prepare_v2(database, "SELECT geom, cls FROM l", -1, &statement, nil) == SQLITE_OK else { return 0 }
        var bytes = 0
        while sqlite3_step(statement) == SQLITE_ROW {
            if sqlite3_column_blob(statement, 0) != nil { bytes += Int(sqlite3_column_bytes(statement, 0)) }
        }
        return bytes
    }
}
