/// Counts the values of one field, feature by feature.
struct FieldTally {
    /// More distinct texts than this are not kept: such a field is no class field.
    static let distinctLimit = 20_000

    private struct Count {
        var features = 0
        var squareMetres = 0.0
    }

    let field: LayerField
    private var counts: [String: Count] = [:]
    private var blank = Count()
    private var nonUTF8 = 0
    private var isBounded = false

    init(_ field: LayerField) {
        self.field = field
    }

    /// - Parameter encoding: of text that is no UTF-8, when the user has said it.
    mutating func add(_ value: FieldValue, squareMetres: Double, encoding: TextEncoding?) {
        let raw: String
        switch value {
        case .null: raw = ""
        case .text(let text): raw = text
        case .integer, .real: raw = value.classText ?? ""
        case .binary: return
        case .undecodable(let bytes):
            nonUTF8 += 1
            // Shown with question marks where the bytes mean nothing.
            raw = encoding?.decode(bytes) ?? String(decoding: bytes, as: UTF8.self).replacingUnknown
        }
        if ClassText.normalised(raw).isEmpty {
            blank.features += 1
            blank.squareMetres += squareMetres
            return
        }
        if counts[raw] == nil, counts.count >= Self.distinctLimit {
            isBounded = true
            return
        }
        counts[raw, default: Count()].features += 1
        counts[raw, default: Count()].squareMetres += squareMetres
    }

    /// - Parameters:
    ///   - features: of the layer, all kinds.
    ///   - valueLimit: how many values are listed.
    ///   - hasAreas: false when hectares mean nothing.
    func finished(features: Int, valueLimit: Int, hasAreas: Bool) -> FieldInspection {
        func hectares(_ squareMetres: Double) -> Double? { hasAreas ? squareMetres / 10_000 : nil }
        var classes: [String: (raws: [String], count: Count)] = [:]
        // Sorted, so that sums of areas do not depend on the order of a dictionary.
        for raw in counts.keys.sorted(by: codePointOrder) {
            guard let count = counts[raw] else { continue }
            var entry = classes[ClassText.normalised(raw)] ?? ([], Count())
            entry.raws.append(raw)
            entry.count.features += count.features
            entry.count.squareMetres += count.squareMetres
            classes[ClassText.normalised(raw)] = entry
        }
        let texts = classes.keys.sorted(by: codePointOrder)
        var result = FieldInspection(name: field.name, kind: field.kind.rawValue)
        result.distinctValues = texts.count
        result.isBounded = isBounded
        result.blanks = blank.features
        result.blankHectares = hectares(blank.squareMetres)
        result.nonUTF8 = nonUTF8
        result.equalAfterTrimming = texts.compactMap { text in
            classes[text].flatMap { $0.raws.count > 1 ? $0.raws : nil }
        }
        let twins = Dictionary(grouping: texts, by: ClassText.caseKey)
        result.caseTwins = twins.values.filter { $0.count > 1 }.sorted { codePointOrder($0[0], $1[0]) }
        let ranked = texts.compactMap { text in classes[text].map { (text: text, count: $0.count) } }.sorted {
            if $0.count.squareMetres != $1.count.squareMetres { return $0.count.squareMetres > $1.count.squareMetres }
            if $0.count.features != $1.count.features { return $0.count.features > $1.count.features }
            return codePointOrder($0.text, $1.text)
        }
        result.values = ranked.prefix(valueLimit).map {
            ValueInspection(text: $0.text, features: $0.count.features, hectares: hectares($0.count.squareMetres))
        }
        // A class repeats, and is usually there: identifiers and remarks are neither.
        result.isClassCandidate =
            !isBounded && (1...200).contains(texts.count) && texts.count * 2 <= max(features, 2)
            && blank.features * 2 < max(features, 1) && [.text, .integer, .other, .real].contains(field.kind)
        return result
    }
}

extension String {
    /// U+FFFD as a question mark.
    fileprivate var replacingUnknown: String { String(map { $0 == "\u{FFFD}" ? "?" : $0 }) }
}
