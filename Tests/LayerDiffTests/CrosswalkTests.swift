import Foundation
import GeoCore
import LayerDiff
import Testing

@Suite struct CrosswalkTests {
    static func parse(_ text: String) throws -> (crosswalk: Crosswalk, problems: [InputError]) {
        try Crosswalk.parse(CSVTable(parsing: Array(text.utf8), file: "k.csv"))
    }

    @Test func readsWhatADutchExcelWrites() throws {
        let (crosswalk, problems) = try Self.parse("""
            \u{FEFF}thema;van;naar;relatie;soort;rij_volledig;aandeel_min;aandeel_max;oorzaak;zekerheid;bron;eigenaar;opmerking\r
            essen;waardevolle  essen;essen;Oud valt binnen nieuw;verruimd;ja;0,6;1,0;;;;adviseur;\r
            essen;;essen;onbekend;;;;;D;vastgelegd;besluit 12;;\r
            natuur;EHS;;sluit uit;;x;;;;;;;\r
            """)
        #expect(problems.isEmpty)
        #expect(crosswalk.rows.map(\.line) == [2, 3, 4])
        #expect(crosswalk.rows.map(\.relation) == [.narrow, .unknown, .disjoint])
        #expect(crosswalk.rows[0].from == "waardevolle essen")
        #expect(crosswalk.rows[0].kind == .broadened)
        #expect(crosswalk.rows[0].rowIsComplete)
        #expect(crosswalk.rows[0].fractionLow == 0.6)
        #expect(crosswalk.rows[0].owner == "adviseur")
        #expect(crosswalk.rows[1].from == nil)
        #expect(crosswalk.rows[1].cause == .definition)
        #expect(crosswalk.rows[1].certainty == .stated)
        #expect(crosswalk.rows[2].to == nil)
        #expect(crosswalk.rows(ofTheme: "natuur").map(\.from) == ["EHS"])
    }

    @Test(arguments: [
        ("exact", Relation.exact), ("same", .exact), ("Gelijk", .exact), ("old-within-new", .narrow),
        ("oud valt binnen nieuw", .narrow), ("narrow", .narrow), ("new_within_old", .broad),
        ("nieuw valt binnen oud", .broad), ("broad", .broad), ("overlap", .overlap), ("overlapt deels", .overlap),
        ("disjoint", .disjoint), ("sluit uit", .disjoint), ("unknown", .unknown), ("ONBEKEND", .unknown),
    ])
    func relationWords(_ word: String, _ relation: Relation) throws {
        #expect(try Self.parse("from,to,relation\na,b,\(word)\n").crosswalk.rows.map(\.relation) == [relation])
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        var code: String
        var place: String
        var table: String
        var mode = ClassMode.oneOf
        var testDescription: String { "\(code): \(table.split(separator: "\n").dropFirst().joined(separator: " | "))" }

        init(_ code: String, _ place: String, _ table: String, mode: ClassMode = .oneOf) {
            self.code = code
            self.place = place
            self.table = table
            self.mode = mode
        }
    }

    @Test(arguments: [
        Fault("crosswalk-unknown-word", "row 2, column 'relation'", "from,to,relation\na,b,subset\n"),
        Fault("crosswalk-relation-empty", "row 2, column 'relation'", "from,to,relation\na,b,\n"),
        Fault("crosswalk-unknown-word", "row 3, column 'kind'", "from,to,relation,kind\na,a,exact,same\na,b,overlap,wider\n"),
        Fault("crosswalk-unknown-word", "row 2, column 'row_complete'", "from,to,relation,row_complete\na,b,exact,maybe\n"),
        Fault("crosswalk-unknown-word", "row 2, column 'cause'", "from,to,relation,cause\na,b,overlap,X\n"),
        Fault("crosswalk-unknown-word", "row 2, column 'certainty'", "from,to,relation,certainty\na,b,overlap,sure\n"),
        Fault("crosswalk-fraction", "row 2, column 'frac_lo'", "from,to,relation,frac_lo\na,b,overlap,60%\n"),
        Fault("crosswalk-fraction", "row 2, column 'frac_hi'", "from,to,relation,frac_hi\na,b,overlap,1.2\n"),
        Fault("crosswalk-fraction-order", "row 2, column 'frac_lo'", "from,to,relation,frac_lo,frac_hi\na,b,overlap,0.6,0.5\n"),
        Fault("crosswalk-fraction-disjoint", "row 2, column 'frac_hi'", "from,to,relation,frac_hi\na,b,disjoint,0.1\n"),
        Fault("crosswalk-fraction-sum", "row 2, column 'frac_hi'",
            "from,to,relation,row_complete,frac_lo,frac_hi\na,b,overlap,yes,0.1,0.5\na,c,overlap,,0.1,0.4\n"),
        Fault("crosswalk-fraction-sum", "row 2, column 'frac_lo'",
            "from,to,relation,row_complete,frac_lo,frac_hi\na,b,overlap,yes,0.7,0.8\na,c,overlap,,0.4,0.9\n"),
        Fault("crosswalk-empty-pair", "row 2, column 'relation'", "from,to,relation\n,,disjoint\n"),
        Fault("crosswalk-empty-within", "row 2, column 'relation'", "from,to,relation\n,b,exact\n"),
        Fault("crosswalk-empty-within", "row 2, column 'relation'", "from,to,relation\n,b,narrow\n"),
        Fault("crosswalk-empty-within", "row 2, column 'relation'", "from,to,relation\na,,broad\n"),
        Fault("crosswalk-kind-contradicts", "row 2, column 'kind'", "from,to,relation,kind\na,b,broad,broadened\n"),
        Fault("crosswalk-kind-contradicts", "row 2, column 'kind'", "from,to,relation,kind\na,b,narrow,split\n"),
        Fault("crosswalk-kind-contradicts", "row 2, column 'kind'", "from,to,relation,kind\na,b,exact,merged\n"),
        Fault("crosswalk-kind-contradicts", "row 2, column 'kind'", "from,to,relation,kind\na,b,unknown,renamed\n"),
        Fault("crosswalk-kind-contradicts", "row 2, column 'kind'", "from,to,relation,kind\na,b,exact,method-changed\n"),
        Fault("crosswalk-cause-without-document", "row 2, column 'source'",
            "from,to,relation,cause,certainty\na,b,overlap,A,stated\n"),
        Fault("crosswalk-steps", "row 3, column 'step'",
            "from,to,relation,step\na,b,overlap,2010-2014\nb,c,overlap,2015-2018\n"),
        Fault("crosswalk-fraction-within", "row 2, column 'frac_hi'", "from,to,relation,frac_hi\na,b,narrow,0.8\n"),
        Fault("crosswalk-case-twin", "row 3, column 'from'",
            "from,to,relation,step\na,Bos,overlap,2010-2014\nbos,c,overlap,2014-2018\n"),
        Fault("crosswalk-duplicate", "row 3, column 'from'", "from,to,relation\na,b,overlap\na, b ,unknown\n"),
        Fault("crosswalk-exact-twice", "row 3, column 'relation'", "from,to,relation\na,b,exact\na,c,exact\n"),
        Fault("crosswalk-exact-twice", "row 3, column 'relation'", "from,to,relation\na,b,exact\nc,b,exact\n"),
        Fault("crosswalk-within-contradicts", "row 3, column 'relation'", "from,to,relation\na,b,narrow\na,c,overlap\n"),
        Fault("crosswalk-within-contradicts", "row 3, column 'relation'", "from,to,relation\na,b,broad\nc,b,exact\n"),
        Fault("crosswalk-within-contradicts", "row 3, column 'relation'", "from,to,relation\na,b,narrow\na,,overlap\n"),
        Fault("crosswalk-within-contradicts", "row 3, column 'relation'",
            "from,to,relation\na,b,narrow\na,,overlap\n", mode: .anyOf),
        Fault("crosswalk-complete-all-disjoint", "row 2, column 'row_complete'",
            "from,to,relation,row_complete\na,b,disjoint,yes\n"),
        Fault("crosswalk-case-twin", "row 3, column 'from'", "from,to,relation\nA1,b,overlap\na1,c,overlap\n"),
    ])
    func everyFaultNamesRowAndColumn(_ fault: Fault) throws {
        let (crosswalk, problems) = try Self.parse(fault.table)
        let errors = problems + CrosswalkLint(crosswalk, mode: fault.mode).errors
        #expect(errors.map(\.code) == [fault.code])
        let first = try #require(errors.first)
        #expect(first.line(.en).hasPrefix("k.csv: \(fault.place): "))
        #expect(first.line(.nl).hasPrefix("k.csv: rij "))
        #expect(first.remedy != nil)
        #expect(first.kind == .input)
    }

    @Test(arguments: [
        "from,to,relation,kind\na,b,narrow,broadened\n,b,unknown,unknown\na,,disjoint,\n",
        "from,to,relation,kind\na,b,broad,split\na,c,broad,split\n,b,disjoint,\n",
        "from,to,relation\n,,exact\n,b,broad\na,,narrow\n",
        "from,to,relation,cause,certainty\na,b,overlap,D,stated\na,a,overlap,A,inferred\n",
        "from,to,relation,row_complete,frac_lo,frac_hi\na,b,overlap,ja,\"0,6\",\"0,9\"\na,c,overlap,ja,\"0,1\",\"0,4\"\n",
        "from,to,relation,step\na,b,exact,2010-2022\nb,c,exact,2010-2022\n",
        "from,to,relation,step\nb,c,exact,2014-2018\na,b,exact,2010-2014\na,c,overlap,2014-2018\n",
    ])
    func goodTablesPass(_ text: String) throws {
        let (crosswalk, problems) = try Self.parse(text)
        #expect(problems.isEmpty)
        #expect(CrosswalkLint(crosswalk).errors.isEmpty)
    }

    @Test func withAnyOfAClassMayLieInSeveral() throws {
        let (crosswalk, _) = try Self.parse("from,to,relation\na,b,narrow\na,c,narrow\n")
        #expect(CrosswalkLint(crosswalk, mode: .anyOf).errors.isEmpty)
        #expect(CrosswalkLint(crosswalk, mode: .oneOf).errors.map(\.code) == ["crosswalk-within-contradicts"])
    }

    @Test func dataThatDifferOnlyInCaseAreNamedWithTheFix() throws {
        let (crosswalk, _) = try Self.parse("from,to,relation\nHoog,hoog,exact\n")
        let errors = CrosswalkLint(crosswalk, oldClasses: ["hoog"], newClasses: ["hoog"]).errors
        #expect(errors.map(\.code) == ["crosswalk-case-twin"])
        #expect(errors.first?.remedy?.en == "write 'hoog'")
    }

    @Test func sharesAndUnknownColumnsAreNotSilentlyIgnored() throws {
        let (crosswalk, _) = try Self.parse("from,to,relation,frac_lo,row_compleet\na,b,overlap,0.5,ja\n")
        #expect(crosswalk.notices.map(\.code) == ["crosswalk-columns-ignored"])
        #expect(crosswalk.notices.first?.message.en.contains("row_compleet") == true)
        #expect(CrosswalkLint(crosswalk).notices.map(\.code) == ["fractions-row-not-complete"])
    }

    @Test func aMissingColumnIsNamed() {
        #expect {
            try Self.parse("van,naar\na,b\n")
        } throws: { error in
            (error as? InputError)?.code == "crosswalk-column-missing"
                && (error as? InputError)?.problem.en.contains("'relation'") == true
        }
    }

    @Test func legendFile() throws {
        let table = try CSVTable(
            parsing: Array("class;versie;can_arise;can_vanish;naam\nessen;2022;nee;;Essen\nbeek;;no;x;\n".utf8), file: "l.csv")
        let legend = try LegendFile(table)
        #expect(legend.rows.map(\.canArise) == [false, false])
        #expect(legend.rows.map(\.canVanish) == [true, true])
        #expect(legend.rows.map(\.version) == ["2022", nil])
        #expect(throws: InputError.self) {
            try LegendFile(CSVTable(parsing: Array("class,can_arise\nessen,soms\n".utf8), file: "l.csv"))
        }
    }
}

@Suite struct CrosswalkThemeTests {
    /// Two themes may say different things of the same two words; within a theme a pair stands once.
    @Test func themesAreCheckedApart() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".csv").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let text = "theme,from,to,relation\na,es,es,exact\nb,es,es,unknown\nb,es,bos,disjoint\nb,es,bos,overlap\n"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try CrosswalkLint.file(path).lint.errors.count == 2)
        let apart = try CrosswalkLint.file(path, themesApart: true).lint.errors
        #expect(apart.count == 1)
        #expect(apart.first?.line(.en).contains("row 5") == true)
        #expect(try CrosswalkLint.file(path, theme: "a", themesApart: true).lint.errors.isEmpty)
    }
}
