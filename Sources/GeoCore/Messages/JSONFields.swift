/// One object of a JSON file while it is being read: which keys it may have, where it stands, and its values with
/// their kinds checked. Every problem is an `InputError` that names the file and the place.
package struct JSONFields: Sendable {
    package let file: String
    /// Where in the file ("units[3] 'NA-NNN'"); empty at the top.
    package var place: String
    private let members: [String: JSONValue]

    /// - Throws: when `value` is no object, or has a key that is not in `allowed`.
    package init(_ value: JSONValue, file: String, place: String, allowed: [String]) throws(InputError) {
        self.file = file
        self.place = place
        guard case .object(let members) = value else {
            throw InputError(
                "json-kind", file: file,
                problem: Bilingual(
                    en: "\(place.isEmpty ? "the file" : place) must be an object",
                    nl: "\(place.isEmpty ? "het bestand" : place) moet een object zijn"),
                remedy: Bilingual(en: "write { … }", nl: "schrijf { … }"))
        }
        self.members = members
        let unknown = members.keys.filter { !allowed.contains($0) }.sorted(by: codePointOrder)
        guard let first = unknown.first else { return }
        let names = unknown.map { "'\($0)'" }.joined(separator: ", ")
        throw problem(
            "json-unknown-key", en: "unknown key \(names)", nl: "onbekende sleutel \(names)",
            remedy: Suggestion.remedy(for: first, among: allowed))
    }

    package func problem(_ code: String, en: String, nl: String, remedy: Bilingual? = nil) -> InputError {
        let prefix = place.isEmpty ? "" : place + ": "
        return InputError(code, file: file, problem: Bilingual(en: prefix + en, nl: prefix + nl), remedy: remedy)
    }

    /// The value, or nil when the key is missing or null.
    package func value(_ key: String) -> JSONValue? {
        guard let value = members[key], value != .null else { return nil }
        return value
    }

    package func has(_ key: String) -> Bool { members[key] != nil }

    package func text(_ key: String) throws(InputError) -> String? {
        guard let value = value(key) else { return nil }
        guard case .string(let text) = value else { throw kind(key, en: "a text", nl: "een tekst") }
        return text
    }

    /// A text that must be there and not blank.
    package func requiredText(_ key: String) throws(InputError) -> String {
        guard let text = try text(key), text.contains(where: { !$0.isWhitespace }) else {
            throw problem(
                "json-missing-key", en: "'\(key)' is missing or empty", nl: "'\(key)' ontbreekt of is leeg",
                remedy: Bilingual(en: "add \"\(key)\": \"…\"", nl: "voeg toe: \"\(key)\": \"…\""))
        }
        return text
    }

    /// A finite number that is not negative.
    package func measure(_ key: String) throws(InputError) -> Double? {
        guard let number = try number(key) else { return nil }
        guard number >= 0 else { throw kind(key, en: "a number from 0 up", nl: "een getal vanaf 0") }
        return number
    }

    package func flag(_ key: String) throws(InputError) -> Bool {
        guard let value = value(key) else { return false }
        guard case .bool(let flag) = value else { throw kind(key, en: "true or false", nl: "true of false") }
        return flag
    }

    package func list(_ key: String) throws(InputError) -> [JSONValue]? {
        guard let value = value(key) else { return nil }
        guard case .array(let items) = value else { throw kind(key, en: "a list [ … ]", nl: "een lijst [ … ]") }
        return items
    }

    package func texts(_ key: String) throws(InputError) -> [String] {
        var texts: [String] = []
        for item in try list(key) ?? [] {
            guard case .string(let text) = item else { throw kind(key, en: "a list of texts", nl: "een lijst teksten") }
            texts.append(text)
        }
        return texts
    }

    /// A finite number of either sign.
    package func number(_ key: String) throws(InputError) -> Double? {
        guard let value = value(key) else { return nil }
        switch value {
        case .integer(let integer): return Double(integer)
        case .number(let double) where double.isFinite: return double
        default: throw kind(key, en: "a number", nl: "een getal")
        }
    }

    /// An object whose values are texts (whole numbers are taken as their text).
    package func textMap(_ key: String) throws(InputError) -> [String: String] {
        guard let value = value(key) else { return [:] }
        guard case .object(let members) = value else { throw kind(key, en: "an object { … }", nl: "een object { … }") }
        var map: [String: String] = [:]
        for (name, item) in members {
            switch item {
            case .string(let text): map[name] = text
            case .integer(let number): map[name] = String(number)
            default: throw kind(key, en: "an object with texts", nl: "een object met teksten")
            }
        }
        return map
    }

    /// One of a list of words.
    package func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, of type: Choice.Type
    ) throws(InputError) -> Choice? where Choice.RawValue == String {
        guard let text = try text(key) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let words = Choice.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        throw problem(
            "json-choice", en: "'\(key)' is '\(text)'", nl: "'\(key)' is '\(text)'",
            remedy: Bilingual(en: "use one of \(words)", nl: "kies uit \(words)"))
    }

    package func kind(_ key: String, en: String, nl: String) -> InputError {
        problem("json-kind", en: "'\(key)' must be \(en)", nl: "'\(key)' moet \(nl) zijn")
    }
}
