import Foundation
import GeoCore

/// The shell of a page: one file that needs nothing from elsewhere, readable as an attachment, on a phone and on paper.
struct HTMLPage {
    /// A place that the navigation leads to.
    struct Anchor: Sendable {
        var id: String
        var title: String

        init(_ id: String, _ title: String) {
            self.id = id
            self.title = title
        }
    }

    var language: Language
    var title: String
    /// Under the title.
    var subtitle = ""
    /// Short remarks at the top that must not be missed ("SYNTHETISCHE OEFENGEGEVENS").
    var badges: [String] = []
    /// In the order of the page.
    var anchors: [Anchor] = []
    var main = HTML()
    var footer = HTML()

    init(language: Language, title: String) {
        self.language = language
        self.title = title
    }

    private func say(en: String, nl: String) -> String { language == .nl ? nl : en }

    /// The file.
    var text: String {
        let page = element("html", ["lang": language.rawValue]) {
            element("head") {
                element("meta", ["charset": "utf-8"])
                element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
                // Nothing is loaded from anywhere; only the script below, by its digest, runs.
                element("meta", ["http-equiv": "Content-Security-Policy", "content": policy])
                element("title") { title }
                HTML.style(PageStyle.sheets)
            }
            element("body") {
                element("a", ["class": "skip", "href": "#inhoud"]) { say(en: "To the content", nl: "Naar de inhoud") }
                element("header", ["class": "top"]) {
                    element("div", ["class": "title"]) {
                        element("h1") { title }
                        if !subtitle.isEmpty { element("p", ["class": "subtitle"]) { subtitle } }
                    }
                    if !badges.isEmpty {
                        element("ul", ["class": "badges"]) { for badge in badges { element("li") { badge } } }
                    }
                }
                element("main", ["id": "inhoud"]) { main }
                if !footer.isEmpty { element("footer") { footer } }
                HTML.script(PageScript.code)
            }
        }
        return (HTML.doctype + page).source
    }

    /// Links to the sections, for a place that the page chooses.
    static func navigation(_ anchors: [Anchor], label: String) -> HTML {
        element("nav", ["class": "toc", "aria-label": label]) {
            element("ul") {
                for anchor in anchors { element("li") { element("a", ["href": "#" + anchor.id]) { anchor.title } } }
            }
        }
    }

    private var policy: String {
        let hex = Array(SHA256.hex(of: Array(PageScript.code.map(\.description).joined().utf8)))
        let bytes = stride(from: 0, to: hex.count - 1, by: 2).compactMap { UInt8(String(hex[$0...$0 + 1]), radix: 16) }
        let digest = Data(bytes).base64EncodedString()
        return "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(digest)'; base-uri 'none'; form-action 'none'"
    }
}
