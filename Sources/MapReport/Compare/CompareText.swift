public import GeoCore
public import LayerDiff

/// A run as text for a terminal: one block per comparison, then what was not compared, what the maps do not cover, what
/// cannot be concluded, and the terms on which the figures hold.
public struct CompareText {
    let result: CompareResult
    let language: Language
    let style: NumberStyle
    let look: TextLook

    public init(_ result: CompareResult, _ language: Language, look: TextLook = .plain) {
        self.result = result
        self.language = language
        self.look = look
        style = NumberStyle(language)
    }

    func say(en: String, nl: String) -> String { language == .nl ? nl : en }

    public var text: String {
        var blocks = [heading]
        for comparison in result.comparisons where comparison.status == .compared {
            blocks.append(ComparisonBlock(comparison, language, look).lines)
        }
        for comparison in result.comparisons where comparison.status == .refused {
            blocks.append(RefusedBlock(comparison, language, look).lines)
        }
        blocks.append(CompareTerms(self).lines)
        blocks.append(CompareOverview(self).lines)
        let text = blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
        return look.finished(text)
    }

    private var heading: [String] {
        var title = Display.clean(result.run.name ?? result.run.file)
        // The name of a practice run says it itself.
        if result.isSynthetic, !SyntheticData.isMarked(title) { title += " · " + Wording.syntheticLabel.text(language) }
        let compared = result.comparisons.count { $0.status == .compared }
        let refused = result.comparisons.count - compared
        var counts = say(en: "\(compared) compared", nl: "\(compared) vergeleken")
        if refused > 0 { counts += say(en: ", \(refused) not compared", nl: ", \(refused) niet vergeleken") }
        if !result.leftOut.isEmpty { counts += say(en: ", \(result.leftOut.count) left out", nl: ", \(result.leftOut.count) weggelaten") }
        return Display.wrapped(title + " · " + counts, to: look.width, indent: 2).map { TextMark.strong($0) }
    }
}

/// What every block of a comparison has above it.
struct ComparisonHeading {
    let comparison: ComparisonOutcome
    let language: Language
    var look = TextLook.plain

    private func say(en: String, nl: String) -> String { language == .nl ? nl : en }

    private var chain: [String] {
        let labels = comparison.comparison.dated.map { VersionLabels.pair($0, comparison.last).old }
        return comparison.comparison.dated.count > 2
            ? labels.dropLast() + [comparison.labels.new] : [comparison.labels.old, comparison.labels.new]
    }

    /// Under a title that has the name: `2010 → 2022 · omgevingsvisie; beide kaarten tonen inhoud`.
    var underTitle: String {
        ([chain.map(Display.clean).joined(separator: " → ")] + [manifest].filter { !$0.isEmpty }).joined(separator: " · ")
    }

    /// `ESSEN · landschap · 2010 → 2022        omgevingsvisie; beide kaarten getekend op inhoud`.
    var lines: [String] {
        var parts = [Display.clean(comparison.comparison.id).uppercased()]
        let quality = Display.clean(comparison.comparison.quality)
        if quality.lowercased() != comparison.comparison.id.lowercased() { parts.append(quality) }
        parts.append(chain.map(Display.clean).joined(separator: " → "))
        let left = parts.joined(separator: " · ")
        let right = manifest
        let gap = look.width - Display.width(left) - Display.width(right)
        guard gap >= 2 else {
            return Display.wrapped(left, to: look.width, indent: 2).map { TextMark.strong($0) }
                + (right.isEmpty ? [] : Display.wrapped(right, to: look.width - 2, indent: 2).map { "  " + $0 })
        }
        return [TextMark.strong(left) + String(repeating: " ", count: min(gap, max(2, 54 - Display.width(left)))) + right]
    }

    /// Instrument and principle of the two maps.
    private var manifest: String {
        var parts: [String] = []
        let (a, b) = (comparison.first, comparison.last)
        let instruments = [a.instrument, b.instrument].compactMap { $0?.words.text(language) }
        if instruments.count == 2 {
            parts.append(instruments[0] == instruments[1] ? instruments[0] : instruments.joined(separator: " → "))
        }
        if let one = a.drawnBy, let other = b.drawnBy {
            parts.append(
                one == other
                    ? say(en: "both maps show \(one.shows.en)", nl: "beide kaarten tonen \(one.shows.nl)")
                    : say(en: "\(one.shows.en) → \(other.shows.en)", nl: "\(one.shows.nl) → \(other.shows.nl)"))
        }
        return parts.joined(separator: "; ")
    }
}

/// A pair that is not compared: why, what would allow it, and what each map has.
struct RefusedBlock {
    private let comparison: ComparisonOutcome
    private let language: Language
    private let look: TextLook

    init(_ comparison: ComparisonOutcome, _ language: Language, _ look: TextLook) {
        self.comparison = comparison
        self.language = language
        self.look = look
    }

    private func say(en: String, nl: String) -> String { language == .nl ? nl : en }

    var lines: [String] {
        guard let refusal = comparison.refusal else { return [] }
        let title = say(en: "NOT COMPARED  ", nl: "NIET VERGELEKEN  ") + Display.clean(comparison.comparison.id)
        var lines = Display.wrapped(title + ": " + Display.clean(refusal.reason.text(language)) + ".", to: look.width, indent: 2)
        let remedy = say(en: "What would allow it: ", nl: "Wat het mogelijk maakt: ") + refusal.remedy.text(language) + "."
        lines += Display.wrapped(Display.clean(remedy), to: look.width - 2, indent: 2).map { "  " + $0 }
        let table = CompareTable.stock(of: comparison)
        if !table.rows.isEmpty {
            lines.append(say(en: "  What is on each map:", nl: "  Wel: wat er op elke kaart staat"))
            lines += table.text(language, indent: 4, limit: look.width)
        }
        return lines + ChainLines(comparison, language, look).lines
    }
}

/// The steps of a chain of versions, and what is missing from it.
struct ChainLines {
    private let comparison: ComparisonOutcome
    private let language: Language
    private let look: TextLook

    init(_ comparison: ComparisonOutcome, _ language: Language, _ look: TextLook) {
        self.comparison = comparison
        self.language = language
        self.look = look
    }

    private func say(en: String, nl: String) -> String { language == .nl ? nl : en }

    var lines: [String] {
        var lines: [String] = []
        if !comparison.steps.isEmpty {
            lines.append(say(en: "  Step by step", nl: "  Stap voor stap"))
            lines += CompareTable.steps(of: comparison, language).text(language, indent: 4, limit: look.width)
        }
        for text in comparison.missingSteps {
            let line = say(en: "Missing: ", nl: "Ontbreekt: ") + Display.clean(text.text(language)) + "."
            lines += Display.wrapped(line, to: look.width - 2, indent: 2).map { "  " + $0 }
        }
        return lines
    }
}
