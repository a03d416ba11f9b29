public import GeoCore

/// What is in map files, for people: per layer a line, its fields with their values, and what would go wrong.
public struct InspectReport {
    private let inspection: Inspection
    private let language: Language
    private let style: NumberStyle
    private let look: TextLook

    public init(_ inspection: Inspection, _ language: Language, look: TextLook = .plain) {
        self.look = look
        self.inspection = inspection
        self.language = language
        style = NumberStyle(language)
    }

    private func say(_ en: String, _ nl: String) -> String { language == .nl ? nl : en }

    public var text: String {
        inspection.layers.map { block($0).joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }

    public var markdown: String {
        let title = "# " + say("What is in the files", "Wat er in de bestanden zit")
        return ([title, "", Markdown.block(text)] + table.markdown(language)).joined(separator: "\n") + "\n"
    }

    // MARK: one layer

    private func block(_ layer: LayerInspection) -> [String] {
        var head = [Display.clean(layer.file) + say(", layer ", ", laag ") + Display.clean(layer.layer)]
        let kinds = [
            (layer.polygonFeatures, say("polygons", "vlakken")), (layer.lineFeatures, say("lines", "lijnen")),
            (layer.pointFeatures, say("points", "punten")),
        ].filter { $0.0 > 0 }.map { style.count($0.0) + " " + $0.1 }
        head += kinds.isEmpty ? [say("no features with a shape", "geen objecten met een vorm")] : kinds
        if let area = layer.areaHectares, layer.polygonFeatures > 0 { head.append(style.hectares(area) + " ha") }
        if let version = layer.convertedBy { head.append("via " + Display.clean(version)) }
        head.append(crs(layer))
        if layer.hasRTree == false { head.append(say("no R-tree", "geen R-tree")) }
        let problems = layer.fields.flatMap(problems) + problems(layer)
        return Display.wrapped(head.joined(separator: " · "), to: look.width, indent: 2) + fields(layer)
            + problems.flatMap { Display.wrapped($0, to: look.width - 2, indent: 2) }.map { "  " + $0 }
    }

    private func crs(_ layer: LayerInspection) -> String {
        if let crs = layer.crs {
            return Display.clean(crs.code ?? crs.name) + (crs.isAssumed ? say(" (assumed)", " (aangenomen)") : "")
        }
        guard let code = layer.suggestedCRS else { return say("no coordinate system", "geen coördinatenstelsel") }
        return say(
            "no coordinate system: the coordinates fit \(code), give --assume-crs \(code)",
            "geen coördinatenstelsel: de coördinaten passen bij \(code), geef --assume-crs \(code)")
    }

    private static let columns = [
        Table.Column(Bilingual(en: "field", nl: "veld"), csv: Bilingual(en: "field", nl: "veld")),
        Table.Column(Bilingual(en: "kind", nl: "soort"), csv: Bilingual(en: "kind", nl: "soort")),
        Table.Column(Bilingual(en: "values", nl: "waarden"), csv: Bilingual(en: "values", nl: "waarden"), right: true),
        Table.Column(Bilingual(en: "blank", nl: "leeg"), csv: Bilingual(en: "blank", nl: "leeg"), right: true),
        Table.Column(Bilingual(en: "examples (ha)", nl: "voorbeelden (ha)"), csv: Bilingual(en: "examples", nl: "voorbeelden")),
    ]

    private func fields(_ layer: LayerInspection) -> [String] {
        guard !layer.fields.isEmpty else { return [] }
        let rows = layer.fields.map { field -> [Table.Cell] in
            let examples = field.values.prefix(4).map { value in
                Display.truncated(Display.clean(value.text), to: 24)
                    + (value.hectares.map { " " + style.hectares($0) } ?? "")
            }
            let count = style.count(field.distinctValues) + (field.isBounded ? "+" : "")
            return [
                .text(field.name + (field.isClassCandidate ? " *" : "")), .text(kind(field.kind)), .text(count),
                .count(field.blanks), .text(examples.joined(separator: " · ")),
            ]
        }
        let lines = Table(columns: Self.columns, rows: rows).text(language, indent: 2, limit: look.width)
        let hasCandidate = layer.fields.contains(where: \.isClassCandidate)
        return lines
            + (hasCandidate ? [say("  * may be the class field (--class)", "  * kan het veld met de klasse zijn (--class)")] : [])
    }

    private func kind(_ code: String) -> String {
        let dutch = [
            "text": "tekst", "integer": "geheel", "real": "getal", "boolean": "ja/nee", "date": "datum",
            "binary": "binair", "other": "anders",
        ]
        return language == .nl ? dutch[code] ?? code : code
    }

    // MARK: what would go wrong

    private func problems(_ layer: LayerInspection) -> [String] {
        var items: [String] = []
        if layer.selfOverlapping > 0 {
            let count = style.count(layer.selfOverlapping)
            let area = layer.selfOverlapHectares.map { " (\(style.hectares($0)) ha)" } ?? ""
            items.append(
                say(
                    "features that cross or overlap themselves: \(count)\(area); --repair structure",
                    "objecten die zichzelf kruisen of overlappen: \(count)\(area); --repair structure"))
        }
        if layer.overlappingPairs > 0 {
            let area = layer.overlapHectares.map { style.hectares($0) + " ha " } ?? ""
            let count = style.count(layer.overlappingFeatures)
            items.append(
                say(
                    "overlap \(area)between \(count) features: --classes any-of, or choose first",
                    "overlap \(area)tussen \(count) objecten: --classes any-of, of eerst kiezen"))
        }
        let shapeless = layer.nullGeometries + layer.emptyGeometries
        if shapeless > 0 {
            items.append(say("features without a shape: ", "objecten zonder vorm: ") + style.count(shapeless))
        }
        items += layer.oddities.map { oddity in
            let ids = oddity.firstFeatures.map(String.init).joined(separator: ", ")
            return say("unreadable: ", "onleesbaar: ") + Display.clean(oddity.problem.text(language))
                + " (\(style.count(oddity.count))×: \(ids))"
        }
        return items + layer.notices.map {
            Wording.notes.text(language) + ": " + Display.clean($0.message.text(language))
        }
    }

    private func problems(_ field: FieldInspection) -> [String] {
        let name = Display.clean(field.name) + ": "
        let quoted = { (groups: [[String]]) in
            groups.prefix(3).map { $0.map { "'" + Display.clean($0) + "'" }.joined(separator: " = ") }
                .joined(separator: ", ")
        }
        var items: [String] = []
        if field.isClassCandidate, field.blanks > 0 {
            let area = field.blankHectares.map { " (\(style.hectares($0)) ha)" } ?? ""
            items.append(name + style.count(field.blanks) + say(" without a value", " zonder waarde") + area)
        }
        if !field.equalAfterTrimming.isEmpty {
            items.append(name + say("the same but for spaces: ", "zelfde op spaties na: ") + quoted(field.equalAfterTrimming))
        }
        if !field.caseTwins.isEmpty {
            items.append(name + say("differ only in case: ", "verschillen alleen in hoofdletters: ") + quoted(field.caseTwins))
        }
        if field.nonUTF8 > 0 {
            items.append(
                name + style.count(field.nonUTF8)
                    + say(
                        " texts are not UTF-8; try --encoding CP850 or windows-1252",
                        " teksten zijn geen UTF-8; probeer --encoding CP850 of windows-1252"))
        }
        return items
    }

    // MARK: table

    /// One row per file, layer, field and value.
    public var table: Table {
        let names = [("file", "bestand"), ("layer", "laag"), ("field", "veld"), ("value", "waarde")]
        var columns = names.map { Table.Column(Bilingual(en: $0.0, nl: $0.1), csv: Bilingual(en: $0.0, nl: $0.1)) }
        let features = Bilingual(en: "features", nl: "objecten")
        columns.append(Table.Column(features, csv: features, right: true))
        columns.append(
            Table.Column(Bilingual(en: "ha", nl: "ha"), csv: Bilingual(en: "area_ha", nl: "oppervlakte_ha"), right: true))
        let rows = inspection.layers.flatMap { layer in
            layer.fields.flatMap { field in
                field.values.map { value -> [Table.Cell] in
                    [
                        .text(layer.file), .text(layer.layer), .text(field.name), .text(value.text),
                        .count(value.features), value.hectares.map { .hectares($0) } ?? .empty,
                    ]
                }
            }
        }
        return Table(columns: columns, rows: rows)
    }
}
