public import GeoCore
public import PlanCheck

/// What is in the maps of a catalogue and what is wrong with it, for people and for scripts.
public struct CatalogueLintReport {
    private let lint: CatalogueLint
    private let language: Language
    private let style: NumberStyle

    public init(_ lint: CatalogueLint, _ language: Language) {
        self.lint = lint
        self.language = language
        style = NumberStyle(language)
    }

    private func say(_ en: String, _ nl: String) -> String { language == .nl ? nl : en }

    /// A line of counts, the units, then one line per finding.
    public var text: String {
        let lines = [head] + CatalogueTable.units(lint).text(language, indent: 2)
            + lint.findings.flatMap { finding -> [String] in
                let severity = finding.isError ? say("error: ", "fout: ") : say("note: ", "let op: ")
                return Display.wrapped(
                    severity + (finding.unit.map { Display.clean($0) + ": " } ?? "")
                        + Display.clean(finding.message.text(language)), to: 116, indent: 2
                ).map { "  " + $0 }
            }
        return lines.joined(separator: "\n") + "\n"
    }

    private var head: String {
        let (errors, notes) = (lint.errors.count, lint.warnings.count)
        let mapped = lint.units.count { $0.features != nil }
        return [
            Display.clean(lint.catalogue.file), Display.clean(lint.catalogue.name),
            say(
                "\(style.count(lint.units.count)) units, \(style.count(mapped)) with a map",
                "\(style.count(lint.units.count)) eenheden, \(style.count(mapped)) met een kaart"),
            errors == 0
                ? say("no errors", "geen fouten")
                : say("\(errors) error\(errors == 1 ? "" : "s")", "\(errors) \(errors == 1 ? "fout" : "fouten")"),
            say("\(notes) note\(notes == 1 ? "" : "s")", "\(notes) \(notes == 1 ? "opmerking" : "opmerkingen")"),
        ].joined(separator: " · ")
    }

    /// The units as a table.
    public var table: Table { CatalogueTable.units(lint) }

    public var markdown: String {
        let findings = lint.findings.map { finding in
            "- " + (finding.isError ? say("error: ", "fout: ") : say("note: ", "let op: "))
                + (finding.unit.map { Markdown.escaped($0) + ": " } ?? "")
                + Markdown.escaped(finding.message.text(language))
        }
        return ([say("# Catalogue", "# Catalogus"), "", Markdown.escaped(head), ""] + table.markdown(language)
            + (findings.isEmpty ? [] : [""] + findings)).joined(separator: "\n") + "\n"
    }

    /// The findings as `kk-diff/catalogue-lint@1`.
    public func json(versions: [String: String]) -> JSONValue {
        func findings(_ some: [CatalogueLint.Finding]) -> JSONValue {
            .array(
                some.map {
                    [
                        "code": .string($0.code), "unit": .optional($0.unit),
                        "message": .string($0.message.text(language)),
                    ]
                })
        }
        return [
            "schema": "kk-diff/catalogue-lint@1", "lang": .string(language.rawValue),
            "versions": .object(versions.mapValues(JSONValue.string)),
            "catalogue": ["file": .string(lint.catalogue.file), "sha256": .optional(lint.catalogue.sha256)],
            "units": .array(
                lint.units.map { unit in
                    [
                        "id": .string(unit.id), "quality": .string(unit.quality), "name": .string(unit.name),
                        "geometry": .string(unit.geometry.rawValue), "features": unit.features.map(JSONValue.integer) ?? .null,
                        "area_ha": .optional(unit.hectares), "length_km": .optional(unit.kilometres),
                        "expected_ha": .optional(unit.expectedHectares),
                        "doubled_features": .integer(unit.doubledFeatures), "doubled_ha": .number(unit.doubledHectares),
                        "rtree": unit.hasRTree.map(JSONValue.bool) ?? .null,
                    ]
                }),
            "errors": findings(lint.errors), "warnings": findings(lint.warnings),
        ]
    }
}

/// Tables about catalogues.
enum CatalogueTable {
    static func units(_ lint: CatalogueLint) -> Table {
        Table(
            columns: [
                Table.Column(Bilingual(en: "unit", nl: "eenheid"), csv: Bilingual(en: "unit", nl: "eenheid")),
                Table.Column(Bilingual(en: "name", nl: "naam"), csv: Bilingual(en: "name", nl: "naam")),
                Table.Column(Bilingual(en: "quality", nl: "kwaliteit"), csv: Bilingual(en: "quality", nl: "kwaliteit")),
                Table.Column(
                    Bilingual(en: "features", nl: "objecten"), csv: Bilingual(en: "features", nl: "objecten"), right: true),
                Table.Column(Bilingual(en: "ha", nl: "ha"), csv: Bilingual(en: "area_ha", nl: "oppervlakte_ha"), right: true),
                Table.Column(
                    Bilingual(en: "expected", nl: "verwacht"), csv: Bilingual(en: "expected_ha", nl: "verwacht_ha"),
                    right: true),
                Table.Column(Bilingual(en: "km", nl: "km"), csv: Bilingual(en: "length_km", nl: "lengte_km"), right: true),
                Table.Column(
                    Bilingual(en: "doubled", nl: "dubbel"), csv: Bilingual(en: "doubled_features", nl: "dubbele_objecten"),
                    right: true),
                Table.Column(Bilingual(en: "R-tree", nl: "R-tree"), csv: Bilingual(en: "rtree", nl: "rtree")),
            ],
            rows: lint.units.map { unit in
                [
                    .text(unit.id), .text(unit.name), .text(unit.quality), unit.features.map(Table.Cell.count) ?? .empty,
                    unit.hectares.map(Table.Cell.hectares) ?? .empty,
                    unit.expectedHectares.map(Table.Cell.hectares) ?? .empty,
                    unit.kilometres.map(Table.Cell.kilometres) ?? .empty,
                    unit.doubledFeatures > 0 ? .count(unit.doubledFeatures) : .empty,
                    unit.hasRTree.map { .text($0 ? "+" : "-") } ?? .empty,
                ]
            })
    }

    static func index(_ outcome: CatalogueIndexer.Outcome) -> Table {
        Table(
            columns: [
                Table.Column(Bilingual(en: "unit", nl: "eenheid"), csv: Bilingual(en: "unit", nl: "eenheid")),
                Table.Column(Bilingual(en: "name", nl: "naam"), csv: Bilingual(en: "name", nl: "naam")),
                Table.Column(
                    Bilingual(en: "features", nl: "objecten"), csv: Bilingual(en: "features", nl: "objecten"), right: true),
                Table.Column(Bilingual(en: "ha", nl: "ha"), csv: Bilingual(en: "area_ha", nl: "oppervlakte_ha"), right: true),
                Table.Column(Bilingual(en: "km", nl: "km"), csv: Bilingual(en: "length_km", nl: "lengte_km"), right: true),
                Table.Column(Bilingual(en: "parts", nl: "delen"), csv: Bilingual(en: "parts", nl: "delen"), right: true),
                Table.Column(
                    Bilingual(en: "doubled", nl: "dubbel"), csv: Bilingual(en: "doubled_features", nl: "dubbele_objecten"),
                    right: true),
                Table.Column(
                    Bilingual(en: "read", nl: "lezen"), csv: Bilingual(en: "read", nl: "lezen")),
            ],
            rows: outcome.units.map { unit in
                [
                    .text(unit.id), .text(unit.name), .count(unit.features),
                    unit.geometry == .polygon ? .hectares(unit.measure / 10_000) : .empty,
                    unit.geometry == .line ? .kilometres(unit.measure / 1000) : .empty,
                    unit.parts.map(Table.Cell.count) ?? .empty,
                    unit.doubledFeatures > 0 ? .count(unit.doubledFeatures) : .empty,
                    .text(unit.isWindowed ? "R-tree" : "*"),
                ]
            })
    }

    static func diff(_ diff: CatalogueDiff) -> Table {
        func side(_ key: String, _ nl: String, _ unit: String = "_ha") -> Bilingual {
            Bilingual(en: key + unit, nl: nl + unit)
        }
        return Table(
            columns: [
                Table.Column(Bilingual(en: "unit", nl: "eenheid"), csv: Bilingual(en: "unit", nl: "eenheid")),
                Table.Column(Bilingual(en: "name", nl: "naam"), csv: Bilingual(en: "name", nl: "naam")),
                Table.Column(Bilingual(en: "change", nl: "verschil"), csv: Bilingual(en: "change", nl: "verschil")),
                Table.Column(Bilingual(en: "old ha", nl: "oud ha"), csv: side("old", "oud"), right: true),
                Table.Column(Bilingual(en: "both", nl: "beide"), csv: side("both", "beide"), right: true),
                Table.Column(Bilingual(en: "only old", nl: "alleen oud"), csv: side("only_old", "alleen_oud"), right: true),
                Table.Column(Bilingual(en: "only new", nl: "alleen nieuw"), csv: side("only_new", "alleen_nieuw"), right: true),
                Table.Column(Bilingual(en: "new ha", nl: "nieuw ha"), csv: side("new", "nieuw"), right: true),
                Table.Column(Bilingual(en: "texts", nl: "teksten"), csv: Bilingual(en: "fields", nl: "velden")),
            ],
            rows: diff.units.map { unit in
                func cell(_ value: Double?) -> Table.Cell {
                    guard let value else { return .empty }
                    return switch unit.geometry {
                    case .polygon: .hectares(value)
                    case .line: .text(NumberStyle(.en).fixed(value) + " km")
                    case .point: .text(String(Int(value)))
                    }
                }
                return [
                    .text(unit.id), .text(unit.name), .text(unit.change.rawValue), cell(unit.measure.old),
                    cell(unit.measure.both), cell(unit.measure.onlyOld), cell(unit.measure.onlyNew),
                    cell(unit.measure.new), .text(unit.fields.map(\.key).joined(separator: ", ")),
                ]
            })
    }
}
