import Foundation
import GeoCore
import LayerDiff
import TestSupport
import Testing

@testable import MapReport

/// The essen of the evaluation, with their published figures.
enum SampleDiff {
    static let result: DiffResult = {
        var result = DiffResult()
        result.old.sources = [LayerSource(file: "2010/essen.shp", layer: "essen")]
        result.new.sources = [LayerSource(file: "kk_2022.gpkg", layer: "landschap")]
        result.old.features = 1204
        result.new.features = 1310
        result.old.areaHectares = 9120.4
        result.new.areaHectares = 15604.7
        result.parameters.oldLabel = "2010"
        result.parameters.newLabel = "2022"
        result.frameHectares = 15921.9
        result.boundary.both = 8803.2
        result.boundary.onlyOld = 317.2
        result.boundary.onlyNew = 6801.5
        result.boundary.lossCauses[.drawing] = 279
        result.boundary.lossCauses[.small] = 6.3
        result.boundary.lossCauses[.real] = 31.9
        result.boundary.gainCauses[.knowledge] = 6801.5
        result.boundary.bounds = RealBounds(lower: 31.9, upper: 317.2)
        result.levels.changed = 8803.2
        result.levels.causes[.same] = 8803.2
        result.causes = result.boundary.causes
        result.causes[.same] = 8803.2
        result.causesAssessed = Cause.allCases

        var essen = ClassAccount(name: "essen")
        essen.new = 15604.7
        essen.gain = 6801.5
        essen.gainIsNotReal = true
        essen.gainCauses[.knowledge] = 6801.5
        var valuable = ClassAccount(name: "waardevolle essen")
        valuable.old = 9120.4
        valuable.loss = 317.2
        result.classes = [essen, valuable]

        var arisen = MatrixCell(from: nil, to: "essen")
        arisen.hectares = 6801.5
        arisen.causes[.knowledge] = 6801.5
        arisen.origin = .listed
        arisen.relation = .overlap
        var renamed = MatrixCell(from: "waardevolle essen", to: "essen")
        renamed.hectares = 8803.2
        renamed.causes[.same] = 8803.2
        renamed.relation = .exact
        renamed.origin = .listed
        var gone = MatrixCell(from: "waardevolle essen", to: nil)
        gone.hectares = 317.2
        gone.causes = result.boundary.lossCauses
        gone.relation = .disjoint
        gone.origin = .completeRow
        result.matrix = [arisen, gone, renamed]
        result.crosswalk = CrosswalkSummary()
        result.crosswalk?.file = "vertaaltabel.csv"
        result.crosswalk?.rows = 41
        result.crosswalk?.rowsStated = 38
        result.commonLegend.groups = [
            .init(old: ["waardevolle essen"], new: ["essen"], withEmpty: true)
        ]
        result.checks.identities = (1...11).map { IdentityCheck(name: "I\($0)", holds: true) }
        return result
    }()
}

@Suite struct DiffTextTests {
    @Test(arguments: Language.allCases) func goldenText(_ language: Language) {
        Golden.expect(
            DiffText(SampleDiff.result, language).text,
            matches: Paths.testdata.appendingPathComponent("report/diff.\(language.rawValue).txt"))
    }

    @Test func goldenMarkdown() {
        Golden.expect(
            DiffMarkdown(SampleDiff.result, .nl).text, matches: Paths.testdata.appendingPathComponent("report/diff.nl.md"))
    }

    @Test(arguments: Language.allCases) func staysWithin118Columns(_ language: Language) {
        let lines = DiffText(SampleDiff.result, language).text.split(separator: "\n")
        #expect(lines.allSatisfy { Display.width(String($0)) <= 118 })
    }

    @Test func theConditionIsNeverLeftOut() {
        #expect(DiffText(SampleDiff.result, .en).text.contains("If the crosswalk is right and both maps were drawn correctly, 31.9 to 317.2 ha"))
        var without = SampleDiff.result
        without.crosswalk = nil
        #expect(DiffText(without, .nl).text.contains("Zonder vertaaltabel is over de definities niets bekend"))
        without.crosswalk = CrosswalkSummary()
        without.parameters.sameMeaning = true
        #expect(DiffText(without, .nl).text.contains("Als gelijke namen hetzelfde betekenen en beide kaarten juist"))
    }

    @Test func syntheticDataSaySo() {
        var result = SampleDiff.result
        result.notices = [Notice("synthetic-data", message: Bilingual(en: "synthetic", nl: "synthetisch"))]
        #expect(DiffText(result, .nl).text.contains("SYNTHETISCHE OEFENGEGEVENS"))
        #expect(!DiffText(result, .nl).text.contains("Let op"))
    }

    @Test func aFailedSumIsNotHidden() {
        var result = SampleDiff.result
        result.checks.identities[3].holds = false
        #expect(DiffText(result, .nl).text.contains("NIET alle sommen kloppen (10 van 11)"))
    }

    @Test func matrixAsCSV() {
        let csv = DiffTable.matrix.table(of: SampleDiff.result, .en).csv(.en)
        let lines = csv.split(separator: "\r\n")
        #expect(lines[0] == "from,to,area_ha,relation,kind,P_ha,D_ha,DK_ha,A_ha,B_ha,C_ha,X_ha,S_ha,R_ha,U_ha,H_ha,N_ha")
        #expect(lines[1] == ",essen,6801.5,overlap,,0,0,6801.5,0,0,0,0,0,0,0,0,0")
        #expect(lines.count == 4)
    }

    @Test(arguments: DiffTable.allCases) func everyTableIsRectangular(_ kind: DiffTable) {
        let table = kind.table(of: SampleDiff.result, .nl)
        #expect(!table.columns.isEmpty)
        #expect(table.rows.allSatisfy { $0.count == table.columns.count })
    }

    @Test func markdownHasTheTablesWithoutEmptyCauses() {
        let text = DiffMarkdown(SampleDiff.result, .en).text
        #expect(text.contains("## Transitions"))
        #expect(text.contains("| (not on the map) | essen | 6,801.5 | overlap in part |"))
        #expect(!text.contains("repaired error (ha)"))
    }
}
