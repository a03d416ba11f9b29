/// Numbers divided by white space, arriving in pieces that may end anywhere.
struct GMLNumbers {
    private(set) var values: [Double] = []
    /// The first text that was no number.
    private(set) var badText: String?
    private var token: [UInt8] = []
    /// Longer than any number is written.
    private static let tokenLimit = 400
    /// Powers of ten that a double holds exactly.
    private static let powers: [Double] = (0...22).reduce(into: []) { powers, _ in powers.append((powers.last ?? 0.1) * 10) }

    mutating func removeAll() {
        values.removeAll(keepingCapacity: true)
        token.removeAll(keepingCapacity: true)
        badText = nil
    }

    mutating func add(_ text: some Sequence<UInt8>) {
        for byte in text {
            if byte > 0x20 {
                if token.count < Self.tokenLimit { token.append(byte) }
            } else if !token.isEmpty {
                endToken()
            }
        }
    }

    /// Closes the last number.
    mutating func finish() {
        if !token.isEmpty { endToken() }
    }

    private mutating func endToken() {
        if let value = Self.value(of: token) {
            values.append(value)
        } else if badText == nil {
            badText = String(decoding: token.prefix(40), as: UTF8.self)
        }
        token.removeAll(keepingCapacity: true)
    }

    /// The nearest double. Up to 15 digits without an exponent are exact as a whole number divided by a power of ten,
    /// which rounds once; everything else goes through the standard library.
    static func value(of token: [UInt8]) -> Double? {
        var mantissa: UInt64 = 0
        var digits = 0
        var decimals = 0
        var hasPoint = false
        var isPlain = true
        for (index, byte) in token.enumerated() {
            switch byte {
            case 0x30...0x39:
                digits += 1
                if digits <= 15 { mantissa = mantissa * 10 + UInt64(byte - 0x30) }
                if hasPoint { decimals += 1 }
            case UInt8(ascii: ".") where !hasPoint: hasPoint = true
            case UInt8(ascii: "-") where index == 0: break
            default: isPlain = false
            }
        }
        if isPlain, (1...15).contains(digits) {
            let size = Double(mantissa) / powers[decimals]
            return token[0] == UInt8(ascii: "-") ? -size : size
        }
        // "0x1p3" and "nan" are numbers to Swift, not to XML Schema.
        let isDecimal = token.allSatisfy { byte in
            (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
        }
        return isDecimal ? Double(String(decoding: token, as: UTF8.self)) : nil
    }
}
