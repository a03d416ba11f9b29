/// The list of contents at the end of a zip file (APPNOTE 6.3.10 §4.3.12, §4.3.16).
struct ZipDirectory: Sendable {
    struct Member: Sendable, Hashable {
        /// Path inside the zip, with forward slashes.
        var path: String
        /// 0 stored, 8 deflated; others are not read.
        var method: Int
        var isEncrypted: Bool
        var checksum: UInt32
        /// Bytes in the file, and unpacked.
        var packedSize: Int
        var size: Int
        /// Where its local header begins.
        var offset: Int
    }

    /// Why a zip cannot be read.
    enum Fault: Error, Hashable {
        case damaged
        /// Sizes beyond 4 GB, or more than 65 534 members.
        case zip64
        case severalDisks
        /// A path that leads outside the folder it is unpacked in.
        case unsafePath(String)
        case tooManyMembers
    }

    /// In the order of the directory, folders left out.
    let members: [Member]

    private static let memberLimit = 50_000
    /// Bytes of the record at the end, and of the longest comment behind it.
    static let endSize = 22
    static let tailSize = endSize + 65_535

    /// - Parameters:
    ///   - tail: the last `tailSize` bytes of the file, or all of it.
    ///   - fileSize: of the whole file.
    ///   - read: gives `count` bytes at a place in the file; nil when they are not there.
    init(tail: [UInt8], fileSize: Int, read: (_ offset: Int, _ count: Int) -> [UInt8]?) throws(Fault) {
        guard tail.count >= Self.endSize else { throw .damaged }
        guard
            let end = stride(from: tail.count - Self.endSize, through: 0, by: -1).first(where: { place in
                Self.number(tail, place, 4) == 0x0605_4B50
                    && place + Self.endSize + Self.number(tail, place + 20, 2) == tail.count
            })
        else { throw .damaged }
        let count = Self.number(tail, end + 10, 2)
        let size = Self.number(tail, end + 12, 4)
        let offset = Self.number(tail, end + 16, 4)
        if count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF { throw .zip64 }
        guard Self.number(tail, end + 4, 2) == 0, Self.number(tail, end + 8, 2) == count else { throw .severalDisks }
        guard count <= Self.memberLimit else { throw .tooManyMembers }
        guard offset + size <= fileSize - Self.endSize, let bytes = read(offset, size), bytes.count == size else {
            throw .damaged
        }
        members = try Self.members(bytes, count: count, fileSize: fileSize)
    }

    private static func members(_ bytes: [UInt8], count: Int, fileSize: Int) throws(Fault) -> [Member] {
        var members: [Member] = []
        var place = 0
        for _ in 0..<count {
            guard place + 46 <= bytes.count, number(bytes, place, 4) == 0x0201_4B50 else { throw .damaged }
            let nameLength = number(bytes, place + 28, 2)
            let next = place + 46 + nameLength + number(bytes, place + 30, 2) + number(bytes, place + 32, 2)
            guard next <= bytes.count else { throw .damaged }
            let raw = bytes[(place + 46)..<(place + 46 + nameLength)]
            let flags = number(bytes, place + 8, 2)
            let member = Member(
                path: try path(raw), method: number(bytes, place + 10, 2), isEncrypted: flags & 1 != 0,
                checksum: UInt32(number(bytes, place + 16, 4)), packedSize: number(bytes, place + 20, 4),
                size: number(bytes, place + 24, 4), offset: number(bytes, place + 42, 4))
            place = next
            if member.path.hasSuffix("/") { continue }
            if [member.packedSize, member.size, member.offset].contains(0xFFFF_FFFF) { throw .zip64 }
            guard member.offset + 30 + member.packedSize <= fileSize else { throw .damaged }
            members.append(member)
        }
        return members
    }

    /// Makers on Windows write backslashes; old ones the letters of DOS.
    private static func path(_ raw: ArraySlice<UInt8>) throws(Fault) -> String {
        let written = String(validating: raw, as: UTF8.self) ?? TextEncoding.cp850.decode(raw)
        let path = String(written.map { $0 == "\\" ? "/" : $0 })
        let steps = path.split(separator: "/", omittingEmptySubsequences: false)
        let isUnsafe =
            path.isEmpty || path.hasPrefix("/") || steps.contains("..") || path.dropFirst().hasPrefix(":")
            || path.unicodeScalars.contains { $0.value < 0x20 }
        guard !isUnsafe else { throw .unsafePath(path) }
        return path
    }

    static func number(_ bytes: [UInt8], _ place: Int, _ size: Int) -> Int {
        (0..<size).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
}
