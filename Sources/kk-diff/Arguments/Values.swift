import GeoCore

/// Texts of options turned into numbers, choices and codes. Nothing a user types can trap here.
extension RawArguments {
    /// A length in metres: finite, 0 or more, at most 1,000 km.
    func metres(_ name: String) throws(InputError) -> Double? {
        try number(
            name, in: 0...1_000_000,
            expected: Bilingual(
                en: "a number of metres of 0 or more, such as 0.5", nl: "een aantal meters van 0 of meer, zoals 0.5"))
    }

    /// An area in hectares: finite, 0 or more.
    func hectares(_ name: String) throws(InputError) -> Double? {
        try number(
            name, in: 0...100_000_000,
            expected: Bilingual(
                en: "a number of hectares of 0 or more, such as 0.05", nl: "een aantal hectaren van 0 of meer, zoals 0.05"))
    }

    /// A share: 0…1.
    func share(_ name: String) throws(InputError) -> Double? {
        try number(
            name, in: 0...1,
            expected: Bilingual(en: "a share from 0 to 1, such as 0.01", nl: "een aandeel van 0 tot 1, zoals 0.01"))
    }

    private func number(
        _ name: String, in range: ClosedRange<Double>, expected: Bilingual
    ) throws(InputError) -> Double? {
        guard let text = value(name) else { return nil }
        let isPlain = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || byte == 0x2E || byte == 0x2D || byte == 0x65 || byte == 0x45
        }
        guard isPlain, let number = Double(text), range.contains(number) else {
            throw Usage.badValue(name, text, expected: expected)
        }
        // -0 would print as such.
        return number == 0 ? 0 : number
    }

    /// Worker threads, 1…1024; nil when not given.
    func threads() throws(InputError) -> Int? {
        guard let text = value("threads") else { return nil }
        guard let number = Int(text), (1...1024).contains(number) else {
            throw Usage.badValue(
                "threads", text,
                expected: Bilingual(en: "a whole number from 1 to 1024", nl: "een heel getal van 1 tot 1024"))
        }
        return number
    }

    /// One of the words of an enumeration.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, as type: Choice.Type
    ) throws(InputError) -> Choice? where Choice.RawValue == String {
        guard let text = value(name) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let words = Choice.allCases.map(\.rawValue)
        let list = words.joined(separator: ", ")
        throw Usage.badValue(name, text, expected: Bilingual(en: "one of " + list, nl: "een van " + list))
    }

    /// A text that must not be empty.
    func text(_ name: String) throws(InputError) -> String? {
        guard let text = value(name) else { return nil }
        guard !text.isEmpty else {
            throw Usage.badValue(name, "", expected: Bilingual(en: "a text", nl: "een tekst"))
        }
        return text
    }
}
