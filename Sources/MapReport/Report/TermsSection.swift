import GeoCore
import LayerDiff

/// What the figures rest on: files with their digests, choices, sums that were checked, what was left out, versions.
struct TermsSection {
    let context: ReportContext

    private var result: DiffResult { context.result }

    var html: HTML {
        pieces {
            element("h3") { context.say("Files", "Bestanden") }
            files
            element("h3") { context.say("Features", "Objecten") }
            ledger.html(context.language, caption: context.say("Features in the files and what became of them", "Objecten in de bestanden en wat ermee gebeurde"))
            element("h3") { context.say("Choices (as in result.json)", "Keuzes (namen zoals in result.json)") }
            choices
            element("h3") { context.say("Sums that were checked", "Nagerekende sommen") }
            identities
            if !notices.isEmpty {
                element("h3") { context.say("Notes", "Opmerkingen") }
                element("ul") { for notice in notices { element("li") { notice } } }
            }
            element("h3") { context.say("Made with", "Gemaakt met") }
            element("dl", ["class": "facts"]) {
                for name in context.versions.keys.sorted(by: codePointOrder) {
                    element("dt") { name }
                    element("dd") { context.versions[name] ?? "" }
                }
            }
        }
    }

    private var files: HTML {
        element("dl", ["class": "facts"]) {
            for (name, layer) in [(context.names.old, result.old), (context.names.new, result.new)] {
                for source in layer.sources { file(name, "\(source.file) (\(source.layer))", source.sha256) }
            }
            if let crosswalk = result.crosswalk, let name = crosswalk.file { file(context.say("crosswalk", "vertaaltabel"), name, crosswalk.sha256) }
            if let name = result.parameters.evidenceFile { file(context.say("evidence", "besluitenregister"), name, result.parameters.evidenceSHA256) }
        }
    }

    private func file(_ what: String, _ name: String, _ digest: String?) -> HTML {
        pieces {
            element("dt") { what }
            element("dd") {
                name
                if let digest {
                    element("br")
                    element("code", ["class": "small"]) { "SHA-256 " + digest }
                }
            }
        }
    }

    private var ledger: Table {
        let columns = [
            DiffTable.text("features", "objecten", csv: "", ""),
            Table.Column(Bilingual(en: context.names.old, nl: context.names.old), csv: Bilingual(en: "", nl: ""), right: true),
            Table.Column(Bilingual(en: context.names.new, nl: context.names.new), csv: Bilingual(en: "", nl: ""), right: true),
        ]
        return Table(
            columns: columns,
            rows: LedgerLine.all(result).map { line in
                [.text(line.title.text(context.language))] + [line.old, line.new].map { $0 ?? .empty }
            })
    }

    private var choices: HTML {
        var members: [String: JSONValue] = [:]
        if case .object(let all) = result.json(language: context.language, versions: context.versions), case .object(let own)? = all["parameters"] {
            members = own
        }
        return element("dl", ["class": "facts"]) {
            for key in members.keys.sorted(by: codePointOrder) {
                element("dt") { element("code") { key } }
                element("dd") { text(members[key] ?? .null) }
            }
        }
    }

    private func text(_ json: JSONValue) -> String {
        switch json {
        case .null: NumberStyle.absent
        case .bool(let flag): flag ? context.say("yes", "ja") : context.say("no", "nee")
        case .integer(let number): context.style.count(number)
        case .number(let number): context.style.parameter(number)
        case .string(let text): text
        case .array, .table, .object: json.text
        }
    }

    private var identities: HTML {
        pieces {
            element("ul") {
                for identity in result.checks.identities {
                    element("li") { identity.name + ": " + (identity.holds ? context.say("holds", "klopt") : context.say("FAILS", "KLOPT NIET")) }
                }
            }
            let excess = result.checks.overlapExcessHectares
            if excess >= NumberStyle.noiseHectares {
                element("p") {
                    context.say(
                        "\(context.ha(excess)) ha has two classes on one map and is counted in both.",
                        "\(context.ha(excess)) ha heeft op één kaart twee klassen en telt in beide mee.")
                }
            }
            if let faces = result.checks.faces {
                element("p") {
                    context.say(
                        "Every shape was held against the area engine: \(context.style.count(faces.retries)) needed a second try, \(context.style.count(faces.disagreements)) still differ (the tables keep the engine's number).",
                        "Elke vorm is naast de oppervlakterekening gelegd: \(context.style.count(faces.retries)) vroegen een tweede poging, \(context.style.count(faces.disagreements)) wijken nog af (de tabellen houden het getal van de rekening).")
                }
            }
        }
    }

    private var notices: [String] {
        result.notices.map { notice in
            Display.clean(notice.message.text(context.language)) + (notice.count > 1 ? " (\(context.style.count(notice.count))×)" : "")
        }
    }
}
