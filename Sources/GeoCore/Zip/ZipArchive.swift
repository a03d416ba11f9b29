import Foundation

/// A zip file that members are unpacked from, one by one.
///
/// *Limits*, against files made to do harm: no member may unpack to more than its directory says, to more than
/// `ratioLimit` times its size once it is large, nor all together to more than `totalLimit`.
final class ZipArchive {
    /// Deflate reaches 1 032 at most; plan files lie between 5 and 40.
    static let ratioLimit = 250
    /// Below this a ratio does no harm.
    static let ratioFloor = 64 << 20
    /// Bytes unpacked from one zip.
    static let totalLimit = 8 << 30

    let name: String
    let members: [ZipDirectory.Member]
    private let file: FileHandle
    private let fileSize: Int
    private var unpacked = 0

    /// Reads the list of contents.
    /// - Parameter name: how messages call the file.
    /// - Throws: `zip-damaged`, `zip-64`, `zip-path`, `zip-bomb`.
    init(_ path: String, name: String) throws(InputError) {
        try FileBytes.requireFile(path, name: name)
        guard let file = FileHandle(forReadingAtPath: path), let end = try? file.seekToEnd() else {
            _ = try FileBytes.read(path, name: name)
            throw ZipError.damaged(name)
        }
        let size = Int(clamping: end)
        let tail = Self.read(file, max(0, size - ZipDirectory.tailSize), min(size, ZipDirectory.tailSize)) ?? []
        do throws(ZipDirectory.Fault) {
            members = try ZipDirectory(tail: tail, fileSize: size) { Self.read(file, $0, $1) }.members
        } catch {
            throw ZipError.of(error, name)
        }
        self.name = name
        self.file = file
        fileSize = size
        // Members that share their bytes: nobody makes those but to multiply them.
        let packed = members.reduce(0) { $0 + $1.packedSize }
        guard packed <= size, members.reduce(0, { $0 + $1.size }) <= Self.totalLimit else { throw ZipError.bomb(name) }
    }

    deinit { try? file.close() }

    /// Unpacks a member into a file of a private folder.
    /// - Throws: `zip-encrypted`, `zip-method`, `zip-bomb`, `zip-damaged`.
    func unpack(_ member: ZipDirectory.Member, to path: String) throws(InputError) {
        let shown = "\(name)/\(member.path)"
        if member.isEncrypted { throw ZipError.encrypted(shown) }
        guard member.method == 0 || member.method == 8 else { throw ZipError.method(shown, member.method) }
        if member.size > Self.ratioFloor, member.size / max(1, member.packedSize) > Self.ratioLimit {
            throw ZipError.bomb(shown)
        }
        unpacked += member.size
        guard unpacked <= Self.totalLimit else { throw ZipError.bomb(name) }
        guard let header = Self.read(file, member.offset, 30), header.count == 30,
            ZipDirectory.number(header, 0, 4) == 0x0403_4B50
        else { throw ZipError.damaged(shown) }
        let start = member.offset + 30 + ZipDirectory.number(header, 26, 2) + ZipDirectory.number(header, 28, 2)
        guard start + member.packedSize <= fileSize else { throw ZipError.damaged(shown) }
        guard FileManager.default.createFile(atPath: path, contents: nil), let out = FileHandle(forWritingAtPath: path) else {
            throw ZipError.noRoom(shown)
        }
        defer { try? out.close() }
        try copy(member, from: start, to: out, shown: shown)
    }

    private func copy(
        _ member: ZipDirectory.Member, from start: Int, to out: FileHandle, shown: String
    ) throws(InputError) {
        var checksum = Checksum()
        var written = 0
        var isFull = false
        func take(_ bytes: UnsafeRawBufferPointer) {
            checksum.add(bytes)
            written += bytes.count
            do { try out.write(contentsOf: bytes) } catch { isFull = true }
        }
        do throws(Inflation.Failure) {
            var inflation = try Inflation()
            var place = start
            let end = start + member.packedSize
            while place < end {
                let bytes = Self.read(file, place, min(1 << 18, end - place)) ?? []
                guard !bytes.isEmpty else { throw Inflation.Failure() }
                place += bytes.count
                if member.method == 0 {
                    bytes.withUnsafeBytes(take)
                } else {
                    // Typed throws do not pass through the closure, so the outcome is carried out of it.
                    var failure: Inflation.Failure?
                    bytes.withUnsafeBytes { piece in
                        do throws(Inflation.Failure) {
                            try inflation.add(piece, limit: member.size, take: take)
                        } catch {
                            failure = error
                        }
                    }
                    if let failure { throw failure }
                }
                if isFull { break }
            }
        } catch {
            throw ZipError.damaged(shown)
        }
        if isFull { throw ZipError.noRoom(shown) }
        guard written == member.size, checksum.value == member.checksum else { throw ZipError.damaged(shown) }
    }

    private static func read(_ file: FileHandle, _ offset: Int, _ count: Int) -> [UInt8]? {
        guard offset >= 0, count >= 0 else { return nil }
        guard count > 0 else { return [] }
        do {
            try file.seek(toOffset: UInt64(offset))
            return try file.read(upToCount: count).map { [UInt8]($0) }
        } catch {
            return nil
        }
    }
}
