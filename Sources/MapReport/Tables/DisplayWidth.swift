/// How wide texts stand on a terminal, and texts made safe to print there.
enum Display {
    /// Columns that `text` takes: 2 for East Asian wide characters and emoji, 0 for marks that combine with
    /// the letter before them, else 1.
    static func width(_ text: String) -> Int {
        // Most texts are plain: a column to a byte.
        isPlain(text) ? text.utf8.count : text.reduce(0) { $0 + width($1) }
    }

    /// Printable ASCII only.
    private static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } }

    private static func width(_ character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first, !TextMark.isMark(scalar) else { return 0 }
        switch scalar.properties.generalCategory {
        case .control, .format, .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        if scalar.properties.isEmojiPresentation { return 2 }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }

    /// Line breaks and control characters that a file can carry become spaces: a class text must not be able
    /// to move the cursor or break a table.
    static func clean(_ text: String) -> String {
        guard !isPlain(text), text.unicodeScalars.contains(where: isControl) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: TextMark.isMark(scalar)
        }
    }

    /// `text` padded with spaces to `width` columns.
    static func padded(_ text: String, to width: Int, right: Bool = false) -> String {
        let fill = String(repeating: " ", count: max(0, width - Self.width(text)))
        return right ? fill + text : text + fill
    }

    /// `text` cut to at most `limit` columns, with `…` where something was left out.
    static func truncated(_ text: String, to limit: Int) -> String {
        guard width(text) > limit else { return text }
        var kept = ""
        var used = 0
        for character in text {
            let next = width(character)
            if used + next > limit - 1 { break }
            kept.append(character)
            used += next
        }
        let isMarked = kept.unicodeScalars.last(where: TextMark.isMark).flatMap(TextMark.init(scalar:)) != nil
        return kept + "…" + (isMarked ? TextMark.end : "")
    }

    /// `text` broken at spaces into lines of at most `limit` columns; later lines start with `indent` spaces.
    static func wrapped(_ text: String, to limit: Int, indent: Int = 0) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: true) {
            let room = limit - (lines.isEmpty ? 0 : indent)
            if line.isEmpty {
                line = String(word)
            } else if width(line) + 1 + width(String(word)) <= room {
                line += " " + word
            } else {
                lines.append(line)
                line = String(word)
            }
        }
        lines.append(line)
        let margin = String(repeating: " ", count: indent)
        return lines.enumerated().map { $0.offset == 0 ? $0.element : margin + $0.element }
    }
}
