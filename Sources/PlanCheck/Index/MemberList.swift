import Foundation

/// The features of a unit in one layer: keys in rising order, and for each of their polygon parts the dissolved part of
/// the unit that it belongs to (`DissolvedGroups`).
struct MemberList: Sendable, Hashable {
    private(set) var keys: [Int64] = []
    private var groups: [Int32] = []
    /// Per key where its groups end.
    private var groupEnds: [Int32] = []

    init() {}

    /// - Parameter members: the groups of one feature in the order of its parts; none for lines and points.
    init(_ members: [(key: Int64, groups: [Int32])]) {
        for member in members.sorted(by: { $0.key < $1.key }) {
            keys.append(member.key)
            groups += member.groups
            groupEnds.append(Int32(groups.count))
        }
    }

    /// Parts of all members.
    var partCount: Int { groups.count }

    /// Place of a key; nil when it is no member.
    func place(of key: Int64) -> Int? {
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < keys.count && keys[low] == key ? low : nil
    }

    /// Groups of the parts of the member at a place.
    func groups(at place: Int) -> ArraySlice<Int32> {
        groups[(place == 0 ? 0 : Int(groupEnds[place - 1]))..<Int(groupEnds[place])]
    }

    /// Keys of all members that have a part in one of some groups.
    func keys(inGroups wanted: Set<Int32>) -> [Int64] {
        keys.indices.filter { groups(at: $0).contains(where: wanted.contains) }.map { keys[$0] }
    }

    // MARK: packed text

    /// Per feature the difference of its key, the number of its groups and their differences, as variable-length integers
    /// (seven bits a byte, low first, signs folded in), in base 64: about four bytes a feature.
    var packed: String {
        var bytes: [UInt8] = []
        var lastKey: Int64 = 0
        var lastGroup: Int64 = 0
        for (place, key) in keys.enumerated() {
            Self.append(key &- lastKey, to: &bytes)
            lastKey = key
            let own = groups(at: place)
            Self.append(Int64(own.count), to: &bytes)
            for group in own {
                Self.append(Int64(group) - lastGroup, to: &bytes)
                lastGroup = Int64(group)
            }
        }
        return Data(bytes).base64EncodedString()
    }

    /// Nil for text that no list packs to.
    init?(packed: String) {
        guard let data = Data(base64Encoded: packed) else { return nil }
        let bytes = [UInt8](data)
        var position = 0
        var lastKey: Int64 = 0
        var lastGroup: Int64 = 0
        while position < bytes.count {
            guard let step = Self.next(bytes, &position), let count = Self.next(bytes, &position),
                (0...Int64(bytes.count)).contains(count)
            else { return nil }
            let key = lastKey.addingReportingOverflow(step)
            guard !key.overflow, keys.isEmpty || key.partialValue > lastKey else { return nil }
            lastKey = key.partialValue
            keys.append(lastKey)
            for _ in 0..<count {
                guard let step = Self.next(bytes, &position) else { return nil }
                let group = lastGroup.addingReportingOverflow(step)
                guard !group.overflow, let small = Int32(exactly: group.partialValue) else { return nil }
                lastGroup = group.partialValue
                groups.append(small)
            }
            groupEnds.append(Int32(groups.count))
        }
    }

    private static func append(_ value: Int64, to bytes: inout [UInt8]) {
        var rest = UInt64(bitPattern: (value << 1) ^ (value >> 63))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    private static func next(_ bytes: [UInt8], _ position: inout Int) -> Int64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while position < bytes.count, shift < 64 {
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1) }
            shift += 7
        }
        return nil
    }
}

/// Doubles as text: little-endian bit patterns in base 64, so that not a bit is lost and reading is cheap.
enum PackedDoubles {
    static func text(_ values: [Double]) -> String {
        var bytes: [UInt8] = []
        for value in values {
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> shift))
            }
        }
        return Data(bytes).base64EncodedString()
    }

    static func values(_ text: String) -> [Double]? {
        guard let data = Data(base64Encoded: text), data.count % 8 == 0 else { return nil }
        let bytes = [UInt8](data)
        return stride(from: 0, to: bytes.count, by: 8).map { start in
            Double(bitPattern: (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) })
        }
    }
}
