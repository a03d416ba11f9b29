import Foundation

/// Elements and text of an XML file, one after another, from a stream of bytes: what plan files need of XML 1.0, and
/// nothing that could make a small file large or point outside it. Names keep their prefixes.
///
/// Why not Foundation's reader: see the decision record on XML.
/// - Complexity: linear; memory for one tag or one piece of text.
final class XMLScanner {
    enum Event {
        case start(name: String, attributes: [String: String])
        /// A piece of the text of the innermost element, entities replaced; may be any part of it.
        case text(ArraySlice<UInt8>)
        case end(name: String)
        /// The root element is closed and nothing follows.
        case done
    }

    /// Elements inside elements. The deepest plan files have 14.
    static let depthLimit = 100
    /// Bytes of one tag with its attributes.
    private static let tagLimit = 1 << 20
    private static let pieceSize = 1 << 18

    private let read: (Int) -> [UInt8]
    private let encoding: TextEncoding?
    private var buffer: [UInt8] = []
    private var position = 0
    private var isAtEnd = false
    private var linesBefore = 0
    /// Names of the open elements.
    private var open: [String] = []
    private var hasRoot = false
    /// `<a/>` has begun and not yet ended.
    private var endsAtOnce = false
    private var isInCDATA = false

    /// - Parameters:
    ///   - encoding: of files that are not UTF-8.
    ///   - read: the next bytes, at most as many as asked for; empty at the end.
    init(encoding: TextEncoding? = nil, read: @escaping (Int) -> [UInt8]) {
        self.encoding = encoding
        self.read = read
        if peek("\u{FEFF}") { position = 3 }
    }

    /// The line that was reached, from 1.
    var line: Int { linesBefore + buffer[..<min(position, buffer.count)].count { $0 == 0x0A } + 1 }

    /// - Throws: at the first thing that is no well-formed XML, and at declarations (DOCTYPE).
    func next() throws(XMLFault) -> Event {
        if endsAtOnce {
            endsAtOnce = false
            return .end(name: open.removeLast())
        }
        while true {
            if isInCDATA {
                if let text = try cdata() { return .text(text) }
                continue
            }
            guard position < buffer.count || refill() else {
                guard open.isEmpty, hasRoot else { throw XMLFault(hasRoot ? .cutOff : .noElement, line) }
                return .done
            }
            if buffer[position] == UInt8(ascii: "<") {
                if let event = try markup() { return event }
            } else if let text = try text() {
                return .text(text)
            }
        }
    }

    // MARK: text

    /// Text up to the next tag or entity, or the character of an entity; nil for white space around the root.
    private func text() throws(XMLFault) -> ArraySlice<UInt8>? {
        if buffer[position] == UInt8(ascii: "&") {
            guard !open.isEmpty else { throw XMLFault(.outside, line) }
            return try entity()[...]
        }
        let start = position
        let end = buffer[start...].firstIndex { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") } ?? buffer.count
        position = end
        guard open.isEmpty else { return buffer[start..<end] }
        guard buffer[start..<end].allSatisfy(Self.isSpace) else { throw XMLFault(.outside, line) }
        return nil
    }

    private func entity() throws(XMLFault) -> [UInt8] {
        while buffer.count - position < 12, refill() {}
        guard let end = buffer[position...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else { throw XMLFault(.entity, line) }
        let name = buffer[(position + 1)..<end]
        position = end + 1
        guard let text = Self.entity(name) else { throw XMLFault(.entity, line) }
        return text
    }

    /// The five of XML and numbers; no file may declare others.
    private static func entity(_ name: ArraySlice<UInt8>) -> [UInt8]? {
        switch String(decoding: name, as: UTF8.self) {
        case "lt": return [0x3C]
        case "gt": return [0x3E]
        case "amp": return [0x26]
        case "quot": return [0x22]
        case "apos": return [0x27]
        case let number where number.hasPrefix("#"):
            let digits = number.dropFirst()
            let code = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            guard let code, let scalar = Unicode.Scalar(code), code >= 0x20 || [9, 10, 13].contains(code) else { return nil }
            return Array(String(Character(scalar)).utf8)
        default: return nil
        }
    }

    private func cdata() throws(XMLFault) -> ArraySlice<UInt8>? {
        while true {
            if let end = find("]]>") {
                let start = position
                position = end + 3
                isInCDATA = false
                return start < end ? buffer[start..<end] : nil
            }
            // The last two bytes may belong to the end mark.
            if buffer.count - position > 2 {
                let start = position
                position = buffer.count - 2
                return buffer[start..<position]
            }
            guard refill() else { throw XMLFault(.cutOff, line) }
        }
    }

    // MARK: markup

    /// What begins with `<`; nil for what says nothing.
    private func markup() throws(XMLFault) -> Event? {
        while buffer.count - position < 9, refill() {}
        if peek("<!--") {
            try skip(past: "-->")
        } else if peek("<![CDATA[") {
            guard !open.isEmpty else { throw XMLFault(.outside, line) }
            position += 9
            isInCDATA = true
        } else if peek("<!") {
            throw XMLFault(.declaration, line)
        } else if peek("<?") {
            try skip(past: "?>")
        } else {
            return try tag()
        }
        return nil
    }

    private func skip(past mark: String) throws(XMLFault) {
        let size = mark.utf8.count
        position += 2
        while true {
            if let end = find(mark) {
                position = end + size
                return
            }
            position = max(position, buffer.count - size + 1)
            guard refill() else { throw XMLFault(.cutOff, line) }
        }
    }

    private func tag() throws(XMLFault) -> Event {
        let end = try tagEnd()
        let start = position
        defer { position = end + 1 }
        if buffer[start + 1] == UInt8(ascii: "/") {
            var bytes = buffer[(start + 2)..<end]
            while let last = bytes.last, Self.isSpace(last) { bytes.removeLast() }
            guard let name = open.last, name.utf8.elementsEqual(bytes) else { throw XMLFault(.mismatch, line) }
            open.removeLast()
            return .end(name: name)
        }
        var cursor = start + 1
        let isEmpty = buffer[end - 1] == UInt8(ascii: "/") && end - 1 > start
        let limit = isEmpty ? end - 1 : end
        let name = try name(&cursor, limit)
        guard !open.isEmpty || !hasRoot else { throw XMLFault(.outside, line) }
        guard open.count < Self.depthLimit else { throw XMLFault(.depth, line) }
        let attributes = try attributes(&cursor, limit)
        hasRoot = true
        open.append(name)
        endsAtOnce = isEmpty
        return .start(name: name, attributes: attributes)
    }

    /// Place of the `>` that closes the tag here; one in an attribute's value does not.
    private func tagEnd() throws(XMLFault) -> Int {
        var place = position + 1
        var quote: UInt8?
        while true {
            while place < buffer.count {
                let byte = buffer[place]
                if let open = quote {
                    if byte == open { quote = nil }
                } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    quote = byte
                } else if byte == UInt8(ascii: ">") {
                    return place
                } else if byte == UInt8(ascii: "<") {
                    throw XMLFault(.tag, line)
                }
                place += 1
            }
            guard place - position <= Self.tagLimit else { throw XMLFault(.tagSize, line) }
            let done = place - position
            guard refill() else { throw XMLFault(.cutOff, line) }
            place = position + done
        }
    }

    private func name(_ cursor: inout Int, _ limit: Int) throws(XMLFault) -> String {
        let start = cursor
        while cursor < limit, !Self.isSpace(buffer[cursor]), buffer[cursor] != UInt8(ascii: "=") {
            guard !Self.isForbiddenInNames(buffer[cursor]) else { throw XMLFault(.tag, line) }
            cursor += 1
        }
        guard cursor > start, !Self.cannotBeginName(buffer[start]),
            let name = String(validating: buffer[start..<cursor], as: UTF8.self)
        else { throw XMLFault(.tag, line) }
        return name
    }

    private func attributes(_ cursor: inout Int, _ limit: Int) throws(XMLFault) -> [String: String] {
        var attributes: [String: String] = [:]
        while true {
            let before = cursor
            skipSpace(&cursor, limit)
            if cursor == limit { return attributes }
            guard cursor > before else { throw XMLFault(.tag, line) }
            let name = try name(&cursor, limit)
            skipSpace(&cursor, limit)
            guard cursor < limit, buffer[cursor] == UInt8(ascii: "=") else { throw XMLFault(.tag, line) }
            cursor += 1
            skipSpace(&cursor, limit)
            guard cursor < limit, buffer[cursor] == UInt8(ascii: "\"") || buffer[cursor] == UInt8(ascii: "'"),
                let end = buffer[(cursor + 1)..<limit].firstIndex(of: buffer[cursor])
            else { throw XMLFault(.tag, line) }
            let value = try value(buffer[(cursor + 1)..<end])
            cursor = end + 1
            guard attributes.updateValue(value, forKey: name) == nil else { throw XMLFault(.tag, line) }
        }
    }

    private func value(_ bytes: ArraySlice<UInt8>) throws(XMLFault) -> String {
        var plain = bytes
        if bytes.contains(UInt8(ascii: "&")) {
            plain = []
            var rest = bytes
            while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
                plain += rest[..<mark]
                guard let end = rest[mark...].firstIndex(of: UInt8(ascii: ";")), let text = Self.entity(rest[(mark + 1)..<end])
                else { throw XMLFault(.entity, line) }
                plain += text
                rest = rest[(end + 1)...]
            }
            plain += rest
        }
        guard let text = String(validating: plain, as: UTF8.self) else { throw XMLFault(.encoding, line) }
        return text
    }

    private func skipSpace(_ cursor: inout Int, _ limit: Int) {
        while cursor < limit, Self.isSpace(buffer[cursor]) { cursor += 1 }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private static func isForbiddenInNames(_ byte: UInt8) -> Bool {
        byte < 0x20 || "\"'<>&/(){}[];,!?*+%$#@^~|\\`".utf8.contains(byte)
    }

    private static func cannotBeginName(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    // MARK: bytes

    private func peek(_ mark: String) -> Bool {
        while buffer.count - position < mark.utf8.count, refill() {}
        return buffer[min(position, buffer.count)...].starts(with: mark.utf8)
    }

    /// Where a mark begins in the bytes at hand.
    private func find(_ mark: String) -> Int? {
        let mark = Array(mark.utf8)
        var place = position
        while place + mark.count <= buffer.count {
            guard let first = buffer[place...(buffer.count - mark.count)].firstIndex(of: mark[0]) else { return nil }
            if buffer[first..<(first + mark.count)].elementsEqual(mark) { return first }
            place = first + 1
        }
        return nil
    }

    /// Reads on; drops what was used. False at the end of the file.
    private func refill() -> Bool {
        guard !isAtEnd else { return false }
        let piece = read(Self.pieceSize)
        guard !piece.isEmpty else {
            isAtEnd = true
            return false
        }
        let used = min(position, buffer.count)
        linesBefore += buffer[..<used].count { $0 == 0x0A }
        buffer.removeSubrange(..<used)
        position -= used
        if let encoding, piece.contains(where: { $0 >= 0x80 }) {
            buffer += encoding.decode(piece).utf8
        } else {
            buffer += piece
        }
        return true
    }
}

/// Why an XML file is not read on.
struct XMLFault: Error, Hashable {
    enum Kind: Hashable {
        case cutOff, noElement, outside, entity, declaration, mismatch, depth, tag, tagSize, encoding
    }
    var kind: Kind
    var line: Int

    init(_ kind: Kind, _ line: Int) {
        self.kind = kind
        self.line = line
    }
}
