public import GeoCore
public import LayerDiff

/// A comparison as text for a terminal: the boundary first, then the levels, the largest changes, the questions
/// that decide most, what cannot be concluded, and the terms on which the figures hold.
public struct DiffText {
    static let width = 118
    /// Rows of the matrix that are shown; the others are counted and summed in one line.
    static let shownCells = 12

    let result: DiffResult
    let language: Language
    let style: NumberStyle
    let names: DiffNames

    public init(_ result: DiffResult, _ language: Language) {
        self.result = result
        self.language = language
        style = NumberStyle(language)
        names = DiffNames(result: result, language: language)
    }

    func say(en: String, nl: String) -> String { language == .nl ? nl : en }
    func ha(_ value: Double) -> String { style.hectares(value) }

    public var text: String {
        let blocks = [
            heading, boundary, levels, DiffChanges(self).lines, DiffPlaces(self).lines, DiffQuestions(self).lines,
            DiffTerms(self).lines,
        ]
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    // MARK: what was compared

    private var heading: [String] {
        var title = source(result.old) + " → " + source(result.new)
        if let theme = result.parameters.theme { title = Display.clean(theme) + " · " + title }
        if isSynthetic { title += " · " + Wording.syntheticLabel.text(language) }
        var counts = [
            say(en: "\(style.count(result.old.features)) and ", nl: "\(style.count(result.old.features)) en ")
                + say(en: "\(style.count(result.new.features)) features", nl: "\(style.count(result.new.features)) vlakken")
        ]
        counts.append(ha(result.old.areaHectares) + say(en: " and ", nl: " en ") + ha(result.new.areaHectares) + " ha")
        if let crs = result.old.crs { counts.append(Display.clean(crs.code ?? crs.name)) }
        if result.parameters.classes == .anyOf {
            counts.append(say(en: "classes may lie on each other", nl: "klassen mogen over elkaar liggen"))
        }
        return Display.wrapped(title, to: Self.width, indent: 2)
            + Display.wrapped("  " + counts.joined(separator: " · "), to: Self.width, indent: 2).map { "  " + $0 }
    }

    private func source(_ layer: LayerSummary) -> String {
        layer.sources.map { source in
            let stem = source.file.split(separator: "/").last.map(String.init) ?? source.file
            let isNamed = stem == source.layer || stem.hasPrefix(source.layer + ".")
            return Display.clean(isNamed ? stem : "\(source.layer) (\(stem))")
        }.joined(separator: " + ")
    }

    var isSynthetic: Bool { result.notices.contains { $0.code == SyntheticData.noticeCode } }

    // MARK: the two accounts

    private static let accountColumns = [
        Table.Column(Bilingual(en: "", nl: ""), csv: Bilingual(en: "", nl: "")),
        Table.Column(Bilingual(en: "ha", nl: "ha"), csv: Bilingual(en: "area_ha", nl: "oppervlakte_ha"), right: true),
        Table.Column(Bilingual(en: "of which", nl: "waarvan"), csv: Bilingual(en: "", nl: "")),
    ]

    private var boundary: [String] {
        let account = result.boundary
        let onlyOld = say(en: "only \(names.old)", nl: "alleen \(names.old)")
        let onlyNew = say(en: "only \(names.new)", nl: "alleen \(names.new)")
        let rows: [[Table.Cell]] = [
            [.text("  " + names.onOldMap), .hectares(account.both + account.onlyOld), .empty],
            [.text("  " + say(en: "on both maps", nl: "op beide kaarten")), .hectares(account.both), .empty],
            [.text("  " + onlyOld), .signedHectares(-account.onlyOld), .text(isAnyOf ? "" : causes(account.lossCauses))],
            [.text("  " + onlyNew), .signedHectares(account.onlyNew), .text(isAnyOf ? "" : causes(account.gainCauses))],
            [
                .text("  " + names.onNewMap), .hectares(account.both + account.onlyNew),
                .text(say(en: "balance ", nl: "saldo ") + style.signedHectares(account.net)),
            ],
        ]
        var lines = self.account(say(en: "Boundary", nl: "Begrenzing"), rows)
        if account.onlyOld > 0, account.onlyNew > 0 {
            lines.append("  " + Sentences.balance(account, format: DiffText.hectares).text(language))
        }
        if isAnyOf { lines += perClass(account) }
        let counted = account.causes.total
        if counted > 0 { lines += sentence(account.bounds, of: counted) + strict(account.bounds) }
        return lines + notAsGain
    }

    private var isAnyOf: Bool { result.parameters.classes == .anyOf }

    /// Where classes lie on each other the causes are counted per class, and are more than the dissolved map.
    private func perClass(_ account: BoundaryAccount) -> [String] {
        let (off, on) = (causes(account.lossCauses), causes(account.gainCauses))
        guard !off.isEmpty || !on.isEmpty else { return [] }
        let text = say(
            en: "Counted per class (a place counts for every class it has): off the map \(off.isEmpty ? "nothing" : off); on the map \(on.isEmpty ? "nothing" : on).",
            nl: "Per klasse geteld (een plek telt voor elke klasse die er ligt): eraf \(off.isEmpty ? "niets" : off); erbij \(on.isEmpty ? "niets" : on).")
        return Display.wrapped(text, to: Self.width - 4).map { "  " + $0 }
    }

    private var levels: [String] {
        let account = result.levels
        guard result.boundary.both > 0, !isAnyOf else { return [] }
        let rows: [[Table.Cell]] = [
            [.text("  " + say(en: "on both maps", nl: "op beide kaarten")), .hectares(result.boundary.both), .text(causes(account.causes))],
            [.text("  " + say(en: "class text differs", nl: "klasse heet anders")), .hectares(account.changed), .empty],
        ]
        var lines = self.account(say(en: "Class or level", nl: "Klasse of niveau"), rows)
        let open = account.causes.total - account.causes[.same]
        if account.bounds.upper >= NumberStyle.noiseHectares { lines += sentence(account.bounds, of: open) }
        return lines
    }

    private func account(_ title: String, _ rows: [[Table.Cell]]) -> [String] {
        var columns = Self.accountColumns
        columns[0].title = Bilingual(en: title, nl: title)
        return Table(columns: columns, rows: rows).text(language, indent: 2, limit: Self.width)
    }

    /// `279,0 tekenverschil · 6,3 te klein`.
    func causes(_ hectares: HectaresByCause) -> String {
        hectares.present.filter { $0.hectares >= NumberStyle.noiseHectares }
            .map { ha($0.hectares) + " " + $0.cause.label.text(language) }.joined(separator: " · ")
    }

    /// The range with its condition, which is never left out.
    private func sentence(_ bounds: RealBounds, of total: Double) -> [String] {
        let (lower, upper) = (ha(bounds.lower), ha(bounds.upper))
        let range = lower == upper ? "\(upper) ha" : say(en: "\(lower) to \(upper) ha", nl: "\(lower) tot \(upper) ha")
        let text: Bilingual
        if result.crosswalk == nil {
            text = Bilingual(
                en: "Without a crosswalk nothing is known about the definitions: of the \(ha(total)) ha, \(range) may be real change.",
                nl: "Zonder vertaaltabel is over de definities niets bekend: van de \(ha(total)) ha is \(range) mogelijk echt veranderd.")
        } else if result.crosswalk?.file == nil {
            text = Bilingual(
                en: "If equal names mean the same and both maps were drawn correctly, \(range) cannot be explained by the definition.",
                nl: "Als gelijke namen hetzelfde betekenen en beide kaarten juist getekend zijn, is \(range) niet door de definitie te verklaren.")
        } else {
            text = Sentences.bounds(bounds, hasCrosswalk: true, format: Self.hectares)
        }
        return Display.wrapped(text.text(language), to: Self.width - 4).map { "  " + $0 }
    }

    /// What is left of the lower bound when both maps may be off by the tolerance: only ever under the range.
    private func strict(_ bounds: RealBounds) -> [String] {
        let tolerance = result.parameters.tolerance.metres
        guard tolerance > 0, let strict = bounds.strictLower, bounds.lower >= NumberStyle.noiseHectares else { return [] }
        let (metres, low, full) = (style.parameter(tolerance), ha(strict), ha(bounds.lower))
        let text = say(
            en: "Where every border may be \(metres) m off, the lower end is \(low) ha in place of \(full) ha.",
            nl: "Als elke grens \(metres) m verkeerd kan liggen, is de ondergrens \(low) ha in plaats van \(full) ha.")
        return Display.wrapped(text, to: Self.width - 4).map { "  " + $0 }
    }

    /// Classes of which new ground cannot come into being, or that cannot disappear.
    private var notAsGain: [String] {
        result.classes.flatMap { account -> [String] in
            guard let sentence = Sentences.notToBeRead(account) else { return [] }
            // What came from (or went to) another class is that class's matter, not an arising.
            let change = account.gainIsNotReal && account.gain > 0
                ? account.gainCauses[.knowledge] : -account.lossCauses[.knowledge]
            guard change.magnitude >= NumberStyle.noiseHectares else { return [] }
            let plain = Display.clean(sentence.text(language))
            let text = (plain.hasSuffix(".") ? String(plain.dropLast()) : plain) + " (\(style.signedHectares(change)) ha)."
            return Display.wrapped(text, to: Self.width - 4).map { "  " + $0 }
        }
    }

    /// Hectares in the sentences of the comparison.
    static func hectares(_ value: Double, _ language: Language) -> String {
        NumberStyle(language).hectares(value)
    }
}
