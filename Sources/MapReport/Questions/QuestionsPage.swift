public import GeoCore
public import PlanCheck

/// `deelvragen.html`: per plan and core quality one block that is pasted into a mail as a table. Every block stands on
/// its own: inline styles, no script, nothing from elsewhere; the ids in brackets are those of the hits, so that an
/// answer can name them.
public struct QuestionsPage {
    private let result: CheckResult
    private let language: Language

    public init(_ result: CheckResult, _ language: Language) {
        self.result = result
        self.language = language
    }

    private func say(en: String, nl: String) -> String { language == .nl ? nl : en }

    public var html: String {
        let title = say(en: "Questions per core quality", nl: "Deelvragen per kernkwaliteit")
        var out = [
            "<!DOCTYPE html>", "<html lang=\"\(language.rawValue)\">", "<head>", "<meta charset=\"utf-8\">",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
            "<title>\(XML.escaped(title))</title>", "</head>",
            "<body style=\"\(QuestionStyle.font)max-width:50em;margin:1.5em auto;padding:0 1em;color:#1a1a1a;background:#ffffff\">",
            "<h1 style=\"font-size:1.5em;margin:0 0 .2em 0\">\(XML.escaped(title))</h1>",
            "<p style=\"margin:0 0 1.2em 0;color:#444444\">"
                + XML.escaped(
                    say(
                        en: "Select a block from its first to its last line, copy it, and paste it into a mail; it stays a table.",
                        nl: "Selecteer een blok van de eerste tot de laatste regel, kopieer het en plak het in een mail; het blijft een tabel."))
                + "</p>",
        ]
        for plan in result.plans {
            if result.plans.count > 1 {
                out.append("<h2 style=\"font-size:1.2em;margin:1.5em 0 .5em 0\">\(XML.escaped(Display.clean(plan.name)))</h2>")
            }
            for quality in QuestionBlock.qualities(of: plan) {
                out += QuestionBlock(plan, quality, of: result, language).html
            }
            out += rest(plan)
        }
        out += ["</body>", "</html>"]
        return out.joined(separator: "\n") + "\n"
    }

    /// Qualities without a question, with how far away their nearest unit is.
    private func rest(_ plan: PlanResult) -> [String] {
        let asked = Set(QuestionBlock.qualities(of: plan))
        let style = NumberStyle(language)
        var qualities: [String] = []
        for hit in plan.hits where !asked.contains(hit.quality) && !qualities.contains(hit.quality) {
            qualities.append(hit.quality)
        }
        guard !qualities.isEmpty else { return [] }
        let items = qualities.map { quality -> String in
            let hits = plan.hits.filter { $0.quality == quality }
            let nearest = hits.filter { $0.distanceMetres != nil }.min { ($0.distanceMetres ?? 0) < ($1.distanceMetres ?? 0) }
            let distance = nearest.map { " (\(Display.clean($0.name)) " + style.distance($0.distanceMetres ?? 0) + ")" } ?? ""
            return Display.clean(quality) + distance
        }
        let text = say(en: "No question, because nothing of it is on the map here: ", nl: "Geen vraag, want hier staat er niets van op de kaart: ")
        let after = say(
            en: ". That is not \"no value\": the municipality or the water authority decides.",
            nl: ". Dat is niet \"geen waarde\": dan is de gemeente of het waterschap aan zet.")
        return ["<p style=\"margin:1em 0;color:#444444\">\(XML.escaped(text + items.joined(separator: "; ") + after))</p>"]
    }
}

/// Inline styles: mail programs drop style sheets.
enum QuestionStyle {
    static let font = "font-family:Calibri,Carlito,'Segoe UI',Arial,sans-serif;font-size:15px;line-height:1.4;"
    static let table = "border-collapse:collapse;width:100%;margin:0 0 2em 0;\(font)color:#1a1a1a;"
    static let cell = "border:1px solid #b8b8b8;padding:5px 8px;vertical-align:top;text-align:left;"
    static let number = "border:1px solid #b8b8b8;padding:5px 8px;vertical-align:top;text-align:right;white-space:nowrap;"
    static let head = "\(cell)background-color:#eef1f4;font-weight:bold;"
}
