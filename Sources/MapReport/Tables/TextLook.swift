/// How a text for people stands: how wide it may be, and whether it may use colours.
public struct TextLook: Sendable, Hashable {
    /// Where there is no terminal: files are the same everywhere.
    public static let standardWidth = 118
    /// For files and pipes.
    public static let plain = TextLook()

    /// Columns, from 60 (narrower, tables cannot be read) to 140 (wider, sentences cannot).
    public let width: Int
    public let usesColours: Bool

    /// Every sentence on one line, for what is folded elsewhere.
    static let unfolded = TextLook(anyWidth: 1_000_000)

    private init(anyWidth: Int) {
        width = anyWidth
        usesColours = false
    }

    public init(width: Int = standardWidth, usesColours: Bool = false) {
        self.width = min(max(width, 60), 140)
        self.usesColours = usesColours
    }

    /// `text` with its marks turned into what a terminal understands, or without them.
    func finished(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: TextMark.isMark) else { return text }
        var out = String.UnicodeScalarView()
        var open: TextMark?
        // A mark that goes on over a line break starts again behind the next line's margin.
        var waits = false
        func emit(_ code: String) { if usesColours { out.append(contentsOf: "\u{1B}[\(code)m".unicodeScalars) } }
        for scalar in text.unicodeScalars {
            if let mark = TextMark(scalar: scalar) {
                emit(mark.code)
                (open, waits) = (mark, false)
            } else if TextMark.isMark(scalar) {
                if open != nil, !waits { emit("0") }
                open = nil
            } else {
                if let open, scalar == "\n" || waits {
                    if scalar == "\n", !waits {
                        emit("0")
                        waits = true
                    } else if scalar != "\n", scalar != " " {
                        emit(open.code)
                        waits = false
                    }
                }
                out.append(scalar)
            }
        }
        if open != nil, !waits { emit("0") }
        return String(out)
    }
}

/// What a stretch of text is, for terminals that show it. Marks are characters without width, kept out of what files
/// say by `Display.clean`, so that layout need not know them; `TextLook.finished` takes them out again.
enum TextMark: UInt32, CaseIterable {
    case strong, settled, decided, renewed, quiet, real, open

    private static let first: UInt32 = 0x10_F000
    private static let last = first + 0xFF

    static func isMark(_ scalar: Unicode.Scalar) -> Bool { (first...last).contains(scalar.value) }

    init?(scalar: Unicode.Scalar) {
        guard Self.isMark(scalar) else { return nil }
        self.init(rawValue: scalar.value - Self.first)
    }

    private static func text(_ offset: UInt32) -> String { Unicode.Scalar(first + offset).map { String(Character($0)) } ?? "" }
    static let end = text(0xFF)

    func callAsFunction(_ text: String) -> String { text.isEmpty ? text : Self.text(rawValue) + text + Self.end }

    /// Select Graphic Rendition (ECMA-48 §8.3.117). The sixteen colours that every terminal has and its user chose, so
    /// that they can be read on light and dark.
    fileprivate var code: String {
        switch self {
        case .strong: "1"
        case .settled: "36"
        case .decided: "34"
        case .renewed: "32"
        case .quiet: "90"
        case .real: "1;31"
        case .open: "33"
        }
    }
}

extension String {
    /// Without marks, for files.
    var withoutMarks: String {
        guard unicodeScalars.contains(where: TextMark.isMark) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.filter { !TextMark.isMark($0) }))
    }
}
