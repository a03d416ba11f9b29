public import GeoCore
public import LayerDiff

/// A comparison as text for a terminal: the boundary first, then the levels, the largest changes, the questions
/// that decide most, what cannot be concluded, and the terms on which the figures hold.
public struct DiffText: Sendable {
    /// Rows of the matrix that are shown; the others are counted and summed in one line.
    static let shownCells = 12

    let result: DiffResult
    let language: Language
    let style: NumberStyle
    let names: DiffNames
    let look: TextLook

    public init(_ result: DiffResult, _ language: Language, look: TextLook = .plain) {
        self.result = result
        self.language = language
        self.look = look
        style = NumberStyle(language)
        names = DiffNames(result: result, language: language)
    }

    var width: Int { look.width }
    func say(en: String, nl: String) -> String { language == .nl ? nl : en }
    func ha(_ value: Double) -> String { style.hectares(value) }

    public var text: String { text(threads: 1) }

    /// The same, its parts made by several threads.
    public func text(threads: Int) -> String {
        let accounts = AccountBlock(report: self)
        let makers: [@Sendable () -> [String]] = [
            { heading }, { accounts.boundary }, { accounts.levels }, { accounts.together }, { classes }, { DiffChanges(self).lines },
            { DiffPlaces(self).lines }, { DiffQuestions(self).lines }, { DiffSensitivity(self).lines }, { DiffTerms(self).lines },
            { accounts.headline },
        ]
        let blocks = parallelMap(count: makers.count, workers: threads) { makers[$0]() }
        let text = blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
        return look.finished(text)
    }

    // MARK: what was compared

    var heading: [String] {
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
        return Display.wrapped(title, to: width, indent: 2).map { TextMark.strong($0) }
            + Display.wrapped("  " + counts.joined(separator: " · "), to: width, indent: 2).map { "  " + $0 }
    }

    /// One class on both maps: the boundary says it all.
    private var classes: [String] {
        guard result.classes.count > 1 else { return [] }
        return CompareTable.classes(of: result, language, bars: true).text(language, indent: 2, limit: width)
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
    func causes(_ hectares: HectaresByCause) -> String { markedCauses(hectares).withoutMarks }

    /// The same, marked for a terminal.
    func markedCauses(_ hectares: HectaresByCause) -> String {
        hectares.present.filter { $0.hectares >= NumberStyle.noiseHectares }
            .map { $0.cause.mark(ha($0.hectares) + " " + $0.cause.label.text(language)) }.joined(separator: " · ")
    }

    /// Hectares in the sentences of the comparison.
    static func hectares(_ value: Double, _ language: Language) -> String {
        NumberStyle(language).hectares(value)
    }
}
