public import GeoCore
public import PlanCheck

/// What is different between two versions of a catalogue.
public struct CatalogueDiffReport {
    private let diff: CatalogueDiff
    private let language: Language
    private let style: NumberStyle

    public init(_ diff: CatalogueDiff, _ language: Language) {
        self.diff = diff
        self.language = language
        style = NumberStyle(language)
    }

    private func say(_ en: String, _ nl: String) -> String { language == .nl ? nl : en }

    public var text: String {
        var lines = Display.wrapped(head, to: 118, indent: 2)
        let changed = diff.units.filter { $0.change != .same }
        for unit in changed {
            lines += Display.wrapped(line(unit), to: 116, indent: 4).map { "  " + $0 }
            for field in unit.fields {
                lines += Display.wrapped("\(field.key): \(words(field.old)) → \(words(field.new))", to: 112, indent: 4)
                    .map { "      " + $0 }
            }
        }
        let same = diff.units.count - changed.count
        if same > 0 {
            lines.append("  " + say("\(style.count(same)) units are the same.", "\(style.count(same)) eenheden zijn gelijk."))
        }
        lines.append(
            "  " + say(
                "Why a map differs is not in the catalogue: see kk-diff diff and compare.",
                "Waarom een kaart verschilt staat niet in de catalogus: zie kk-diff diff en compare."))
        return lines.joined(separator: "\n") + "\n"
    }

    private var head: String {
        let counts = CatalogueDiff.Change.allCases.compactMap { change -> String? in
            let count = diff.units.count { $0.change == change }
            return count > 0 ? "\(style.count(count)) \(name(change))" : nil
        }
        return "\(Display.clean(diff.old.file)) → \(Display.clean(diff.new.file)): " + counts.joined(separator: ", ")
    }

    private func name(_ change: CatalogueDiff.Change) -> String {
        switch change {
        case .added: say("added", "erbij")
        case .removed: say("removed", "weg")
        case .moved: say("moved on the map", "op de kaart veranderd")
        case .texts: say("changed in text only", "alleen in tekst veranderd")
        case .same: say("the same", "gelijk")
        }
    }

    private func words(_ text: String?) -> String {
        text.map { "'" + Display.clean($0) + "'" } ?? say("(none)", "(geen)")
    }

    private func line(_ unit: CatalogueDiff.Unit) -> String {
        var parts = ["\(Display.clean(unit.id)) \(Display.clean(unit.name)): \(name(unit.change))"]
        let measure = unit.measure
        if let both = measure.both, let onlyOld = measure.onlyOld, let onlyNew = measure.onlyNew, unit.change == .moved {
            parts.append(
                say(
                    "\(style.hectares(both)) ha on both, \(style.hectares(onlyOld)) ha only old, \(style.hectares(onlyNew)) ha only new",
                    "\(style.hectares(both)) ha op beide, \(style.hectares(onlyOld)) ha alleen oud, \(style.hectares(onlyNew)) ha alleen nieuw"))
        } else if measure.old != measure.new {
            parts.append("\(amount(measure.old, unit)) → \(amount(measure.new, unit))")
        }
        if let problem = unit.problem { parts.append(Display.clean(problem.text(language))) }
        return parts.joined(separator: " · ")
    }

    private func amount(_ value: Double?, _ unit: CatalogueDiff.Unit) -> String {
        guard let value else { return say("none", "geen") }
        return switch unit.geometry {
        case .polygon: style.hectares(value) + " ha"
        case .line: style.fixed(value) + " km"
        case .point: style.count(Int(value))
        }
    }

    public var table: Table { CatalogueTable.diff(diff) }

    public var markdown: String {
        ([say("# Two versions of a catalogue", "# Twee versies van een catalogus"), "", Markdown.escaped(head), ""]
            + table.markdown(language)).joined(separator: "\n") + "\n"
    }

    /// As `kk-diff/catalogue-diff@1`. Measures are hectares (polygons), kilometres (lines) or numbers (points).
    public func json(versions: [String: String]) -> JSONValue {
        [
            "schema": "kk-diff/catalogue-diff@1", "lang": .string(language.rawValue),
            "versions": .object(versions.mapValues(JSONValue.string)),
            "old": ["file": .string(diff.old.file), "sha256": .optional(diff.old.sha256), "name": .string(diff.old.name)],
            "new": ["file": .string(diff.new.file), "sha256": .optional(diff.new.sha256), "name": .string(diff.new.name)],
            "units": .array(
                diff.units.map { unit in
                    [
                        "id": .string(unit.id), "quality": .string(unit.quality), "name": .string(unit.name),
                        "geometry": .string(unit.geometry.rawValue), "change": .string(unit.change.rawValue),
                        "old": .optional(unit.measure.old), "new": .optional(unit.measure.new),
                        "both_ha": .optional(unit.measure.both), "only_old_ha": .optional(unit.measure.onlyOld),
                        "only_new_ha": .optional(unit.measure.onlyNew),
                        "fields": .array(
                            unit.fields.map {
                                ["field": .string($0.key), "old": .optional($0.old), "new": .optional($0.new)]
                            }),
                        "problem": .optional(unit.problem?.text(language)),
                    ]
                }),
        ]
    }
}
