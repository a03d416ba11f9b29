import CSQLite

/// One connection. Not shared between threads: every reader opens its own.
///
/// The corresponding C functions are `sqlite3_open_v2` and `sqlite3_close_v2`.
struct SQLiteDatabase: ~Copyable {
    private let handle: OpaquePointer

    /// Takes over an open handle.
    private init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    /// Opens a database that nothing may change while it is read: no locks, no files beside it, and reads through
    /// memory mapping.
    /// - Parameter path: of the database file; percent-escaped here.
    static func openImmutable(_ path: String) throws(SQLiteError) -> SQLiteDatabase {
        try open(Self.address(of: path) + "?immutable=1", flags: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI)
    }

    /// Opens a private copy, which SQLite may recover from its `-wal` or `-journal`.
    static func openPrivateCopy(_ path: String) throws(SQLiteError) -> SQLiteDatabase {
        try open(path, flags: SQLITE_OPEN_READWRITE)
    }

    /// Opens an empty file of our own to write a database in. Without journal or waiting for the disk: the file is
    /// private until it is complete.
    static func openForWriting(_ path: String) throws(SQLiteError) -> SQLiteDatabase {
        let database = try open(path, flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
        // Sizes are fixed here and not left to how the library was compiled: the same input gives the same bytes.
        for pragma in ["page_size = 4096", "encoding = 'UTF-8'", "auto_vacuum = 0", "journal_mode = OFF", "synchronous = OFF"] {
            try database.run("PRAGMA " + pragma)
        }
        return database
    }

    private static func open(_ name: String, flags: Int32) throws(SQLiteError) -> SQLiteDatabase {
        var opened: OpaquePointer?
        // No mutex: a connection stays on the thread that opened it.
        let code = sqlite3_open_v2(name, &opened, flags | SQLITE_OPEN_NOMUTEX, nil)
        guard let opened else { throw SQLiteError(code: code, message: String(cString: sqlite3_errstr(code))) }
        // Closed by `deinit` from here on, also when this throws: a handle is given even when opening failed.
        let database = SQLiteDatabase(opened)
        guard code == SQLITE_OK else { throw database.lastError(code) }
        // SQLite caps this at its compiled maximum (2 GB), beyond which it reads through its page cache.
        try database.run("PRAGMA mmap_size = 1099511627776")
        // A view or trigger in the file must not reach functions with side effects.
        try database.run("PRAGMA trusted_schema = OFF")
        try database.run("PRAGMA cell_size_check = ON")
        return database
    }

    deinit {
        // Waits for statements that are still open.
        sqlite3_close_v2(handle)
    }

    /// Compiles one statement.
    func prepare(_ sql: String) throws(SQLiteError) -> SQLiteStatement {
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
        guard code == SQLITE_OK, let statement else { throw lastError(code) }
        return SQLiteStatement(statement, database: handle)
    }

    /// Runs a statement to its end, without rows.
    func run(_ sql: String) throws(SQLiteError) {
        var statement = try prepare(sql)
        while try statement.step() {}
    }

    private func lastError(_ code: Int32) -> SQLiteError {
        SQLiteError(code: code & 0xFF, message: String(cString: sqlite3_errmsg(handle)))
    }

    /// A quoted name for SQL text.
    static func quoted(_ name: String) -> String {
        "\"" + String(name.flatMap { $0 == "\"" ? [$0, $0] : [$0] }) + "\""
    }

    /// SQLite's own version text.
    static var libraryVersion: String { String(cString: sqlite3_libversion()) }

    /// `file:` address with everything escaped that has a meaning in one.
    private static func address(of path: String) -> String {
        let hex = Array("0123456789ABCDEF".unicodeScalars)
        var out = String.UnicodeScalarView()
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                out.append(Unicode.Scalar(byte))
            default:
                out.append("%")
                out.append(hex[Int(byte >> 4)])
                out.append(hex[Int(byte & 15)])
            }
        }
        // An empty authority, so that a path that starts with two slashes is not read as a host.
        return (path.hasPrefix("/") ? "file://" : "file:") + String(out)
    }
}

/// SQLite's version, for `--version` and results.
public enum SQLiteVersion {
    public static var text: String { SQLiteDatabase.libraryVersion }
}
