public import GeoCore
public import LayerDiff

/// What was worked out from several crosswalks, in a few lines.
public enum CrosswalkComposeText {
    public static func text(_ crosswalk: Crosswalk, _ language: Language) -> String {
        let style = NumberStyle(language)
        let say = { (en: String, nl: String) in language == .nl ? nl : en }
        var lines = [
            Display.clean(crosswalk.file ?? "") + " · "
                + say("\(style.count(crosswalk.rows.count)) rows", "\(style.count(crosswalk.rows.count)) regels")
        ]
        for relation in Relation.allCases {
            let count = crosswalk.rows.count { $0.relation == relation }
            if count > 0 { lines.append("  " + Display.padded(style.count(count), to: 6, right: true) + "  " + relation.words.text(language)) }
        }
        lines += crosswalk.notices.map { notice in
            let times = notice.count > 1 ? " (\(style.count(notice.count))×)" : ""
            return "  " + say("note: ", "let op: ") + Display.clean(notice.message.text(language)) + times
        }
        return lines.joined(separator: "\n") + "\n"
    }

    public static func json(_ crosswalk: Crosswalk, _ language: Language, versions: [String: String]) -> JSONValue {
        [
            "schema": "kk-diff/crosswalk@1", "lang": .string(language.rawValue),
            "versions": .object(versions.mapValues(JSONValue.string)), "file": .optional(crosswalk.file),
            "rows": .array(crosswalk.rows.map(\.json)),
            "warnings": .array(crosswalk.notices.map {
                ["code": .string($0.code), "message": .string($0.message.text(language)), "count": .integer($0.count)]
            }),
        ]
    }
}

/// The overlap of the classes of two maps, for somebody who has to write a crosswalk.
public struct CrosswalkSuggestText {
    private let suggestion: CrosswalkSuggestion
    private let language: Language
    private let style: NumberStyle

    public init(_ suggestion: CrosswalkSuggestion, _ language: Language) {
        self.suggestion = suggestion
        self.language = language
        style = NumberStyle(language)
    }

    private func say(_ en: String, _ nl: String) -> String { language == .nl ? nl : en }

    /// The rows to write: every relation unknown, the numbers in the note.
    public func crosswalk(theme: String?) -> Crosswalk {
        suggestion.crosswalk(
            theme: theme, language: language, hectares: { style.hectares($0) }, share: { style.percent($0) })
    }

    public var table: Table {
        let columns = [
            Table.Column(Bilingual(en: "old", nl: "oud"), csv: Bilingual(en: "from", nl: "van")),
            Table.Column(Bilingual(en: "new", nl: "nieuw"), csv: Bilingual(en: "to", nl: "naar")),
            Table.Column(Bilingual(en: "shared ha", nl: "gedeeld ha"), csv: Bilingual(en: "shared_ha", nl: "gedeeld_ha"), right: true),
            Table.Column(Bilingual(en: "of old", nl: "van oud"), csv: Bilingual(en: "share_of_old", nl: "aandeel_oud"), right: true),
            Table.Column(Bilingual(en: "of new", nl: "van nieuw"), csv: Bilingual(en: "share_of_new", nl: "aandeel_nieuw"), right: true),
        ]
        return Table(
            columns: columns,
            rows: suggestion.pairs.map { pair in
                [
                    pair.from.map { .text($0) } ?? .notOnMap, pair.to.map { .text($0) } ?? .notOnMap, .hectares(pair.hectares),
                    pair.from == nil ? .empty : .share(pair.ofOld), pair.to == nil ? .empty : .share(pair.ofNew),
                ]
            })
    }

    /// How alike the two maps are, and what was left out.
    public var remarks: [String] {
        var lines: [String] = []
        if let alike = suggestion.vMeasure {
            let number = { (value: Double) in style.fixed(value, decimals: 2) }
            var text = say("V-measure ", "V-maat ") + number(alike.vMeasure)
                + say(", homogeneity ", ", homogeniteit ") + number(alike.homogeneity)
                + say(", completeness ", ", volledigheid ") + number(alike.completeness)
            if let fit = suggestion.goodnessOfFit { text += say("; MapCurves ", "; MapCurves ") + number(fit) }
            lines.append(text + ".")
        }
        if suggestion.left.count > 0 {
            lines.append(say(
                "\(style.count(suggestion.left.count)) pairs (\(style.hectares(suggestion.left.hectares)) ha) share too little of either class and are left out.",
                "\(style.count(suggestion.left.count)) paren (\(style.hectares(suggestion.left.hectares)) ha) delen te weinig van beide klassen en zijn weggelaten."))
        }
        lines.append(say(
            "Numbers of ground, not of definitions: every relation is 'unknown' until somebody fills it in.",
            "Dit zijn cijfers over de grond, niet over definities: elke relatie is 'onbekend' tot iemand haar invult."))
        return lines
    }

    public var text: String {
        (table.text(language, limit: 118) + [""] + remarks).joined(separator: "\n") + "\n"
    }

    public func json(versions: [String: String]) -> JSONValue {
        [
            "schema": "kk-diff/crosswalk-suggest@1", "lang": .string(language.rawValue),
            "versions": .object(versions.mapValues(JSONValue.string)),
            "pairs": .array(suggestion.pairs.map { pair in
                [
                    "from": .optional(pair.from), "to": .optional(pair.to), "ha": .number(pair.hectares),
                    "share_of_old": pair.from == nil ? .null : .number(pair.ofOld),
                    "share_of_new": pair.to == nil ? .null : .number(pair.ofNew), "relation": "unknown",
                ]
            }),
            "left_out": ["count": .integer(suggestion.left.count), "ha": .number(suggestion.left.hectares)],
            "v_measure": .optional(suggestion.vMeasure?.vMeasure), "homogeneity": .optional(suggestion.vMeasure?.homogeneity),
            "completeness": .optional(suggestion.vMeasure?.completeness), "mapcurves_gof": .optional(suggestion.goodnessOfFit),
            "mapcurves_reference": .optional(suggestion.fitIsOfOldMap.map { $0 ? "old" : "new" }),
        ]
    }
}

extension CrosswalkRow {
    fileprivate var json: JSONValue {
        [
            "theme": .optional(theme), "from": .optional(from), "to": .optional(to), "relation": .string(relation.rawValue),
            "kind": .optional(kind?.rawValue), "row_complete": .bool(rowIsComplete), "owner": .optional(owner),
            "note": .optional(note), "step": .optional(step),
        ]
    }
}
