extension JSONValue {
    /// The document as text, two spaces per level, ending in a line break. Arrays and objects without nested
    /// ones stay on one line, so that a table row is a line.
    public var text: String { String(decoding: utf8(threads: 1), as: UTF8.self) }

    /// The bytes of `text`, long arrays written by several threads.
    public func utf8(threads: Int) -> [UInt8] {
        var out: [UInt8] = []
        write(to: &out, indent: 0, threads: threads)
        out.append(0x0A)
        return out
    }

    /// The document on one line, without a line break at its end: a record of JSON lines.
    public var line: String {
        var out: [UInt8] = []
        write(to: &out, indent: nil)
        return String(decoding: out, as: UTF8.self)
    }

    private var isNested: Bool {
        switch self {
        case .array(let values): !values.isEmpty
        case .table(let table): table.count > 0
        case .object(let members): !members.isEmpty
        default: false
        }
    }

    /// - Parameter indent: levels; nil keeps everything on one line.
    private func write(to out: inout [UInt8], indent: Int?, threads: Int = 1) {
        switch self {
        case .null: Self.put("null", &out)
        case .bool(let value): Self.put(value ? "true" : "false", &out)
        case .integer(let value): Self.put(text: String(value), &out)
        case .number(let value): Self.write(value, to: &out)
        case .string(let value): Self.write(value, to: &out)
        case .array(let values):
            let broken = indent != nil && values.contains(where: \.isNested)
            Self.writeArray(count: values.count, broken: broken, indent: indent, threads: threads, to: &out) { out, index, inner, threads in
                values[index].write(to: &out, indent: inner, threads: threads)
            }
        case .table(let table):
            let names = table.names
            // Rows of a table that have members are nested; there is nothing to break without them.
            Self.writeArray(
                count: table.count, broken: indent != nil && table.count > 0 && !names.isEmpty, indent: indent, threads: threads,
                to: &out
            ) { out, index, inner, threads in
                let values = table.values(index)
                precondition(values.count == names.count, "a row has a value for every column")
                let broken = inner != nil && values.contains(where: \.isNested)
                Self.writeObject(count: names.count, broken: broken, indent: inner, to: &out) { out, place in
                    out.append(contentsOf: names[place].bytes)
                    values[names[place].column].write(to: &out, indent: inner.map { $0 + 1 }, threads: threads)
                }
            }
        case .object(let members):
            // With their values, so that none is looked up again.
            let sorted = members.sorted { codePointOrder($0.key, $1.key) }
            let broken = indent == 0 || (indent != nil && members.values.contains(where: \.isNested))
            Self.writeObject(count: sorted.count, broken: broken, indent: indent, to: &out) { out, place in
                Self.write(sorted[place].key, to: &out)
                Self.put(": ", &out)
                sorted[place].value.write(to: &out, indent: indent.map { $0 + 1 }, threads: threads)
            }
        }
    }

    /// So many items of an array are written by one thread.
    private static let shareSize = 128

    /// - Parameter item: writes one, with its levels and as many threads: one where several write items already.
    private static func writeArray(
        count: Int, broken: Bool, indent: Int?, threads: Int, to out: inout [UInt8],
        item: @Sendable (inout [UInt8], Int, Int?, Int) -> Void
    ) {
        let inner = indent.map { $0 + 1 }
        out.append(UInt8(ascii: "["))
        if threads > 1, count > shareSize {
            let shares = parallelMap(count: (count + shareSize - 1) / shareSize, workers: threads) { share in
                var part: [UInt8] = []
                let items = share * shareSize..<min((share + 1) * shareSize, count)
                writeItems(items, broken: broken, indent: indent, to: &part) { item(&$0, $1, inner, 1) }
                return part
            }
            // Twice as much at least: what follows must not copy all of it again, time after time.
            let total = out.count + shares.reduce(0) { $0 + $1.count }
            if total > out.capacity { out.reserveCapacity(max(total, 2 * out.capacity)) }
            for part in shares { out.append(contentsOf: part) }
        } else {
            writeItems(0..<count, broken: broken, indent: indent, to: &out) { item(&$0, $1, inner, threads) }
        }
        if broken { breakLine(indent ?? 0, &out) }
        out.append(UInt8(ascii: "]"))
    }

    /// - Parameter member: writes one, its name included.
    private static func writeObject(
        count: Int, broken: Bool, indent: Int?, to out: inout [UInt8], member: (inout [UInt8], Int) -> Void
    ) {
        out.append(UInt8(ascii: "{"))
        writeItems(0..<count, broken: broken, indent: indent, to: &out, item: member)
        if broken && count > 0 { breakLine(indent ?? 0, &out) }
        out.append(UInt8(ascii: "}"))
    }

    /// Some items of an array or object, each with the comma before it.
    private static func writeItems(
        _ items: Range<Int>, broken: Bool, indent: Int?, to out: inout [UInt8], item: (inout [UInt8], Int) -> Void
    ) {
        for index in items {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            if broken { breakLine((indent ?? 0) + 1, &out) } else if index > 0 { out.append(UInt8(ascii: " ")) }
            item(&out, index)
        }
    }

    private static func breakLine(_ indent: Int, _ out: inout [UInt8]) {
        out.append(0x0A)
        for _ in 0..<indent { put("  ", &out) }
    }

    private static func put(_ text: StaticString, _ out: inout [UInt8]) {
        out.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private static func put(text: String, _ out: inout [UInt8]) {
        var text = text
        text.withUTF8 { out.append(contentsOf: $0) }
    }

    /// The shortest text that reads back as the same number; whole numbers without ".0".
    public static func write(_ value: Double, to out: inout [UInt8]) {
        guard value.isFinite else { return put("null", &out) }
        guard value != 0 else { return put("0", &out) }
        put(text: value.description, &out)
        if out[out.count - 1] == UInt8(ascii: "0"), out[out.count - 2] == UInt8(ascii: ".") { out.removeLast(2) }
    }

    /// A text in quotes.
    public static func write(_ value: String, to out: inout [UInt8]) {
        var value = value
        out.append(UInt8(ascii: "\""))
        let isPlain = value.withUTF8 { bytes in
            // 0xE2 begins the two separators below, and much else.
            for byte in bytes where byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F || byte == 0xE2 { return false }
            out.append(contentsOf: bytes)
            return true
        }
        if !isPlain { for scalar in value.unicodeScalars { write(scalar, to: &out) } }
        out.append(UInt8(ascii: "\""))
    }

    private static func write(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
        switch scalar {
        case "\"": put("\\\"", &out)
        case "\\": put("\\\\", &out)
        case "\n": put("\\n", &out)
        case "\r": put("\\r", &out)
        case "\t": put("\\t", &out)
        // Line and paragraph separators are legal in JSON but break scripts that paste it into JavaScript.
        case "\u{00}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
            let hex = String(scalar.value, radix: 16)
            put(text: "\\u" + String(repeating: "0", count: 4 - hex.count) + hex, &out)
        default: out.append(contentsOf: UTF8.encode(scalar) ?? .encodedReplacementCharacter)
        }
    }
}
