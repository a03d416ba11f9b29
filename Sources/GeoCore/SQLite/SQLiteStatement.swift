import CSQLite

/// One compiled statement, read row by row.
///
/// The corresponding C functions are `sqlite3_step`, `sqlite3_column_*` and `sqlite3_finalize`.
struct SQLiteStatement: ~Copyable {
    /// What SQLite says a value is, whatever the column was declared as.
    enum Kind {
        case null, integer, real, text, blob
    }

    private let handle: OpaquePointer
    private let database: OpaquePointer
    let columnCount: Int

    /// Takes over `handle`. `database` stays valid as long: closing waits for open statements.
    init(_ handle: OpaquePointer, database: OpaquePointer) {
        self.handle = handle
        self.database = database
        columnCount = Int(sqlite3_column_count(handle))
    }

    deinit {
        sqlite3_finalize(handle)
    }

    /// Moves to the next row; false after the last.
    mutating func step() throws(SQLiteError) -> Bool {
        let code = sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw SQLiteError(code: code & 0xFF, message: String(cString: sqlite3_errmsg(database)))
        }
    }

    /// - Parameter index: counted from 1, as in the SQL.
    mutating func bind(_ value: Double, at index: Int32) throws(SQLiteError) {
        try check(sqlite3_bind_double(handle, index, value))
    }

    mutating func bind(_ text: String, at index: Int32) throws(SQLiteError) {
        var text = text
        try check(text.withUTF8 { bytes in
            // No bytes may have no address, which would be NULL.
            guard !bytes.isEmpty else { return sqlite3_bind_text(handle, index, "", 0, kk_sqlite_transient()) }
            return bytes.withMemoryRebound(to: CChar.self) {
                sqlite3_bind_text64(
                    handle, index, $0.baseAddress, UInt64($0.count), kk_sqlite_transient(), UInt8(SQLITE_UTF8))
            }
        })
    }

    mutating func bind(_ value: Int64, at index: Int32) throws(SQLiteError) {
        try check(sqlite3_bind_int64(handle, index, value))
    }

    mutating func bind(_ bytes: [UInt8], at index: Int32) throws(SQLiteError) {
        try check(bytes.withUnsafeBytes {
            sqlite3_bind_blob64(handle, index, $0.baseAddress, UInt64($0.count), kk_sqlite_transient())
        })
    }

    mutating func bindNull(at index: Int32) throws(SQLiteError) {
        try check(sqlite3_bind_null(handle, index))
    }

    /// Ready to be run again; what was bound stays bound.
    mutating func reset() throws(SQLiteError) {
        try check(sqlite3_reset(handle))
    }

    private func check(_ code: Int32) throws(SQLiteError) {
        guard code == SQLITE_OK else {
            throw SQLiteError(code: code & 0xFF, message: String(cString: sqlite3_errmsg(database)))
        }
    }

    // MARK: columns of the current row, counted from 0

    func kind(_ column: Int) -> Kind {
        switch sqlite3_column_type(handle, Int32(column)) {
        case SQLITE_INTEGER: .integer
        case SQLITE_FLOAT: .real
        case SQLITE_TEXT: .text
        case SQLITE_BLOB: .blob
        default: .null
        }
    }

    func integer(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(column)) }
    func real(_ column: Int) -> Double { sqlite3_column_double(handle, Int32(column)) }

    /// The text, or nil when NULL or no valid UTF-8.
    func text(_ column: Int) -> String? {
        withTextBytes(column) { bytes in bytes.flatMap { String(validating: $0, as: UTF8.self) } }
    }

    /// Bytes of the text as they are in the file; nil when NULL. The pointer holds inside the closure only.
    func withTextBytes<Result>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>?) -> Result) -> Result {
        // Text before length: asking for the text may convert it, which changes the length.
        guard let text = sqlite3_column_text(handle, Int32(column)) else { return body(nil) }
        let count = Int(sqlite3_column_bytes(handle, Int32(column)))
        return body(UnsafeBufferPointer(start: text, count: count))
    }

    /// Bytes of a blob, without reading it; 0 for NULL.
    func blobSize(_ column: Int) -> Int { Int(sqlite3_column_bytes(handle, Int32(column))) }

    /// The bytes of a blob, or nil when NULL. The pointer holds inside the closure only.
    func withBlob<Result, Failure: Error>(
        _ column: Int, _ body: (UnsafeRawBufferPointer?) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard sqlite3_column_type(handle, Int32(column)) != SQLITE_NULL else { return try body(nil) }
        let bytes = sqlite3_column_blob(handle, Int32(column))
        let count = Int(sqlite3_column_bytes(handle, Int32(column)))
        return try body(UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : count))
    }
}
