import GeoCore

/// A piece of a page (HTML or inline SVG) that is safe by construction: text and attribute values come in through `XML.escaped`,
/// names of elements and attributes are literals of this program, and nothing else comes in at all.
///
///     element("p", ["class": "note"]) {
///         "Text from a file, "
///         element("strong") { className }
///     }
struct HTML: Sendable, Hashable {
    /// What is written to the file.
    private(set) var source: String

    init() { source = "" }

    /// Text that reads as itself. Control characters and line breaks become spaces.
    init(_ text: String) { source = Self.escaped(text) }

    /// Most text has nothing to escape, and that of a map is long.
    fileprivate static func escaped(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">")
                && byte != UInt8(ascii: "\"")
        }
        return isPlain ? text : XML.escaped(Display.clean(text.withoutMarks))
    }

    fileprivate init(source: String) { self.source = source }

    var isEmpty: Bool { source.isEmpty }

    static func + (a: HTML, b: HTML) -> HTML { HTML(source: a.source + b.source) }
    static func += (a: inout HTML, b: HTML) { a.source += b.source }

    /// A style sheet or script of this program. Only literals: nothing from a file can come in here.
    static func style(_ css: [StaticString]) -> HTML {
        HTML(source: "<style>\n" + css.map(\.description).joined() + "</style>\n")
    }

    static func script(_ code: [StaticString]) -> HTML {
        HTML(source: "<script>" + code.map(\.description).joined() + "</script>\n")
    }

    /// A map of a plan, which escapes its own texts.
    static func drawing(_ map: PlanMap, key: String) -> HTML { HTML(source: map.picture(key: key)) }

    /// Patterns that pictures on the page fill with.
    static func patterns(_ looks: [QualityLook]) -> HTML {
        element("svg", ["width": "0", "height": "0", "aria-hidden": "true", "class": "hidden"]) {
            element("defs") { HTML(source: looks.map(\.definition).joined()) }
        }
    }

    /// Between pieces that would make one long line.
    static let lineBreak = HTML(source: "\n")
    /// The first line of a page.
    static let doctype = HTML(source: "<!DOCTYPE html>\n")
}

/// Attributes of an element, in their order. `nil` leaves one out.
struct HTMLAttributes: Sendable, ExpressibleByDictionaryLiteral {
    fileprivate var source = ""

    init(dictionaryLiteral elements: (StaticString, String?)...) {
        for (name, value) in elements { add(name, value) }
    }

    mutating func add(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        let name = name.description
        // A link leads to a place on the page or to a file beside it; anything with a scheme was not written here.
        let isForeign = (name == "href" || name == "src") && !value.hasPrefix("#") && (value.contains(":") || value.hasPrefix("//"))
        source += " \(name)=\"\(isForeign ? "#" : HTML.escaped(value))\""
    }
}

/// What stands inside an element: text, pieces, and conditions and loops of them.
@resultBuilder
enum HTMLBuilder {
    static func buildExpression(_ text: String) -> HTML { HTML(text) }
    static func buildExpression(_ piece: HTML) -> HTML { piece }
    static func buildExpression(_ piece: HTML?) -> HTML { piece ?? HTML() }
    static func buildExpression(_ pieces: [HTML]) -> HTML { buildArray(pieces) }
    static func buildBlock(_ pieces: HTML...) -> HTML { buildArray(pieces) }
    static func buildOptional(_ piece: HTML?) -> HTML { piece ?? HTML() }
    static func buildEither(first: HTML) -> HTML { first }
    static func buildEither(second: HTML) -> HTML { second }
    static func buildArray(_ pieces: [HTML]) -> HTML {
        var all = HTML()
        for piece in pieces { all += piece }
        return all
    }
}

/// Elements after which a line ends, so that a difference between two pages can be read.
private let blocks: Set<String> = [
    "html", "head", "body", "title", "meta", "header", "main", "footer", "nav", "section", "article", "aside", "div", "p", "h1", "h2", "h3", "h4",
    "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "figure", "figcaption", "details", "summary",
    "fieldset", "label", "svg", "g", "defs", "desc",
]
/// Elements of SVG that hold nothing.
private let shapes: Set<String> = ["path", "rect", "circle", "line", "use"]
private let voids: Set<String> = ["meta", "link", "br", "hr", "img", "input", "col", "wbr"]

/// One element with its content.
func element(
    _ name: StaticString, _ attributes: HTMLAttributes = [:], @HTMLBuilder _ content: () -> HTML = { HTML() }
) -> HTML {
    let tag = name.description
    let end = blocks.contains(tag) ? "\n" : ""
    if voids.contains(tag) { return HTML(source: "<" + tag + attributes.source + ">" + end) }
    let inner = content().source
    if inner.isEmpty, shapes.contains(tag) { return HTML(source: "<" + tag + attributes.source + "/>") }
    return HTML(source: "<" + tag + attributes.source + ">" + inner + "</" + tag + ">" + end)
}

/// Several pieces as one.
func pieces(@HTMLBuilder _ content: () -> HTML) -> HTML { content() }
