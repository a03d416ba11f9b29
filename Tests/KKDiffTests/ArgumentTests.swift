import GeoCore
import Testing

@testable import kk_diff

@Suite struct ArgumentTests {
    static let command = Command(
        name: "measure", operands: "OLD NEW", operandCount: 2...2,
        summary: Bilingual(en: "test", nl: "test"), notes: [],
        options: CommandTable.classOptions + CommandTable.layerOptions + [
            CommandTable.format, CommandTable.threads, CommandTable.quiet, CommandTable.language,
            OptionSpec(name: "tolerance", kind: .value("M"), summary: Bilingual(en: "", nl: "")),
            OptionSpec(name: "share", kind: .on, summary: Bilingual(en: "", nl: "")),
        ],
        examples: [], run: { _, _ in .done })

    static func parse(_ words: String...) throws -> RawArguments {
        try RawArguments(words + ["a.gpkg", "b.gpkg"], for: command)
    }

    static func code(_ words: [String]) -> String? {
        do {
            let arguments = try RawArguments(words, for: command)
            _ = try arguments.metres("tolerance")
            _ = try arguments.threads()
            _ = try arguments.choice("format", as: OutputFormat.self)
            _ = try LayerRequest(arguments, file: arguments.operands[0], side: .old)
            _ = try LayerRequest(arguments, file: arguments.operands[1], side: .new)
            return nil
        } catch {
            #expect(error.kind == .usage)
            return error.code
        }
    }

    @Test func bothWaysToGiveAValue() throws {
        #expect(try Self.parse("--tolerance", "0.5").metres("tolerance") == 0.5)
        #expect(try Self.parse("--tolerance=5e-1").metres("tolerance") == 0.5)
        #expect(try Self.parse("--where=A=B=C").all("where") == ["A=B=C"])
    }

    @Test func switchesAndTheirOpposites() throws {
        #expect(try Self.parse("--quiet").flag("quiet") == true)
        #expect(try Self.parse("--no-quiet").flag("quiet") == false)
        #expect(try Self.parse("--no-share").flag("share") == false)
        #expect(try Self.parse().flag("share") == nil)
    }

    @Test func aDoubleDashEndsTheOptions() throws {
        let arguments = try RawArguments(["--", "--odd name.gpkg", "-"], for: Self.command)
        #expect(arguments.operands == ["--odd name.gpkg", "-"])
    }

    @Test(arguments: [
        (["a", "b", "--tolerance", "nan"], "option-value"), (["a", "b", "--tolerance", "-1"], "option-value"),
        (["a", "b", "--tolerance", ""], "option-value"), (["a", "b", "--tolerance", "0x10"], "option-value"),
        (["a", "b", "--tolerance", "1e400"], "option-value"), (["a", "b", "--tolerance", "1,5"], "option-value"),
        (["a", "b", "--tolerance", "inf"], "option-value"),
        (["a", "b", "--threads", "99999999999999999999"], "option-value"), (["a", "b", "--threads", "0"], "option-value"),
        (["a", "b", "--threads", "-3"], "option-value"), (["a", "b", "--threads=2.0"], "option-value"),
        (["a", "b", "--format", "xml"], "option-value"), (["a", "b", "--class", "x,,y"], "option-value"),
        (["a", "b", "--class", "x,x"], "option-value"), (["a", "b", "--class", ""], "option-value"),
        (["a", "b", "--where", "novalue"], "option-value"), (["a", "b", "--assume-crs", "28992"], "option-value"),
        (["a", "b", "--assume-crs", "EPSG:99999999999999"], "option-value"),
        (["a", "b", "--class", "x", "--class-name", "y"], "option-conflict"),
        (["a", "b", "--class", "x", "--class", "y"], "option-given-twice"),
        (["a", "b", "--tolerance"], "option-needs-value"), (["a", "--tolerance", "--quiet", "b"], "option-needs-value"),
        (["a", "b", "--quiet=yes"], "option-takes-no-value"), (["a", "b", "--tolerence", "1"], "unknown-option"),
        (["a", "b", "-x"], "unknown-option"), (["a", "b", "--"], nil), (["a"], "operand-missing"),
        (["a", "b", "c"], "operand-extra"), (["", "b"], "empty-file-name"), ([], "operand-missing"),
    ] as [([String], String?)])
    func everyMistakeHasItsError(_ words: [String], _ expected: String?) {
        #expect(Self.code(words) == expected)
    }

    @Test func aSideWinsOverBothAndMayGiveTheClassOtherwise() throws {
        let arguments = try Self.parse(
            "--class", "type", "--new-class-name", "essen", "--old-where", "status=a|b", "--where-not", "x=1",
            "--new-layer", "NNN")
        let old = try LayerRequest(arguments, file: "a", side: .old).object
        let new = try LayerRequest(arguments, file: "b", side: .new).object
        #expect(old.classRule == .fields(["type"]))
        #expect(new.classRule == .name("essen"))
        #expect(old.filter == [
            FieldFilter(field: "status", values: ["a", "b"]), FieldFilter(field: "x", values: ["1"], keeps: false),
        ])
        #expect(new.filter == [FieldFilter(field: "x", values: ["1"], keeps: false)])
        #expect(old.layer == nil)
        #expect(new.layer == "NNN")
    }

    @Test func withoutAClassOptionTheLayerIsTheClass() throws {
        #expect(try LayerRequest(Self.parse(), file: "a", side: .old).object.classRule == .name(nil))
    }

    @Test(arguments: [
        ("--tolerence", "did you mean --tolerance?"), ("--old-clas", "did you mean --old-class?"),
        ("--share", "x"), ("--qiuet", "did you mean --quiet?"), ("--completely-different", "see kk-diff measure --help all"),
    ])
    func unknownOptionsAreExplained(_ option: String, _ remedy: String) {
        do {
            _ = try RawArguments(["a", "b", option], for: Self.command)
            #expect(option == "--share")
        } catch {
            #expect(error.remedy?.en == remedy)
        }
    }

    @Test func hugeCommandLinesAreFine() throws {
        let words = Array(repeating: "--where", count: 1).flatMap { [$0, String(repeating: "a", count: 1_000_000) + "=1"] }
        #expect(try RawArguments(words + ["a", "b"], for: Self.command).all("where").count == 1)
        #expect(Self.code(["a", "b", "--" + String(repeating: "x", count: 1_000_000)]) == "unknown-option")
    }

    @Test(arguments: [
        ([:], Language.en), (["LANG": "nl_NL.UTF-8"], .nl), (["LANG": "nl_NL", "LC_ALL": "C"], .en),
        (["LC_ALL": "", "LC_MESSAGES": "nl_BE"], .nl), (["LANG": "de_DE"], .en),
    ] as [([String: String], Language)])
    func theLocaleDecidesTheLanguage(_ environment: [String: String], _ language: Language) {
        #expect(Language(environment: environment) == language)
    }
}
