import Foundation
import GeoCore
import LayerDiff
import MapReport
import TestSupport
import Testing

/// The reports of the shipped sample as one run, in both languages.
@Suite struct CompareReportTests {
    static let folder = Paths.testdata.appendingPathComponent("drenthe")

    static let sample = Result {
        let run = try RunFile.read(folder.appendingPathComponent("vergelijking.json").path)
        var options = CompareOptions()
        options.threads = 2
        var result = try CompareRun.run(run, options: options)
        // No path of this machine in what is recorded.
        result.run.file = "vergelijking.json"
        return result
    }

    static func paragraph(_ id: String, _ language: Language) throws -> String {
        let comparison = try #require(try sample.get().comparisons.first { $0.comparison.id == id })
        return ComparisonParagraph(comparison, language).text
    }

    @Test(arguments: Language.allCases) func text(_ language: Language) throws {
        Golden.expect(
            CompareText(try Self.sample.get(), language).text,
            matches: Paths.testdata.appendingPathComponent("report/compare.\(language.rawValue).txt"))
    }

    @Test(arguments: Language.allCases) func markdown(_ language: Language) throws {
        Golden.expect(
            CompareMarkdown(try Self.sample.get(), language).text,
            matches: Paths.testdata.appendingPathComponent("report/compare.\(language.rawValue).md"))
    }

    @Test(arguments: Language.allCases) func linesFitATerminal(_ language: Language) throws {
        for line in CompareText(try Self.sample.get(), language).text.split(separator: "\n") {
            #expect(line.count <= 118, "\(line)")
        }
    }

    /// "Real" never stands without "possibly", in any text of the run.
    @Test(arguments: Language.allCases) func realIsNeverSaidWithoutPossibly(_ language: Language) throws {
        let result = try Self.sample.get()
        let texts = [CompareText(result, language).text, CompareMarkdown(result, language).text]
        let word = language == .nl ? /(\w+) (echt\w*)/ : /(\w+(?: a)?) (really|real)\b/
        for text in texts {
            for match in text.matches(of: word) {
                let before = match.output.1.lowercased()
                #expect(["mogelijk", "possibly", "possibly a", "een"].contains(before), "\(match.output.0)")
            }
        }
    }

    /// Wherever hectares "cannot be explained by the definition" the condition stands in the same sentence.
    @Test(arguments: Language.allCases) func theConditionIsNeverDropped(_ language: Language) throws {
        for comparison in try Self.sample.get().comparisons where comparison.status == .compared {
            let text = ComparisonParagraph(comparison, language).text
            for sentence in text.split(separator: ". ") {
                let claims = sentence.contains(language == .nl ? "niet door de definitie te verklaren" : "cannot be explained by the definition")
                let conditions = sentence.contains(language == .nl ? "Als de vertaaltabel klopt en beide kaarten juist getekend zijn" : "If the crosswalk is right and both maps were drawn correctly")
                #expect(!claims || conditions, "\(sentence)")
            }
        }
    }

    @Test func theParagraphOfEssenSaysWhatItMust() throws {
        let dutch = try Self.paragraph("essen", .nl)
        for phrase in [
            "De kaart van 2022 toont 15.016 ha", "die van 2010 8.541 ha 'waardevolle essen'", "een verschil van +6.475 ha", "gepubliceerd: +6.500 ha",
            "niet als winst te lezen", "kan niet nieuw ontstaan", "een andere definitie, een andere bron of nieuwe kennis",
            "welke van de drie is niet vastgelegd", "8.512 ha staat op beide kaarten", "(definitie: ruimer)",
            "Over de gaafheid zegt de kaart niets, en ook niet of het kernkwaliteitenbeleid hier heeft gewerkt.",
        ] { #expect(dutch.contains(phrase), "\(phrase): \(dutch)") }
        let english = try Self.paragraph("essen", .en)
        for phrase in [
            "The map of 2022 shows 15,016 ha", "a difference of +6,475 ha", "not to be read as a gain", "cannot come into being anew",
            "which of the three is not recorded", "nor whether the core-quality policy worked here",
        ] { #expect(english.contains(phrase), "\(phrase): \(english)") }
    }

    @Test func theParagraphOfNatureShowsTheBalance() throws {
        let dutch = try Self.paragraph("natuur", .nl)
        for phrase in [
            "is een saldo en niet als verlies te lezen", "1.858 ha staat alleen op de kaart van 2010", "alleen op die van 2022",
            "terug te voeren op vastgestelde besluiten", "gepubliceerd: -32 ha",
            "Of er natuur is verdwenen of bijgekomen is hieruit niet af te leiden: de kaart toont begrenzing, geen natuur op de grond.",
        ] { #expect(dutch.contains(phrase), "\(phrase): \(dutch)") }
        let english = try Self.paragraph("natuur", .en)
        for phrase in ["is a balance and not to be read as loss", "goes back to decisions that were taken", "not nature on the ground"] {
            #expect(english.contains(phrase), "\(phrase): \(english)")
        }
    }

    @Test func theRefusedPairSaysWhyAndWhatStaysThere() throws {
        #expect(
            try Self.paragraph("cultuurhistorie-inhoud", .nl)
                == "Niet vergeleken. De kaart van 2010 toont inhoud, die van 2022 toont sturingsniveaus. Wel staat naast elkaar wat er op beide kaarten staat (tabel \"Wat er op de kaarten staat\").")
        #expect(try Self.paragraph("cultuurhistorie-inhoud", .en).hasPrefix("Not compared. The map of 2010 shows content"))
    }

    @Test func pointsThatBecamePolygonsHaveNoHectares() throws {
        let text = try Self.paragraph("grafheuvels", .nl)
        #expect(text.hasPrefix("'grafheuvels' is op een andere manier getekend: 60 punten in 2010, 89,9 ha in 2022."))
        #expect(!text.contains("niet door de definitie te verklaren"))
    }

    @Test func allTenThatCannotBeConcludedAreInTheMarkdown() throws {
        for language in Language.allCases {
            let text = CompareMarkdown(try Self.sample.get(), language).text
            #expect(Sentences.cannotConclude.count == 10)
            for item in Sentences.cannotConclude { #expect(text.contains("- " + item.text(language))) }
        }
    }

    @Test func theSummaryHasOneRowPerComparison() throws {
        let result = try Self.sample.get()
        let table = CompareTable.summary.table(of: result, .en)
        #expect(table.rows.count == 17)
        #expect(table.rows.allSatisfy { $0.count == table.columns.count })
        for kind in CompareTable.allCases {
            let table = kind.table(of: result, .nl)
            // Not asked for.
            #expect(table.rows.isEmpty == (kind == .sweep), "\(kind)")
            #expect(table.rows.allSatisfy { $0.count == table.columns.count }, "\(kind)")
        }
    }

    @Test func thePairingTableNotesWhatIsOdd() throws {
        let pairing = try MapPairing(PairingOptions(
            old: .init(paths: [Self.folder.appendingPathComponent("kk_2010.gpkg").path]),
            new: .init(paths: [Self.folder.appendingPathComponent("kk_2022.gpkg").path])))
        let text = PairingReport(pairing, .nl).text(written: nil)
        for phrase in ["punten → vlakken, geen hectares te vergelijken", "LET OP: valt over 2 klassen", "Alleen nieuw: ", "niets vergeleken"] {
            #expect(text.contains(phrase), "\(phrase)")
        }
        let draft = PairingDraft(
            pairing, name: "x", crosswalkFile: "k.csv", language: .nl, relative: { $0 }, format: { value, _ in "\(value)" })
        let lines = draft.crosswalk(.nl, .standard).split(separator: "\r\n")
        #expect(lines[0] == "theme,from,to,relation,kind,source,owner,note")
        #expect(lines.dropFirst().allSatisfy { $0.contains(",onbekend,") })
        #expect(lines.count == draft.rows.count + 1)
    }
}
