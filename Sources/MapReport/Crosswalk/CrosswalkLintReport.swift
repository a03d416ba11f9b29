public import GeoCore
public import LayerDiff

/// What is wrong with a crosswalk, for people and for scripts.
public struct CrosswalkLintReport {
    private let crosswalk: Crosswalk
    private let lint: CrosswalkLint
    private let theme: String?
    private let language: Language

    public init(_ crosswalk: Crosswalk, _ lint: CrosswalkLint, theme: String?, _ language: Language) {
        self.crosswalk = crosswalk
        self.lint = lint
        self.theme = theme
        self.language = language
    }

    private func say(_ en: String, _ nl: String) -> String { language == .nl ? nl : en }

    private var rows: [CrosswalkRow] { crosswalk.rows(ofTheme: theme) }
    private var stated: Int { rows.count { $0.isStated } }

    /// A line of counts, then one line per finding.
    public var text: String {
        let style = NumberStyle(language)
        let (errors, notes) = (lint.errors.count, lint.notices.count)
        let answered = say("\(style.count(stated)) answered", "\(style.count(stated)) beantwoord")
        var head = [Display.clean(crosswalk.file ?? ""), say("\(style.count(rows.count)) rows, \(answered)", "\(style.count(rows.count)) regels, \(answered)")]
        if let theme { head.insert(say("theme ", "thema ") + Display.clean(theme), at: 1) }
        head.append(
            errors == 0
                ? say("no errors", "geen fouten") : say("\(errors) error\(errors == 1 ? "" : "s")", "\(errors) \(errors == 1 ? "fout" : "fouten")"))
        if notes > 0 { head.append(say("\(notes) note\(notes == 1 ? "" : "s")", "\(notes) \(notes == 1 ? "opmerking" : "opmerkingen")")) }
        var lines = [head.joined(separator: " · ")]
        lines += lint.errors.map { "  " + say("error: ", "fout: ") + $0.line(language) }
        lines += lint.notices.map { notice in
            let times = notice.count > 1 ? " (\(style.count(notice.count))×)" : ""
            return "  " + say("note: ", "let op: ") + Display.clean(notice.message.text(language)) + times
        }
        if stated < rows.count, errors == 0 {
            let open = style.count(rows.count - stated)
            lines.append(
                "  " + say("\(open) rows still say 'unknown': these places stay open.", "\(open) regels zeggen nog 'onbekend': die plekken blijven open."))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The findings as a table.
    public var table: Table {
        let columns = [
            Table.Column(Bilingual(en: "severity", nl: "ernst"), csv: Bilingual(en: "severity", nl: "ernst")),
            Table.Column(Bilingual(en: "code", nl: "code"), csv: Bilingual(en: "code", nl: "code")),
            Table.Column(Bilingual(en: "message", nl: "melding"), csv: Bilingual(en: "message", nl: "melding")),
        ]
        return Table(
            columns: columns,
            rows: lint.errors.map { [.text(say("error", "fout")), .text($0.code), .text($0.line(language))] }
                + lint.notices.map { [.text(say("note", "let op")), .text($0.code), .text($0.message.text(language))] })
    }

    public var markdown: String {
        let head = text.split(separator: "\n").first.map { Markdown.escaped(String($0)) } ?? ""
        let title = say("# Crosswalk", "# Vertaaltabel")
        let body = table.rows.isEmpty ? [] : [""] + table.markdown(language)
        return ([title, "", head] + body).joined(separator: "\n") + "\n"
    }

    /// The findings as `kk-diff/crosswalk-lint@1`.
    public func json(versions: [String: String]) -> JSONValue {
        [
            "schema": "kk-diff/crosswalk-lint@1",
            "lang": .string(language.rawValue),
            "versions": .object(versions.mapValues(JSONValue.string)),
            "file": .optional(crosswalk.file), "theme": .optional(theme),
            "rows": .integer(rows.count), "rows_stated": .integer(stated),
            "errors": .array(
                lint.errors.map { ["code": .string($0.code), "message": .string($0.line(language))] }),
            "warnings": .array(
                lint.notices.map {
                    [
                        "code": .string($0.code), "message": .string($0.message.text(language)),
                        "count": .integer($0.count),
                    ]
                }),
        ]
    }
}
