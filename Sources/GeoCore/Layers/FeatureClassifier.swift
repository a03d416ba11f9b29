/// Decides from the field values of a feature whether it is selected and which classes it has. Decisions are kept
/// per combination of values: a layer has many features and few combinations.
struct FeatureClassifier {
    enum Decision: Sendable, Hashable {
        /// Not selected by the filters.
        case unselected
        /// A code list row says so.
        case leftOut
        /// Indices in `classes`.
        case classes([Int32])
        /// NULL or blank where a class is needed.
        case blank(field: String)
        /// No row of the code list.
        case uncaught(codes: String)
        /// No UTF-8, or no text at all.
        case unreadable(field: String, sample: String)
        /// Differs only in case from what is asked for.
        case caseTwin(found: String, asked: String, field: String, isFilter: Bool)
    }

    /// Class texts in the order in which they were met.
    private(set) var classes: [String] = []
    /// Fields whose values `decide` is given, in this order.
    let fields: [String]

    private let filters: [(column: Int, filter: FieldFilter, caseKeys: [String: String])]
    private let rule: ClassRule
    private let classColumns: [Int]
    /// Per field of a code list: case key → code.
    private let codeKeys: [[String: String]]
    private let encoding: TextEncoding?
    private var decisions: [[FieldValue]: Decision] = [:]
    private var indices: [String: Int32] = [:]

    /// - Parameters:
    ///   - layerName: class text when the rule names none.
    ///   - encoding: of text that is no UTF-8.
    init(rule: ClassRule, filters: [FieldFilter], layerName: String, encoding: TextEncoding?) {
        var fields: [String] = []
        func column(_ name: String) -> Int {
            if let index = fields.firstIndex(of: name) { return index }
            fields.append(name)
            return fields.count - 1
        }
        self.filters = filters.map { filter in
            let keys = filter.values.map { (ClassText.caseKey(ClassText.normalised($0)), ClassText.normalised($0)) }
            return (column(filter.field), filter, Dictionary(keys, uniquingKeysWith: { first, _ in first }))
        }
        var codeKeys: [[String: String]] = []
        switch rule {
        case .none, .name: classColumns = []
        case .fields(let names): classColumns = names.map(column)
        case .list(let list):
            classColumns = list.fields.map(column)
            codeKeys = list.fields.indices.map { place in
                let codes = list.rows.compactMap { row -> (String, String)? in
                    guard case .text(let code) = row.codes[place] else { return nil }
                    return (ClassText.caseKey(code), code)
                }
                return Dictionary(codes, uniquingKeysWith: { first, _ in first })
            }
        }
        self.rule = if case .name(nil) = rule { .name(ClassText.normalised(layerName)) } else { rule }
        self.codeKeys = codeKeys
        self.fields = fields
        self.encoding = encoding
    }

    /// - Parameter values: of `fields`, in that order.
    mutating func decide(_ values: [FieldValue]) -> Decision {
        if let known = decisions[values] { return known }
        let decision = decideAnew(values)
        decisions[values] = decision
        return decision
    }

    private mutating func decideAnew(_ values: [FieldValue]) -> Decision {
        for (column, filter, caseKeys) in filters {
            guard let text = text(of: values[column]) else { return unreadable(values[column], filter.field) }
            if let asked = caseKeys[ClassText.caseKey(text)] {
                guard asked == text || caseKeys.values.contains(text) || filter.values.contains(text) else {
                    return .caseTwin(found: text, asked: asked, field: filter.field, isFilter: true)
                }
                if !filter.keeps { return .unselected }
            } else if filter.keeps {
                return .unselected
            }
        }
        switch rule {
        case .none: return .classes([index(of: "")])
        case .name(let name): return .classes([index(of: name ?? "")])
        case .fields(let names): return classByFields(values, names)
        case .list(let list): return classByList(values, list)
        }
    }

    private mutating func classByFields(_ values: [FieldValue], _ names: [String]) -> Decision {
        var parts: [String] = []
        for (column, name) in zip(classColumns, names) {
            guard let text = text(of: values[column]) else { return unreadable(values[column], name) }
            guard !text.isEmpty else { return .blank(field: name) }
            parts.append(text)
        }
        return .classes([index(of: parts.joined(separator: " / "))])
    }

    private mutating func classByList(_ values: [FieldValue], _ list: ClassList) -> Decision {
        var texts: [String] = []
        for (place, column) in classColumns.enumerated() {
            guard let text = text(of: values[column]) else { return unreadable(values[column], list.fields[place]) }
            if let code = codeKeys[place][ClassText.caseKey(text)], code != text, !list.hasCode(text, column: place) {
                return .caseTwin(found: text, asked: code, field: list.fields[place], isFilter: false)
            }
            texts.append(text)
        }
        guard let names = list.classes(of: texts) else {
            let shown = zip(list.fields, texts).map { "\($0) = '\($1)'" }
            return .uncaught(codes: shown.joined(separator: ", "))
        }
        return names.isEmpty ? .leftOut : .classes(names.map { index(of: $0) })
    }

    /// Text of a field's value by the class rule; nil when it has none.
    func text(of value: FieldValue) -> String? {
        if case .undecodable(let bytes) = value { return encoding.map { ClassText.normalised($0.decode(bytes)) } }
        return value.classText
    }

    private func unreadable(_ value: FieldValue, _ field: String) -> Decision {
        guard case .undecodable(let bytes) = value else { return .unreadable(field: field, sample: "") }
        // Bytes that are no UTF-8 show as question marks.
        let shown = String(decoding: bytes.prefix(40), as: UTF8.self).map { $0 == "\u{FFFD}" ? "?" : $0 }
        return .unreadable(field: field, sample: String(shown))
    }

    private mutating func index(of text: String) -> Int32 {
        if let index = indices[text] { return index }
        let index = Int32(classes.count)
        classes.append(text)
        indices[text] = index
        return index
    }
}

extension ClassList {
    /// Whether a row gives exactly this code for a field.
    func hasCode(_ text: String, column: Int) -> Bool {
        rows.contains { $0.codes[column] == .text(text) }
    }
}
