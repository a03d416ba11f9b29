public import GeoCore
public import LayerDiff

/// One comparison as a paragraph to copy into a report: as much as the two maps say, and no more. Balances are shown
/// with both their sides, bounds with their condition, "real" only with "possibly", and nothing about the policy.
/// *Source*: USERS §1.3 and §6, METHOD §6 and §9.
public struct ComparisonParagraph {
    let comparison: ComparisonOutcome
    let language: Language
    let style: NumberStyle

    public init(_ comparison: ComparisonOutcome, _ language: Language) {
        self.comparison = comparison
        self.language = language
        style = NumberStyle(language)
    }

    func say(en: String, nl: String) -> String { language == .nl ? nl : en }
    var old: String { Display.clean(comparison.labels.old) }
    var new: String { Display.clean(comparison.labels.new) }

    /// The name of the comparison with a capital.
    public var title: String {
        let id = Display.clean(comparison.comparison.id)
        return id.prefix(1).uppercased() + id.dropFirst()
    }

    public var text: String { Self.joined(sentences) }

    /// The same in pieces of a few sentences, the answer first.
    var paragraphs: [String] {
        guard let areas else { return [text] }
        return (areas.paragraphs + [areas.conditions + others]).map(Self.joined).filter { !$0.isEmpty }
    }

    private static func joined(_ sentences: [String]) -> String { sentences.filter { !$0.isEmpty }.joined(separator: " ") }

    private var sentences: [String] {
        guard comparison.result != nil else { return [refused] }
        return (areas?.all ?? []) + others
    }

    /// nil when there are no hectares to speak of.
    private var areas: AreaSentences? {
        guard let result = comparison.result else { return nil }
        let account = result.boundary
        guard account.both + account.onlyOld + account.onlyNew > 0, !isMethodChangeOnly(account) else { return nil }
        let maps = MapPhrases(old: comparison.labels.old, new: comparison.labels.new, language)
        return AreaSentences(result: result, maps: maps, published: comparison.reconciliation)
    }

    private var others: [String] {
        methodChanges + (comparison.result.map(linesAndPoints) ?? []) + [steps, closing]
    }

    private func isMethodChangeOnly(_ account: BoundaryAccount) -> Bool {
        !comparison.methodChanges.isEmpty && (account.both + account.onlyOld == 0 || account.both + account.onlyNew == 0)
    }

    // MARK: not compared

    private var refused: String {
        guard let refusal = comparison.refusal else { return "" }
        let reason = Display.clean(refusal.reason.text(language))
        let capital = reason.prefix(1).uppercased() + reason.dropFirst()
        return say(
            en: "Not compared. \(capital). What is on each of the two maps does stand side by side (table \"What is on the maps\").",
            nl: "Niet vergeleken. \(capital). Wel staat naast elkaar wat er op beide kaarten staat (tabel \"Wat er op de kaarten staat\").")
    }

    // MARK: points, lines, steps

    private var methodChanges: [String] {
        comparison.methodChanges.map { change in
            say(
                en: "'\(Display.clean(change.to))' was drawn in another way: \(change.old.text(style)) in \(old), \(change.new.text(style)) in \(new). There are no hectares to compare, and none of it is to be read as gain or loss.",
                nl: "'\(Display.clean(change.to))' is op een andere manier getekend: \(change.old.text(style)) in \(old), \(change.new.text(style)) in \(new). Er zijn geen hectares te vergelijken, en niets ervan is als winst of verlies te lezen.")
        }
    }

    private func linesAndPoints(_ result: DiffResult) -> [String] {
        var sentences: [String] = []
        // Stray lines or points of a class of polygons, and what changed in method, are no subject of their own.
        let named = Set(comparison.methodChanges.flatMap { [$0.from, $0.to] }).union(result.classes.map(\.name))
        let lines = result.lines.filter { !named.contains($0.name) }
        let points = result.points.filter { !named.contains($0.name) }
        if !lines.isEmpty {
            let (before, after) = (lines.reduce(0) { $0 + $1.oldKilometres }, lines.reduce(0) { $0 + $1.newKilometres })
            sentences.append(
                say(
                    en: "The map of \(new) shows \(style.fixed(after)) km of lines, that of \(old) \(style.fixed(before)) km. Lengths are totals: which stretch came or went was not compared.",
                    nl: "De kaart van \(new) toont \(style.fixed(after)) km lijn, die van \(old) \(style.fixed(before)) km. De lengten zijn totalen: welk stuk erbij kwam of verviel is niet vergeleken."))
        }
        if !points.isEmpty {
            let (before, after) = (points.reduce(0) { $0 + $1.oldCount }, points.reduce(0) { $0 + $1.newCount })
            sentences.append(
                say(
                    en: "The map of \(new) has \(style.count(after)) points, that of \(old) \(style.count(before)).",
                    nl: "De kaart van \(new) heeft \(style.count(after)) punten, die van \(old) \(style.count(before))."))
        }
        return sentences
    }

    private var steps: String {
        var texts: [String] = []
        if !comparison.steps.isEmpty {
            let names = comparison.steps.map { "\($0.labels.old)–\($0.labels.new)" }
            texts.append(
                say(
                    en: "The period was also taken step by step (\(Wording.list(names, .en))).",
                    nl: "De periode is ook stap voor stap bekeken (\(Wording.list(names, .nl)))."))
        }
        texts += comparison.missingSteps.map {
            let text = Display.clean($0.text(language))
            return text.prefix(1).uppercased() + text.dropFirst() + "."
        }
        return texts.joined(separator: " ")
    }

    // MARK: what the map does not say

    static let mapSaysNothing = Bilingual(
        en: "The map says nothing about condition on the ground, nor about what caused a change.",
        nl: "Over de toestand op de grond zegt de kaart niets, en ook niet waardoor iets veranderde.")

    private var closing: String {
        let quality = comparison.comparison.quality.lowercased()
        switch quality {
        case "natuur", "nature":
            return say(
                en: "Whether nature was lost or gained cannot be told from this: the map shows delimitation, not nature on the ground.",
                nl: "Of er natuur is verdwenen of bijgekomen is hieruit niet af te leiden: de kaart toont begrenzing, geen natuur op de grond.")
        case "rust", "quiet":
            return say(
                en: "The map says nothing about how quiet or dark it is, nor whether the policy worked here.",
                nl: "Over hoe stil of donker het is zegt de kaart niets, en ook niet of het beleid hier heeft gewerkt.")
        case "landschap", "cultuurhistorie", "archeologie", "aardkundig", "landscape":
            return say(
                en: "The map says nothing about how intact this quality is, nor whether the core-quality policy worked here.",
                nl: "Over de gaafheid zegt de kaart niets, en ook niet of het kernkwaliteitenbeleid hier heeft gewerkt.")
        default: return Self.mapSaysNothing.text(language)
        }
    }
}

extension NumberStyle {
    /// Hectares in running text: whole from 10 up, else one decimal.
    func prose(_ value: Double) -> String {
        if value.magnitude < Self.noiseHectares { return "0" }
        return value.magnitude >= 9.95 ? fixed(value, decimals: 0) : hectares(value)
    }

    /// With its sign.
    func signedProse(_ value: Double) -> String {
        let text = prose(value)
        return value >= 0.05 ? "+" + text : text
    }
}
