import Foundation
import TestSupport
import Testing

@testable import GeoCore
@testable import LayerDiff
@testable import MapReport

/// `rapport.html` of a small comparison: what stands on it, and that it is the same as in the JSON.
@Suite struct DiffReportTests {
    /// Rectangles in hectometres (name, x, y, width, height): one by one is a hectare.
    static func layer(_ rectangles: [(String, Double, Double, Double, Double)], file: String) throws -> ClassifiedLayer {
        var layer = ClassifiedLayer(sources: [LayerSource(file: file, layer: "kaart")])
        layer.classes = Set(rectangles.map(\.0)).sorted(by: codePointOrder)
        layer.crs = try CoordinateReferenceSystem(parsing: "EPSG:28992")
        for (index, (name, x, y, width, height)) in rectangles.enumerated() {
            let low = SIMD2(x, y) * 100 + SIMD2(230_000, 540_000)
            let high = low + SIMD2(width, height) * 100
            try layer.polygons.appendRing([low, SIMD2(high.x, low.y), high, SIMD2(low.x, high.y), low])
            layer.polygons.endFeature()
            layer.classOfFeature.append(Int32(layer.classes.firstIndex(of: name) ?? 0))
            layer.origins.append(FeatureOrigin(source: 0, id: Int64(index + 1)))
        }
        layer.ledger.featuresIn = rectangles.count
        layer.ledger.used = rectangles.count
        return layer
    }

    static func row(_ from: String?, _ to: String?, _ relation: Relation, line: Int, note: String? = nil) -> CrosswalkRow {
        var row = CrosswalkRow(line: line, from: from, to: to, relation: relation)
        row.note = note
        row.owner = note == nil ? nil : "adviseur"
        return row
    }

    /// Four old classes: two that stayed, one redefined, one of which nobody has said anything; some went off the map and some came on.
    static func outcome(
        names: (es: String, veld: String) = ("es", "veld"), note: String = "zie nota, blz. 12", file: String = "oud.gpkg", labelled: Bool = true
    ) throws -> DiffOutcome {
        let old = try layer(
            [(names.es, 0, 0, 4, 3), ("oude es", 4, 0, 3, 3), (names.veld, 0, 3, 5, 2), ("bos", 5, 3, 2, 2)], file: file)
        let new = try layer(
            [(names.es, 0, 0, 4.5, 3), ("nieuwe es", 4.5, 0, 2.5, 3), (names.veld, 0, 3, 3, 2), ("bos", 5, 3, 2, 3)], file: "nieuw.gpkg")
        var options = DiffOptions()
        options.crosswalk = Crosswalk(
            file: "vertaaltabel.csv",
            rows: [
                row(names.es, names.es, .exact, line: 2), row("oude es", "nieuwe es", .overlap, line: 3, note: note), row(names.veld, names.veld, .exact, line: 5), row("bos", "bos", .unknown, line: 6),
                row(names.veld, nil, .disjoint, line: 7), row(nil, "bos", .disjoint, line: 8),
            ])
        options.wantsFaces = true
        if labelled { (options.oldLabel, options.newLabel) = ("2010", "2022") }
        options.tolerance = PositionalTolerance(metres: 5, source: "proef")
        options.minAreaHectares = 0.05
        return try LayerDiffRun.outcome(old: old, new: new, options: options)
    }

    static let versions = ["kk-diff": "1"]

    static func page(_ language: Language) throws -> String { DiffReport(try outcome(), language, versions: versions).text }

    @Test(arguments: Language.allCases) func golden(_ language: Language) throws {
        Golden.expect(try Self.page(language), matches: Paths.testdata.appendingPathComponent("report/rapport.\(language.rawValue).html"))
    }

    @Test(arguments: Language.allCases) func thePageIsWellFormed(_ language: Language) throws {
        let page = PageReading(try Self.page(language))
        #expect(page.problems == [])
        let ids = page.elements.compactMap { $0.attributes["id"] }
        #expect(ids.count == Set(ids).count)
        for use in page.elements where use.name == "use" || use.name == "a" {
            let target = try #require(use.attributes["href"])
            if target.hasPrefix("#") { #expect(ids.contains(String(target.dropFirst())), "\(target)") }
        }
        for head in page.elements where head.name == "th" { #expect(head.attributes["scope"] != nil) }
        for picture in page.elements where picture.name == "svg" {
            #expect(
                picture.attributes["aria-hidden"] != nil || picture.attributes["aria-label"] != nil || picture.attributes["aria-labelledby"] != nil)
        }
    }

    /// Headings do not skip a level, and there is one title.
    @Test func headingsAreInOrder() throws {
        let levels = PageReading(try Self.page(.nl)).elements.compactMap { $0.name.count == 2 && $0.name.hasPrefix("h") ? Int($0.name.dropFirst()) : nil }
        #expect(levels.first == 1)
        #expect(levels.count { $0 == 1 } == 1)
        for (before, level) in zip(levels, levels.dropFirst()) { #expect(level <= before + 1) }
    }

    /// Every figure that names its place in the result is that figure, rounded.
    @Test(arguments: Language.allCases) func hectaresOnThePageAreThoseOfTheResult(_ language: Language) throws {
        let outcome = try Self.outcome()
        let page = PageReading(DiffReport(outcome, language, versions: Self.versions).text)
        let json = outcome.result.json(language: language, versions: Self.versions)
        let style = NumberStyle(language)
        #expect(page.places.count > 40)
        for (path, text) in page.places {
            let values = try path.split(separator: " ").map { place in
                try place.split(separator: "+").reduce(0) { $0 + (try #require(Self.number(json, String($1)), "\(place)")) }
            }
            let wanted = values.count == 2 && style.hectares(values[0]) != style.hectares(values[1])
                ? style.hectares(values[0]) + " – " + style.hectares(values[1]) : style.hectares(values[0])
            #expect(text == wanted || text == style.signedHectares(values[0]), "\(path)")
        }
    }

    private static func number(_ json: JSONValue, _ path: String) -> Double? {
        var value = json
        for key in path.split(separator: ".").map(String.init) {
            switch value {
            case .object(let members): value = members[key] ?? .null
            case .array, .table:
                let items = value.arrayValue
                value = Int(key).flatMap { items.indices.contains($0) ? items[$0] : nil } ?? .null
            default: return nil
            }
        }
        switch value {
        case .number(let number): return number
        case .integer(let number): return Double(number)
        default: return nil
        }
    }

    /// Class names, file names and notes of a crosswalk with everything that could break out of a page.
    @Test func whatFilesHoldIsHarmless() throws {
        let hostile = HTMLTests.hostile
        let outcome = try Self.outcome(
            names: ("es" + hostile, "veld\" onload=\"x"), note: hostile + "</td><script>alert(2)</script>", file: "<b>&oud\".gpkg")
        for language in Language.allCases {
            let text = DiffReport(outcome, language, versions: Self.versions).text
            let page = PageReading(text)
            #expect(page.problems == [])
            #expect(text.components(separatedBy: "<script").count == 2)
            #expect(!text.contains("<img"))
            #expect(!text.contains("<b>"))
            #expect(text.contains("&lt;script&gt;alert(2)&lt;/script&gt;"))
            // The same elements as with plain names: nothing was added by what the names hold.
            let plain = PageReading(DiffReport(try Self.outcome(), language, versions: Self.versions).text)
            #expect(page.elements.map(\.name) == plain.elements.map(\.name))
        }
    }

    @Test(arguments: Language.allCases) func boundsNeverStandAlone(_ language: Language) throws {
        let text = try Self.page(language)
        #expect(text.contains(language == .nl ? "Als de vertaaltabel klopt en beide kaarten juist getekend zijn" : "If the crosswalk is right and both maps were drawn correctly"))
        let word = language == .nl ? /(\w+) (echt\w*)/ : /(\w+(?: a)?) (really|real)\b/
        for match in text.matches(of: word) {
            let before = String(match.output.1).lowercased()
            #expect(["mogelijk", "possibly", "possibly a", "een"].contains(before), "\(match.output.0)")
        }
    }

    /// Without dates the maps are the old and the new one.
    @Test func theParagraphReadsWithoutDates() throws {
        let text = DiffReport(try Self.outcome(labelled: false), .nl, versions: Self.versions).text
        #expect(text.contains("De nieuwe kaart toont") || text.contains("alleen op de oude kaart"))
        #expect(!text.contains("kaart van oud"))
        #expect(!text.contains("kaart van nieuw"))
    }

    @Test func theSameResultGivesTheSameBytes() throws {
        #expect(try Self.page(.nl) == Self.page(.nl))
    }

    /// When a map is too large for the page it is drawn more coarsely, and the page says so.
    @Test func theMapIsDrawnMoreCoarselyWhenItMustAndSaysSo() throws {
        let outcome = try Self.outcome()
        var context = ReportContext(outcome, .nl, detail: MapDetail(coarseness: 4, spots: 1), versions: Self.versions)
        let coarse = try #require(MapFigure(context)).html.source
        #expect(coarse.contains("Om dit bestand klein te houden is de kaart in stappen van"))
        #expect(coarse.contains("De grootste 1 plekken zijn één voor één aan te wijzen"))
        context.detail = MapDetail.levels[0]
        let fine = try #require(MapFigure(context)).html.source
        #expect(!fine.contains("Om dit bestand klein te houden"))
    }

    /// The whole page is held to the limit, not its maps alone.
    @Test(arguments: Language.allCases) func aPageOverTheLimitGetsThinnerAndSaysSo(_ language: Language) throws {
        // Borders with more to draw than a coarse grid has room for.
        func lobed(_ name: String, _ size: Double, _ file: String) throws -> ClassifiedLayer {
            var layer = try Self.layer([], file: file)
            layer.classes = [name]
            var ring = (0..<4000).map { step in
                let angle = Double(step) / 4000 * 2 * .pi
                let reach = size * (1 + 0.1 * sin(400 * angle))
                return SIMD2(230_000 + reach * cos(angle), 540_000 + reach * sin(angle))
            }
            ring.append(ring[0])
            try layer.polygons.appendRing(ring)
            layer.polygons.endFeature()
            layer.classOfFeature = [0]
            layer.origins = [FeatureOrigin(source: 0, id: 1)]
            return layer
        }
        var options = DiffOptions()
        options.wantsFaces = true
        let outcome = try LayerDiffRun.outcome(old: lobed("es", 1000, "oud.gpkg"), new: lobed("es", 1100, "nieuw.gpkg"), options: options)
        func page(_ limit: Int) -> String { DiffReport(outcome, language, versions: Self.versions, limit: limit).text }
        let fine = page(.max)
        let coarseNote = language == .nl ? "Om dit bestand klein te houden is de kaart in stappen van" : "To keep this file small the map is drawn in steps of"
        let leftOut = MapDetail.leftOut.text(language)
        #expect(!fine.contains(coarseNote) && !fine.contains(leftOut))
        #expect(page(fine.utf8.count) == fine)
        let coarser = page(fine.utf8.count - 1)
        #expect(coarser.contains(coarseNote))
        #expect(coarser.utf8.count < fine.utf8.count)
        let bare = page(0)
        #expect(bare.contains(leftOut))
        #expect(bare.utf8.count < coarser.utf8.count)
        #expect(PageReading(bare).problems == [])
        // What was dropped is drawing, never a figure of the account.
        let figures = PageReading(fine).places.map(\.path)
        #expect(PageReading(bare).places.map(\.path) == figures)
    }

    @Test func theFirstPageWithinTheLimitIsTaken() {
        #expect(PageBudget.page([3, 2, 1], limit: 2) { String(repeating: "é", count: $0) } == "é")
        #expect(PageBudget.page([3, 2, 1], limit: 4) { String(repeating: "é", count: $0) } == "éé")
        #expect(PageBudget.page([3, 2, 1], limit: 0) { String(repeating: "é", count: $0) } == "é")
        #expect(PageBudget.limit == 3_000_000)
    }

    @Test func pathsAreShortAndRelative() {
        var shapes = GridShapes()
        shapes.append(ring: [SIMD2(10, 20), SIMD2(14, 20), SIMD2(14, 17), SIMD2(10, 17)])
        shapes.endShape()
        #expect(shapes.path(0) == "M10 20l4 0 0-3-4 0z")
    }

    /// No two causes have the same pattern: a print without colours can be read.
    @Test func causesDifferInPattern() {
        let patterns = Cause.allCases.map(\.look.pattern).filter { $0 != .solid }
        #expect(patterns.count == Set(patterns).count)
        #expect(Cause.allCases.filter { $0.look.pattern == .solid } == [.same, .definition])
    }
}
