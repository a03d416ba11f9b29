import Foundation

/// The one text rule for classes, codes, filters and names: NFC, trimmed, inner white space to one space.
public enum ClassText {
    /// - Complexity: linear; plain ASCII without odd white space is returned as it is.
    public static func normalised(_ text: String) -> String {
        if isPlain(text) { return text }
        let composed = text.precomposedStringWithCanonicalMapping
        return composed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// What texts that differ only in case have in common.
    public static func caseKey(_ text: String) -> String { text.lowercased() }

    /// A whole number without decimals, another one in its shortest form.
    public static func text(of value: Double) -> String {
        if let whole = Int64(exactly: value) { return String(whole) }
        return value.description
    }

    private static func isPlain(_ text: String) -> Bool {
        var previousIsSpace = true
        for byte in text.utf8 {
            if byte == 0x20 {
                if previousIsSpace { return false }
                previousIsSpace = true
            } else if byte > 0x20, byte < 0x7F {
                previousIsSpace = false
            } else {
                return false
            }
        }
        // Ends in a space, or is empty (which is plain).
        return !previousIsSpace || text.isEmpty
    }
}
