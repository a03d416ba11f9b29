/// A zip file whose members are stored as they are (APPNOTE 6.3.10 §4.3): nothing is compressed, so the bytes depend
/// on nothing but the members. The date of every member is 1 January 2000.
package struct StoredZip {
    private var body: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    package init() {}

    /// - Precondition: fewer than 65 535 members and 4 GB in all, which a workbook never is; more would need zip64.
    package mutating func add(_ name: String, _ bytes: [UInt8]) {
        let name = Array(name.utf8)
        let offset = body.count
        // Needs version 2.0; bit 11: the name is UTF-8; method 0: stored; time 0, date 2000-01-01.
        var common: [UInt8] = []
        for value in [20, 0x0800, 0, 0, 0x2821] { Self.append(UInt16(value), to: &common) }
        for value in [bytes.withUnsafeBytes { Checksum.of($0) }, UInt32(truncatingIfNeeded: bytes.count), UInt32(truncatingIfNeeded: bytes.count)] {
            Self.append(value, to: &common)
        }
        Self.append(UInt16(truncatingIfNeeded: name.count), to: &common)
        Self.append(UInt16(0), to: &common)

        Self.append(UInt32(0x0403_4B50), to: &body)
        body += common + name + bytes

        Self.append(UInt32(0x0201_4B50), to: &directory)
        Self.append(UInt16(20), to: &directory)
        directory += common
        for _ in 0..<3 { Self.append(UInt16(0), to: &directory) }
        Self.append(UInt32(0), to: &directory)
        Self.append(UInt32(truncatingIfNeeded: offset), to: &directory)
        directory += name
        count += 1
    }

    /// The whole file.
    package var bytes: [UInt8] {
        var end: [UInt8] = []
        Self.append(UInt32(0x0605_4B50), to: &end)
        for value in [0, 0, count, count] { Self.append(UInt16(truncatingIfNeeded: value), to: &end) }
        Self.append(UInt32(truncatingIfNeeded: directory.count), to: &end)
        Self.append(UInt32(truncatingIfNeeded: body.count), to: &end)
        Self.append(UInt16(0), to: &end)
        return body + directory + end
    }

    private static func append<Number: FixedWidthInteger>(_ value: Number, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
