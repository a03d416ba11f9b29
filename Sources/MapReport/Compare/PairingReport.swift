public import GeoCore
public import LayerDiff

/// What `init` proposes: which layer of one date belongs to which of the other, what to look out for, and what was written.
public struct PairingReport {
    private let pairing: MapPairing
    private let language: Language
    private let style: NumberStyle
    private let look: TextLook

    public init(_ pairing: MapPairing, _ language: Language, look: TextLook = .plain) {
        self.look = look
        self.pairing = pairing
        self.language = language
        style = NumberStyle(language)
    }

    private func say(en: String, nl: String) -> String { language == .nl ? nl : en }

    /// - Parameter written: names of the run file and the crosswalk, the comparisons and rows in them; nil: nothing was written.
    public func text(written: (run: String, comparisons: Int, crosswalk: String, rows: Int)?) -> String {
        var lines = [found]
        lines += rowsWithNotes
        lines += unpaired + assumptions
        if let written {
            lines += Display.wrapped(
                say(
                    en: "Written: \(written.run) (\(written.comparisons) comparisons, none confirmed yet), \(written.crosswalk) (\(written.rows) rows, all 'unknown'). Nothing has been compared.",
                    nl: "Geschreven: \(written.run) (\(written.comparisons) vergelijkingen, nog geen enkele bevestigd), \(written.crosswalk) (\(written.rows) regels, alle 'onbekend'). Niets is vergeleken."),
                to: look.width, indent: 2)
            lines += Display.wrapped(
                say(
                    en: "Next: fill in instrument and drawn_by in \(written.run) and the relations in \(written.crosswalk) (Excel will do); then kk-diff crosswalk lint \(written.crosswalk), and kk-diff compare \(written.run)",
                    nl: "Volgende stap: vul instrument en drawn_by in \(written.run) in en de relaties in \(written.crosswalk) (Excel mag); daarna kk-diff crosswalk lint \(written.crosswalk), en kk-diff compare \(written.run)"),
                to: look.width, indent: 2)
        } else {
            lines.append(say(en: "Nothing was written, and nothing compared.", nl: "Er is niets geschreven, en niets vergeleken."))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The table with what to look out for under the row it is about: it must not be cut.
    private var rowsWithNotes: [String] {
        let whole = table
        let columns = Table(columns: Array(whole.columns.dropLast()), rows: whole.rows.map { Array($0.dropLast()) })
        let lines = columns.lines(language, indent: 2, limit: look.width)
        return lines.head + zip(lines.rows, pairing.pairings.map(notes)).flatMap { row, note in
            note.isEmpty ? row : row + Display.wrapped(note, to: look.width - 6).map { "      " + $0 }
        }
    }

    private func notes(_ entry: LayerPairing) -> String {
        entry.notes.map { note($0, entry) }.joined(separator: "; ")
    }

    /// The table alone, for Markdown.
    public var markdown: String {
        (["# " + say(en: "Proposed pairs", nl: "Voorstel voor koppeling"), "", found, ""] + table.markdown(language) + [""] + (unpaired + assumptions).map { "- " + Markdown.escaped($0) })
            .joined(separator: "\n") + "\n"
    }

    private var found: String {
        let (a, b) = (place(pairing.options.old), place(pairing.options.new))
        return say(
            en: "Found: \(layers(pairing.old.count)) in \(a), \(layers(pairing.new.count)) in \(b). Proposed pairs (shared / united area):",
            nl: "Gevonden: \(layers(pairing.old.count)) in \(a), \(layers(pairing.new.count)) in \(b). Voorstel voor koppeling (gedeelde oppervlakte / samen):")
    }

    private func layers(_ count: Int) -> String {
        count == 1 ? say(en: "1 layer", nl: "1 laag") : style.count(count) + say(en: " layers", nl: " lagen")
    }

    private func place(_ side: PairingOptions.Side) -> String { Display.clean(side.paths.joined(separator: ", ")) }

    // MARK: the table

    private static func text(_ en: String, _ nl: String, _ csv: String, _ nlCSV: String) -> Table.Column {
        Table.Column(Bilingual(en: en, nl: nl), csv: Bilingual(en: csv, nl: nlCSV))
    }

    private static func number(_ en: String, _ nl: String, _ csv: String, _ nlCSV: String) -> Table.Column {
        Table.Column(Bilingual(en: en, nl: nl), csv: Bilingual(en: csv, nl: nlCSV), right: true)
    }

    /// One row per old layer.
    public var table: Table {
        Table(
            columns: [
                Self.text("old", "oud", "old_layer", "oude_laag"), Self.number("size", "omvang", "old_size", "oude_omvang"),
                Self.text("best in new", "beste in nieuw", "best", "beste"), Self.number("size", "omvang", "best_size", "beste_omvang"),
                Self.number("shared", "gedeeld", "best_share", "beste_deel"), Self.text("second", "tweede", "second", "tweede"),
                Self.number("shared", "gedeeld", "second_share", "tweede_deel"), Self.text("", "", "note", "opmerking"),
            ],
            rows: pairing.pairings.map(row))
    }

    private func row(_ entry: LayerPairing) -> [Table.Cell] {
        let old = pairing.old[entry.old]
        let best = entry.best.map { unit($0.unit) } ?? entry.named.map { pairing.new[$0].layerName } ?? "-"
        let bestSize = entry.best.map { style.hectares($0.unit.hectares) + " ha" } ?? entry.named.map { size(pairing.new[$0]) } ?? ""
        return [
            .text(old.layerName), .text(size(old)), .text(best), .text(bestSize), entry.best.map { .share($0.share) } ?? .text("-"),
            .text(entry.second.map { unit($0.unit) } ?? "-"), entry.second.map { .share($0.share) } ?? .text(""),
            .text(notes(entry)),
        ]
    }

    private func unit(_ unit: PairingUnit) -> String {
        let layer = pairing.new[unit.layer].layerName
        return unit.className.map { $0 == layer ? layer : "\(layer): \($0)" } ?? layer
    }

    private func size(_ layer: FoundLayer) -> String {
        if layer.hasPolygons { return style.hectares(layer.hectares) + " ha" }
        if layer.kilometres > 0 { return style.fixed(layer.kilometres) + " km" }
        return style.count(layer.points) + say(en: " points", nl: " punten")
    }

    private func note(_ note: LayerPairing.Note, _ entry: LayerPairing) -> String {
        let attention = say(en: "NOTE: ", nl: "LET OP: ")
        switch note {
        case .otherGeometry:
            let old = pairing.old[entry.old]
            return attention
                + (old.points > 0
                    ? say(en: "points → polygons, no hectares to compare", nl: "punten → vlakken, geen hectares te vergelijken")
                    : say(en: "lines → polygons, no hectares to compare", nl: "lijnen → vlakken, geen hectares te vergelijken"))
        case .severalClasses:
            return attention + say(en: "lies over \(entry.classesHit) classes", nl: "valt over \(entry.classesHit) klassen")
        case .probablyOtherMap:
            return attention + say(en: "probably not the same map", nl: "waarschijnlijk niet hetzelfde kaartbeeld")
        case .byName: return say(en: "by name only", nl: "alleen op naam")
        case .none:
            return pairing.old[entry.old].hasPolygons
                ? say(en: "nothing lies on it", nl: "er ligt niets op")
                : say(en: "no layer with a similar name, and no area to go by", nl: "geen laag met een naam die erop lijkt, en geen oppervlakte om op af te gaan")
        }
    }

    // MARK: what stands apart

    private var unpaired: [String] {
        var lines: [String] = []
        func add(_ title: String, _ names: [String]) {
            guard !names.isEmpty else { return }
            lines += Display.wrapped(title + names.map(Display.clean).joined(separator: ", ") + ".", to: look.width, indent: 2)
        }
        add(say(en: "Old only: ", nl: "Alleen oud: "), pairing.unpairedOld.map { pairing.old[$0].layerName })
        add(say(en: "New only: ", nl: "Alleen nieuw: "), pairing.unpairedNew.map { pairing.new[$0].layerName })
        return lines
    }

    private var assumptions: [String] {
        var lines: [String] = []
        let assumed = (pairing.old + pairing.new).filter(\.crsIsAssumed)
        for code in Set(assumed.compactMap(\.object.assumedCRS)).sorted(by: codePointOrder) {
            let count = assumed.count { $0.object.assumedCRS == code }
            lines += Display.wrapped(
                say(
                    en: "No coordinate system in \(count) layers: their numbers fit, and they were read as \(code) (an assumption; it stands in the run file).",
                    nl: "Geen coördinatenstelsel bij \(count) lagen: de getallen passen, en ze zijn gelezen als \(code) (aanname; staat in het bestand)."),
                to: look.width, indent: 2)
        }
        if pairing.crs == nil {
            lines.append(
                say(
                    en: "No coordinate system at all: numbers were taken as metres.",
                    nl: "Nergens een coördinatenstelsel: de getallen zijn als meters gelezen."))
        }
        return lines
    }
}
