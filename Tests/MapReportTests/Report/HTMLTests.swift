import Foundation
import Testing

@testable import GeoCore
@testable import MapReport

/// Pages are safe by construction: whatever a file holds reads as itself.
@Suite struct HTMLTests {
    static let hostile = "<script>alert('x')</script> & \"q\" <img src=x onerror=alert(1)> \u{0}\u{2028}]]>"

    @Test func textReadsAsItself() {
        let text = element("p") { Self.hostile }.source
        #expect(!text.contains("<script"))
        #expect(!text.contains("<img"))
        #expect(text.hasPrefix("<p>&lt;script&gt;alert('x')&lt;/script&gt; &amp; &quot;q&quot;"))
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
        #expect(HTML("a < b").source == "a &lt; b")
        #expect(HTML("Ruïne & co").source == "Ruïne &amp; co")
    }

    @Test func attributesCannotBeLeft() {
        let text = element("td", ["title": "\" onmouseover=\"alert(1)", "class": nil, "data-x": ""]) { "x" }.source
        #expect(text == "<td title=\"&quot; onmouseover=&quot;alert(1)\" data-x=\"\">x</td>")
    }

    @Test(arguments: ["javascript:alert(1)", "https://example.org/x", "//example.org/x", "JavaScript:alert(1)", "data:text/html,x"])
    func linksLeadNowhereElse(_ target: String) {
        #expect(element("a", ["href": target]) { "x" }.source == "<a href=\"#\">x</a>")
    }

    @Test func linksOnThePageAndBesideItStay() {
        #expect(element("a", ["href": "#v1"]) { "x" }.source == "<a href=\"#v1\">x</a>")
        #expect(element("a", ["href": "essen/rapport.html"]) { "x" }.source == "<a href=\"essen/rapport.html\">x</a>")
    }

    @Test func aPageStandsOnItsOwn() {
        var page = HTMLPage(language: .nl, title: Self.hostile)
        page.badges = [Self.hostile]
        page.main = element("p") { "inhoud" }
        let text = page.text
        #expect(text.hasPrefix("<!DOCTYPE html>\n<html lang=\"nl\">"))
        #expect(text.contains("<meta charset=\"utf-8\">"))
        #expect(!text.contains("http://"))
        #expect(!text.contains("https://"))
        // One script, and the policy names its digest.
        #expect(text.components(separatedBy: "<script").count == 2)
        #expect(text.contains("script-src 'sha256-"))
        #expect(text.contains("default-src 'none'"))
        #expect(page.text == text)
        #expect(PageReading(text).problems == [])
    }

    @Test func tablesHaveHeads() {
        let table = Table(
            columns: [
                .init(Bilingual(en: "class", nl: "klasse"), csv: Bilingual(en: "class", nl: "klasse")),
                .init(Bilingual(en: "area", nl: "oppervlakte"), csv: Bilingual(en: "area", nl: "opp"), right: true),
            ], rows: [[.text(Self.hostile), .hectares(6484.25)], [.notOnMap, .hectares(0.01)]])
        let text = table.html(.nl, caption: "Proef", sums: 1) { row, column in column == 1 ? "x.\(row)" : nil }.source
        #expect(text.contains("<th scope=\"col\" class=\"n\">oppervlakte</th>"))
        #expect(text.contains("<th scope=\"row\">&lt;script&gt;"))
        #expect(text.contains("<td class=\"n\" data-json=\"x.0\">6.484,3</td>"))
        #expect(text.contains("<tr class=\"sum\">"))
        #expect(text.contains("&lt;0,1"))
        #expect(PageReading(text).problems == [])
    }
}

/// A strict little reader of the pages that this program writes: every element closed in its order, every attribute quoted, names
/// known, and a script only where one belongs. Own code, because FoundationXML traps on odd input.
struct PageReading {
    private(set) var problems: [String] = []
    /// Text and attribute values as a browser has them, entities resolved.
    private(set) var elements: [(name: String, attributes: [String: String])] = []
    private(set) var places: [(path: String, text: String)] = []

    private static let voids: Set = ["meta", "br", "hr", "img", "input", "col", "link", "wbr"]

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var index = 0
        var open: [(name: String, place: String?, text: [UInt8])] = []
        func starts(_ word: String) -> Bool { bytes[index...].starts(with: word.utf8) }
        while index < bytes.count {
            if bytes[index] != UInt8(ascii: "<") {
                if bytes[index] == UInt8(ascii: ">") { problems.append("stray >") }
                if let last = open.indices.last { open[last].text.append(bytes[index]) }
                index += 1
                continue
            }
            guard let end = bytes[index...].firstIndex(of: UInt8(ascii: ">")) else {
                problems.append("an element is not closed")
                return
            }
            let inside = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
            index = end + 1
            if inside.hasPrefix("!DOCTYPE") { continue }
            if inside.hasPrefix("/") {
                let name = String(inside.dropFirst())
                guard let last = open.popLast(), last.name == name else {
                    problems.append("</\(name)> closes nothing")
                    return
                }
                let text = String(decoding: last.text, as: UTF8.self)
                if let place = last.place { places.append((place, Self.resolved(text))) }
                if let outer = open.indices.last { open[outer].text += last.text }
                continue
            }
            let closesItself = inside.hasSuffix("/")
            let body = closesItself ? String(inside.dropLast()) : inside
            let name = String(body.prefix { $0 != " " })
            if name.isEmpty || !name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) { problems.append("odd element: \(name)") }
            let attributes = Self.attributes(String(body.dropFirst(name.count)), &problems)
            elements.append((name, attributes))
            if attributes.keys.contains(where: { $0.hasPrefix("on") }) { problems.append("a handler in an attribute: \(name)") }
            if closesItself || Self.voids.contains(name) { continue }
            if name == "style" || name == "script" {
                let close = "</\(name)>"
                while index < bytes.count, !starts(close) { index += 1 }
                if index >= bytes.count { problems.append("\(name) is not closed") }
                index += close.utf8.count
                continue
            }
            open.append((name, attributes["data-json"], []))
        }
        if let last = open.last { problems.append("<\(last.name)> is not closed") }
    }

    private static func attributes(_ text: String, _ problems: inout [String]) -> [String: String] {
        var found: [String: String] = [:]
        var rest = Substring(text)
        while let first = rest.first {
            if first == " " {
                rest.removeFirst()
                continue
            }
            let name = rest.prefix { $0 != "=" && $0 != " " }
            rest = rest.dropFirst(name.count)
            guard rest.hasPrefix("=\"") else {
                problems.append("attribute without a quoted value: \(name)")
                return found
            }
            rest = rest.dropFirst(2)
            let value = rest.prefix { $0 != "\"" }
            if value.contains("<") { problems.append("< in an attribute: \(name)") }
            rest = rest.dropFirst(value.count + 1)
            if found.updateValue(resolved(String(value)), forKey: String(name)) != nil { problems.append("attribute twice: \(name)") }
        }
        return found
    }

    private static func resolved(_ text: String) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#10;", "\n"), ("&amp;", "&")].reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
