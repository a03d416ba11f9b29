import Foundation
import GeoCore
import LayerDiff
import TestSupport
import Testing

@Suite struct MapPairingTests {
    static let sample = Result {
        let folder = Paths.testdata.appendingPathComponent("drenthe")
        return try MapPairing(PairingOptions(
            old: .init(paths: [folder.appendingPathComponent("kk_2010.gpkg").path]),
            new: .init(paths: [folder.appendingPathComponent("kk_2022.gpkg").path])))
    }

    /// Old layer → the layer and class that cover the same ground.
    static let expected: [(old: String, new: String, className: String?, share: ClosedRange<Double>)] = [
        ("kaart2b_esdorpen", "landschapstypen", "esdorpenlandschap", 0.99...1), ("kk_essen_2010", "essen", "essen", 0.5...0.6),
        ("ehs_2010", "nnn", "NNN bestaande natuur", 0.9...1), ("natura2000", "natura2000", nil, 0.9...1),
        ("kompas_sturing_2010", "chs", nil, 0.9...1), ("stiltegebieden", "stiltegebieden", nil, 0.9...1),
    ]

    @Test(arguments: expected.indices) func layersArePairedByWhatTheyCover(_ index: Int) throws {
        let (old, new, className, share) = Self.expected[index]
        let pairing = try Self.sample.get()
        let entry = try #require(pairing.pairings.first { pairing.old[$0.old].layerName == old })
        let best = try #require(entry.best)
        #expect(pairing.new[best.unit.layer].layerName == new)
        #expect(best.unit.className == className)
        #expect(share.contains(best.share))
        #expect((entry.second?.share ?? 0) <= best.share)
    }

    /// Stilte: 8 087.8093076 shared, 8 879.6974738 united in the truth of the sample.
    @Test func theShareIsSharedOverUnited() throws {
        let pairing = try Self.sample.get()
        let entry = try #require(pairing.pairings.first { pairing.old[$0.old].layerName == "stiltegebieden" })
        #expect(abs((entry.best?.share ?? 0) - 8087.8093076 / 8879.6974738) < 1e-9)
        #expect(abs((entry.best?.sharedHectares ?? 0) - 8087.8093076) < 1e-5)
    }

    @Test func oddPairsAreNoted() throws {
        let pairing = try Self.sample.get()
        func entry(_ name: String) throws -> LayerPairing {
            try #require(pairing.pairings.first { pairing.old[$0.old].layerName == name })
        }
        #expect(try entry("kaart2e_karspoor_kernen").notes == [.severalClasses])
        #expect(try entry("grafheuvels").notes == [.byName, .otherGeometry])
        #expect(try entry("chs_punten_2010").notes == [.byName, .otherGeometry])
        #expect(try entry("prehistorische_route").notes == [.none])
        #expect(try entry("wegpanorama").notes == [.byName])
    }

    @Test func layersThatDoNotLieOnEachOtherAreOneMap() throws {
        let pairing = try Self.sample.get()
        let groups = pairing.groups.map { group in (group.old.map { pairing.old[$0].layerName }, pairing.new[group.new].layerName) }
        let types = try #require(groups.first { $0.1 == "landschapstypen" })
        #expect(types.0.count == 7)
        // Content and levels lie on each other: two comparisons.
        #expect(groups.filter { $0.1 == "chs" }.map(\.0) == [["kompas_sturing_2010"], ["chs_punten_2010"], ["chs_vlakken_2010"]])
        #expect(groups.first { $0.1 == "arch_waarde" }?.0 == ["arch_beschermingszones", "kaart2e_karspoor_kernen"])
    }

    @Test func mapsThatShareLittleAreProbablyNotTheSame() throws {
        let folder = try RunFolder()
        try folder.map([.init("a", 0, 0, 10, 10)], "2010/one.geojson")
        try folder.map([.init("b", 9.5, 0, 10, 10)], "2022/other.geojson")
        let pairing = try MapPairing(PairingOptions(
            old: .init(paths: [folder.url.appendingPathComponent("2010").path]),
            new: .init(paths: [folder.url.appendingPathComponent("2022").path])))
        #expect(pairing.pairings[0].notes == [.probablyOtherMap])
        #expect(pairing.pairings[0].partner == nil)
        #expect(pairing.groups.isEmpty)
        #expect(abs((pairing.pairings[0].best?.share ?? 0) - 5.0 / 195) < 1e-12)
    }

    @Test func doubledPolygonsDoNotCountTwice() throws {
        let folder = try RunFolder()
        try folder.map([.init("a", 0, 0, 10, 10), .init("a", 0, 0, 10, 10)], "2010/one.geojson")
        try folder.map([.init("a", 0, 0, 10, 5)], "2022/other.geojson")
        let pairing = try MapPairing(PairingOptions(
            old: .init(paths: [folder.url.appendingPathComponent("2010").path]),
            new: .init(paths: [folder.url.appendingPathComponent("2022").path])))
        #expect(abs((pairing.pairings[0].best?.share ?? 0) - 0.5) < 1e-9)
    }

    /// What init writes is read by compare as it is; nothing in it is confirmed.
    @Test func theDraftRuns() throws {
        let folder = try RunFolder()
        try folder.map([.init("a", 0, 0, 10, 10), .init("a", 20, 0, 5, 5), .init("c", 10, 0, 5, 10), .init("c", 30, 0, 1, 1)], "2010/one.geojson")
        try folder.map([.init("a", 0, 0, 10, 9), .init("a", 20, 0, 5, 5), .init("b", 10, 0, 5, 10), .init("b", 30, 0, 1, 1)], "2022/one.geojson")
        var options = PairingOptions(
            old: .init(paths: [folder.url.appendingPathComponent("2010").path]),
            new: .init(paths: [folder.url.appendingPathComponent("2022").path]))
        for known in [false, true] {
            if known {
                (options.old.instrument, options.new.instrument) = (.visie, .visie)
                (options.old.drawnBy, options.new.drawnBy) = (.content, .content)
            }
            let draft = PairingDraft(
                try MapPairing(options), name: "draft", crosswalkFile: "k.csv", language: .nl, relative: { $0 },
                format: { value, _ in "\(value)" })
            #expect(draft.comparisonCount == 1)
            #expect(draft.rows.map { [$0.from, $0.to] } == [["a", nil], ["a", "a"], ["c", "b"]])
            let rows = draft.rows.map { "\($0.theme),\($0.from ?? ""),\($0.to ?? ""),onbekend" }
            try folder.write("theme,from,to,relation\n" + rows.joined(separator: "\n") + "\n", to: "k.csv")
            let run = try RunFile.read(folder.write(draft.run.text, to: "run.json"))
            let result = try CompareRun.run(run, options: CompareOptions()).comparisons[0]
            #expect(result.first.date == "2010")
            #expect(result.last.date == "2022")
            if known {
                #expect(result.result?.bounds.lower == 0)
                #expect(result.result?.causes[.same] == 0)
            } else {
                #expect(result.refusal?.code == .manifestIncomplete)
                #expect(!result.stock.isEmpty)
            }
        }
    }
}
