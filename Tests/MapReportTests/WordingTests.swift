import GeoCore
import LayerDiff
import PlanCheck
import Testing

@testable import MapReport

/// The words that were argued about (USERS §6): they may not drift.
@Suite struct WordingTests {
    @Test func statesAreNeverCalledRaakt() {
        #expect(HitState.allCases.map(\.words.nl) == ["overlapt", "grenst aan", "nabij", "hier niet op de kaart", "geen gegevens"])
    }

    @Test func compassLettersAreDutchInDutch() {
        let sides: [Side] = [.north, .northEast, .east, .southEast, .south, .southWest, .west, .northWest]
        #expect(sides.map { $0.text(.nl) } == ["N", "NO", "O", "ZO", "Z", "ZW", "W", "NW"])
        #expect(sides.map { $0.text(.en) } == ["N", "NE", "E", "SE", "S", "SW", "W", "NW"])
    }

    @Test func causesNeverSayRealWithoutPossibly() {
        for cause in Cause.allCases {
            #expect(!cause.label.nl.contains("werkelijk"))
            #expect(cause == .real || !cause.label.en.contains("real"))
        }
        #expect(Cause.real.label == Bilingual(en: "possibly real", nl: "mogelijk echt"))
        #expect(Cause.definition.label.nl == "definitieverschil")
        #expect(Cause.drawing.label.nl == "tekenverschil")
        #expect(Cause.decision.label.nl == "besluit")
    }

    @Test func everyRelationAndKindHasWordsInBothLanguages() {
        for words in Relation.allCases.map(\.words) + ChangeKind.allCases.map(\.words) {
            #expect(!words.en.isEmpty && !words.nl.isEmpty)
        }
        #expect(Set(Relation.allCases.map(\.words.nl)).count == Relation.allCases.count)
        #expect(Relation.narrow.words.nl == "oud valt binnen nieuw")
    }

    @Test func lists() {
        #expect(Wording.list([], .nl) == "")
        #expect(Wording.list(["N"], .nl) == "N")
        #expect(Wording.list(["N", "O", "Z"], .nl) == "N, O en Z")
        #expect(Wording.list(["N", "E"], .en) == "N and E")
    }

    @Test func syntheticDataAreRecognised() {
        #expect(SyntheticData.isMarked("Drenthe (SYNTHETISCH)"))
        #expect(SyntheticData.isMarked("synthetic sample"))
        #expect(!SyntheticData.isMarked("Kernkwaliteiten Drenthe 2022"))
    }
}

@Suite struct CrosswalkLintReportTests {
    static func report(_ language: Language) -> CrosswalkLintReport {
        let rows = [
            CrosswalkRow(line: 2, from: "bos", to: "bos", relation: .exact, kind: .same),
            CrosswalkRow(line: 3, from: "bos", to: "bos", relation: .exact, kind: .same),
            CrosswalkRow(line: 4, from: "veen", to: "heide", relation: .unknown),
        ]
        let crosswalk = Crosswalk(file: "vertaaltabel.csv", rows: rows)
        return CrosswalkLintReport(crosswalk, CrosswalkLint(crosswalk), theme: nil, language)
    }

    @Test func findingsAreOneLineEach() {
        let lines = Self.report(.nl).text.split(separator: "\n")
        #expect(lines[0].hasPrefix("vertaaltabel.csv · 3 regels, 2 beantwoord · 1 fout"))
        #expect(lines[1].hasPrefix("  fout: vertaaltabel.csv: rij 3, kolom 'from'"))
    }

    @Test func theJSONCountsWhatIsStated() {
        guard case .object(let members) = Self.report(.en).json(versions: [:]) else {
            Issue.record("not an object")
            return
        }
        #expect(members["rows"] == .integer(3))
        #expect(members["rows_stated"] == .integer(2))
        #expect(members["schema"] == .string("kk-diff/crosswalk-lint@1"))
    }

    @Test func theTableNamesSeverityAndCode() {
        let rows = Self.report(.en).table.rows
        #expect(rows.first?.first == .text("error"))
        #expect(Self.report(.en).markdown.hasPrefix("# Crosswalk\n\nvertaaltabel.csv"))
    }
}
