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
        let accounts = AccountBlock(report: self)
        let blocks = [
            heading, accounts.boundary, accounts.levels, accounts.together, DiffChanges(self).lines,
            DiffPlaces(self).lines, DiffQuestions(self).lines, DiffSensitivity(self).lines, DiffTerms(self).lines,
        ]
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    // MARK: what was compared

    private var heading: [String] {
        var title = sources
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

    /// The two maps by their files.
    var sources: String { source(result.old) + " → " + source(result.new) }

    private func source(_ layer: LayerSummary) -> String {
        layer.sources.map { source in
            let stem = source.file.split(separator: "/").last.map(String.init) ?? source.file
            let isNamed = stem == source.layer || stem.hasPrefix(source.layer + ".")
            return Display.clean(isNamed ? stem : "\(source.layer) (\(stem))")
        }.joined(separator: " + ")
    }

    var isSynthetic: Bool { result.notices.contains { $0.code == SyntheticData.noticeCode } }

    /// `279,0 tekenverschil · 6,3 te klein`.
    func causes(_ hectares: HectaresByCause) -> String {
        hectares.present.filter { $0.hectares >= NumberStyle.noiseHectares }
            .map { ha($0.hectares) + " " + $0.cause.label.text(language) }.joined(separator: " · ")
    }

    /// Hectares in the sentences of the comparison.
    static func hectares(_ value: Double, _ language: Language) -> String {
        NumberStyle(language).hectares(value)
    }
}
