import CZlib

/// One deflated stream being unpacked (RFC 1951) by zlib. Not `Sendable`.
struct Inflation: ~Copyable {
    /// The bytes are no deflate stream, or it goes on past the size that was announced.
    struct Failure: Error {}

    private let stream: UnsafeMutablePointer<z_stream>
    private(set) var isDone = false
    /// Bytes that have come out.
    private(set) var produced = 0

    /// The corresponding C function is `inflateInit2` for a raw stream.
    init() throws(Failure) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard kk_inflate_init_raw(stream) == Z_OK else {
            stream.deallocate()
            throw Failure()
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Unpacks the next piece of the stream.
    ///
    /// The corresponding C function is `inflate`.
    /// - Parameters:
    ///   - limit: bytes that may come out of the whole stream.
    ///   - take: gets what came out, in order.
    mutating func add(
        _ input: UnsafeRawBufferPointer, limit: Int, take: (UnsafeRawBufferPointer) -> Void
    ) throws(Failure) {
        var output = [UInt8](repeating: 0, count: 1 << 16)
        // zlib reads through this pointer only during the calls below.
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = UInt32(clamping: input.count)
        while !isDone {
            let (status, count) = output.withUnsafeMutableBufferPointer { buffer in
                stream.pointee.next_out = buffer.baseAddress
                stream.pointee.avail_out = UInt32(buffer.count)
                let status = inflate(stream, Z_NO_FLUSH)
                return (status, buffer.count - Int(stream.pointee.avail_out))
            }
            produced += count
            guard produced <= limit else { throw Failure() }
            if count > 0 { output.withUnsafeBytes { take(UnsafeRawBufferPointer(rebasing: $0[..<count])) } }
            switch status {
            case Z_STREAM_END: isDone = true
            case Z_OK where stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0: continue
            case Z_OK, Z_BUF_ERROR: return
            default: throw Failure()
            }
        }
    }
}

/// CRC-32 of bytes that come in pieces.
struct Checksum {
    private(set) var value: UInt32 = 0

    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        var sum = Checksum()
        sum.add(bytes)
        return sum.value
    }

    /// The corresponding C function is `crc32`.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        guard !bytes.isEmpty else { return }
        let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        value = UInt32(truncatingIfNeeded: crc32(UInt(value), start, UInt32(clamping: bytes.count)))
    }
}
