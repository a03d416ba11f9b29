/// The R-tree of a GeoPackage layer, read node by node from the ordinary table that holds it (`NAME_node`).
///
/// A check of one plan looks once into each of dozens of layers. Through SQLite's virtual table the first look into a layer
/// compiles nine statements, which costs more than the look; the node table needs one.
///
/// Node format (SQLite, "The SQLite R*Tree Module", shadow tables; `rtree.c`): two bytes depth, of the root only; two
/// bytes number of cells; per cell eight bytes number of the feature (in a leaf) or of the child node, then four single
/// precision numbers minx maxx miny maxy. All of it big-endian. The root is node 1.
struct GeoPackageRTree {
    /// As SQLite's `RTREE_MAX_DEPTH`.
    private static let deepest = 40
    private static let headBytes = 4
    private static let cellBytes = 24

    /// Keys and boxes that touch `box`, in no meaningful order.
    /// - Throws: `SQLITE_CORRUPT` for nodes that are missing, too short, or met twice.
    static func boxes(
        _ name: String, in database: borrowing SQLiteDatabase, within box: Box
    ) throws(SQLiteError) -> [(key: Int64, box: Box)] {
        var statement = try database.prepare(
            "SELECT data FROM \(SQLiteDatabase.quoted(name + "_node")) WHERE nodeno = ?")
        var found: [(key: Int64, box: Box)] = []
        var pending: [(node: Int64, level: Int?)] = [(1, nil)]
        var met: Set<Int64> = [1]
        while let (node, level) = pending.popLast() {
            try statement.reset()
            try statement.bind(node, at: 1)
            let cells: Cells?
            cells = try statement.step() ? statement.withBlob(0) { $0.flatMap { read($0, level: level, touching: box) } } : nil
            guard let cells else { throw damaged(name, node) }
            guard cells.level > 0 else {
                found += cells.touching
                continue
            }
            for child in cells.touching {
                guard met.insert(child.key).inserted else { throw damaged(name, child.key) }
                pending.append((child.key, cells.level - 1))
            }
        }
        return found
    }

    private struct Cells {
        /// 0 for a leaf.
        var level: Int
        var touching: [(key: Int64, box: Box)] = []
    }

    /// Nil for bytes that are no node.
    /// - Parameter level: of the node; nil for the root, which tells its own.
    private static func read(_ bytes: UnsafeRawBufferPointer, level: Int?, touching box: Box) -> Cells? {
        guard bytes.count >= headBytes else { return nil }
        let depth = level ?? Int(UInt16(bigEndian: bytes.loadUnaligned(as: UInt16.self)))
        let count = Int(UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt16.self)))
        guard depth <= deepest, headBytes + count * cellBytes <= bytes.count else { return nil }
        var cells = Cells(level: depth)
        for cell in 0..<count {
            let start = headBytes + cell * cellBytes
            func number(_ place: Int) -> Double {
                let bits = bytes.loadUnaligned(fromByteOffset: start + 8 + place * 4, as: UInt32.self)
                return Double(Float(bitPattern: UInt32(bigEndian: bits)))
            }
            let (minX, maxX, minY, maxY) = (number(0), number(1), number(2), number(3))
            guard minX <= box.maxX, maxX >= box.minX, minY <= box.maxY, maxY >= box.minY else { continue }
            let key = Int64(bigEndian: bytes.loadUnaligned(fromByteOffset: start, as: Int64.self))
            cells.touching.append((key, Box(minX: minX, minY: minY, maxX: maxX, maxY: maxY)))
        }
        return cells
    }

    private static func damaged(_ name: String, _ node: Int64) -> SQLiteError {
        SQLiteError(code: 11, message: "\(name): node \(node) of the R-tree is malformed")
    }
}
