public import GeoCore
public import PlanCheck

/// What an index holds.
public struct CatalogueIndexReport {
    private let outcome: CatalogueIndexer.Outcome
    private let file: String
    private let language: Language
    private let style: NumberStyle

    /// - Parameter file: where the index was written.
    public init(_ outcome: CatalogueIndexer.Outcome, file: String, _ language: Language) {
        self.outcome = outcome
        self.file = file
        self.language = language
        style = NumberStyle(language)
    }

    private func say(_ en: String, _ nl: String) -> String { language == .nl ? nl : en }

    private var head: String {
        let whole = outcome.units.count { !$0.isWindowed }
        let units = style.count(outcome.units.count)
        var parts = [
            say("written: ", "geschreven: ") + Display.clean(file),
            say("\(units) units from \(outcome.index.sources.count) files", "\(units) eenheden uit \(outcome.index.sources.count) bestanden"),
        ]
        if whole > 0 {
            parts.append(
                say(
                    "\(style.count(whole)) without a usable R-tree (*): read whole for every check",
                    "\(style.count(whole)) zonder bruikbare R-tree (*): bij elke toets geheel gelezen"))
        }
        return parts.joined(separator: " · ")
    }

    public var text: String {
        ([head] + table.text(language, indent: 2)).joined(separator: "\n") + "\n"
    }

    public var table: Table { CatalogueTable.index(outcome) }

    public var markdown: String {
        ([say("# Index of a catalogue", "# Index van een catalogus"), "", Markdown.escaped(head), ""]
            + table.markdown(language)).joined(separator: "\n") + "\n"
    }

    /// As `kk-diff/catalogue-index-report@1`.
    public func json(versions: [String: String]) -> JSONValue {
        [
            "schema": "kk-diff/catalogue-index-report@1", "lang": .string(language.rawValue),
            "versions": .object(versions.mapValues(JSONValue.string)), "file": .string(file),
            "sources": .array(
                outcome.index.sources.map {
                    ["file": .string($0.file), "size": .integer(Int($0.size)), "sha256": .string($0.sha256)]
                }),
            "units": .array(
                outcome.units.map { unit in
                    [
                        "id": .string(unit.id), "name": .string(unit.name), "geometry": .string(unit.geometry.rawValue),
                        "features": .integer(unit.features),
                        "area_ha": .optional(unit.geometry == .polygon ? unit.measure / 10_000 : nil),
                        "length_m": .optional(unit.geometry == .line ? unit.measure : nil),
                        "parts": unit.parts.map(JSONValue.integer) ?? .null,
                        "doubled_features": .integer(unit.doubledFeatures), "windowed": .bool(unit.isWindowed),
                    ]
                }),
            "errors": .array(
                outcome.failures.map { ["unit": .string($0.entry), "message": .string($0.error.line(language))] }),
        ]
    }
}
