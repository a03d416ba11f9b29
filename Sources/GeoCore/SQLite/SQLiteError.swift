/// A failed call of SQLite: its result code and what it said. The reader adds file and layer.
struct SQLiteError: Error, Sendable, Hashable {
    /// Primary result code (`SQLITE_CORRUPT`, `SQLITE_NOTADB`, …).
    var code: Int32
    var message: String
}
