/// Text encodings that old files are in. UTF-8 is tried first everywhere; these are what remains.
enum TextEncoding: Sendable, Hashable {
    case windows1252
    case latin1
    case cp850

    /// From a name as users and files write it ("CP1252", "windows-1252", "ISO-8859-1", "850"). Nil when unknown.
    init?(name: String) {
        let key = name.lowercased().filter { $0.isLetter || $0.isNumber }
        switch key {
        case "cp1252", "windows1252", "win1252", "ansi1252", "1252", "ansi": self = .windows1252
        case "latin1", "iso88591", "88591", "l1": self = .latin1
        case "cp850", "ibm850", "dos850", "850", "oem850": self = .cp850
        default: return nil
        }
    }

    /// Every byte has a meaning, so this never fails.
    func decode(_ bytes: some Sequence<UInt8>) -> String {
        var out = String.UnicodeScalarView()
        for byte in bytes {
            out.append(byte < 0x80 ? Unicode.Scalar(byte) : scalar(byte))
        }
        return String(out)
    }

    private func scalar(_ byte: UInt8) -> Unicode.Scalar {
        switch self {
        case .latin1: Unicode.Scalar(byte)
        case .windows1252: byte < 0xA0 ? Self.windows1252High[Int(byte) - 0x80] : Unicode.Scalar(byte)
        case .cp850: Self.cp850High[Int(byte) - 0x80]
        }
    }

    /// 0x80…0x9F of windows-1252; the five undefined ones stay control characters, as browsers read them.
    private static let windows1252High = Array(
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

    /// 0x80…0xFF of code page 850.
    private static let cp850High = Array(
        ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤"
            + "ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}").unicodeScalars)
}
