import CSQLiteRead

/// All geometry blobs of files, each touched and none decoded, by one thread: what reading them costs at least.
public enum BlobRead {
    /// - Parameter mapped: through memory mapping, as the product reads; else as SQLite reads when nothing is set.
    /// - Returns: bytes of the blobs; less than there are, often 0, of a file that cannot be read.
    public static func bytes(_ files: [String], mapped: Bool) -> Int { files.reduce(0) { $0 + bytes($1, mapped: mapped) } }

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
