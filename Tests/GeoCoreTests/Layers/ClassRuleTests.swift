import Foundation
@testable import GeoCore
import Testing

@Suite struct ClassRuleTests {
    let layers: TestLayers

    init() throws { layers = try TestLayers() }

    func read(_ path: String, _ rule: ClassRule, _ filter: [FieldFilter] = []) throws(InputError) -> ClassifiedLayer {
        try LayerReader.read([LayerObject(file: path, classRule: rule, filter: filter)])
    }

    @Test func oneClassIsTheNameGivenOrTheLayers() throws {
        let path = try layers.geoPackage(layer: "essen", declarations: [], rows: [[], []])
        #expect(try read(path, .name("waardevolle essen")).areas == ["waardevolle essen": 20_000])
        #expect(try read(path, .name(nil)).classes == ["essen"])
        #expect(try read(path, .none).classes == [""])
    }

    @Test func numbersAndTextsBecomeClassText() throws {
        let path = try layers.geoPackage(
            declarations: ["code"],
            rows: [["3"], ["3.0"], ["3.5"], ["'01'"], ["' hoog  water '"], ["'hoog\u{A0}water'"], ["'cafe\u{301}'"], ["'café'"]])
        #expect(try read(path, .fields(["code"])).areas
            == ["3": 20_000, "3.5": 10_000, "01": 10_000, "hoog water": 20_000, "café": 20_000])
    }

    @Test func severalFieldsAreJoined() throws {
        let path = try layers.geoPackage(
            declarations: ["TYPE TEXT", "SUB TEXT"], rows: [["'esdorp'", "'es'"], ["'esdorp'", "'brink '"]])
        #expect(try read(path, .fields(["TYPE", "SUB"])).classes == ["esdorp / brink", "esdorp / es"])
    }

    @Test func blankClassesAreNamedNeverEmpty() throws {
        let path = try layers.geoPackage(declarations: ["k TEXT"], rows: [["'a'"], ["NULL"], ["'  '"], ["''"]])
        let error = TestLayers.problem(LayerObject(file: path, classRule: .fields(["k"])))
        #expect(error?.code == "class-blank")
        #expect(error?.problem.en == "no class (NULL or blank) in field 'k': 3 features, 3.00 ha (2, 3, 4)")
        #expect(error?.problem.nl.contains("3 objecten, 3,00 ha (2, 3, 4)") == true)
        let list = ClassList(source: nil, fields: ["k"], rows: [
            .init(codes: [.blank], className: "onbekend"), .init(codes: [.any], className: "bekend"),
        ])
        #expect(try read(path, .list(list)).areas == ["onbekend": 30_000, "bekend": 10_000])
        // A row without geometry is no place, so it needs no class.
        let empty = try layers.geoPackage("n.gpkg", declarations: ["k TEXT"], rows: [["'a'"], ["NULL"]]) {
            $0 == 0 ? TestLayers.square(x: 0, y: 0) : nil
        }
        let layer = try read(empty, .fields(["k"]))
        #expect(layer.ledger.null == 1 && layer.ledger.used == 1 && layer.ledger.balances)
    }

    @Test func caseTwinsAreRefusedWithTheFix() throws {
        let path = try layers.geoPackage(declarations: ["k TEXT"], rows: [["'Hoog'"], ["'hoog'"], ["'laag'"]])
        #expect(TestLayers.problem(LayerObject(file: path, classRule: .fields(["k"])))?.code == "case-twins")
        let filter = TestLayers.problem(
            LayerObject(file: path, filter: [FieldFilter(field: "k", values: ["Laag"])]))
        #expect(filter?.code == "case-twins")
        #expect(filter?.remedy?.en == "write 'laag' there")
        #expect(filter?.feature == "3")
        // Both spellings asked for is no mistake.
        let both = LayerObject(file: path, classRule: .name("x"), filter: [FieldFilter(field: "k", values: ["Hoog", "hoog"])])
        #expect(try LayerReader.read([both]).polygons.featureCount == 2)
        let list = ClassList(source: nil, fields: ["k"], rows: [
            .init(codes: [.text("HOOG")], className: "1"), .init(codes: [.any], className: "2"),
        ])
        #expect(TestLayers.problem(LayerObject(file: path, classRule: .list(list)))?.code == "case-twins")
        // Over two files too.
        let other = try layers.geoPackage("b.gpkg", declarations: ["k TEXT"], rows: [["'LAAG'"]])
        let lower = LayerObject(file: path, classRule: .fields(["k"]), filter: [FieldFilter(field: "k", values: ["laag"])])
        #expect(TestLayers.problem(lower, LayerObject(file: other, classRule: .fields(["k"])))?.code == "case-twins")
    }

    @Test func codeListsMapManyToOneAndOneToMany() throws {
        let path = try layers.geoPackage(
            declarations: ["code REAL", "soort TEXT"],
            rows: [["1", "'a'"], ["2", "'a'"], ["3", "'VR+HR'"], ["9", "NULL"]])
        let file = try layers.write("code;soort;class;toelichting\n1;*;WA;x\n2;*;WA;\n3;VR+HR;VR;\n3;VR+HR;HR;\n*;;;weg\n", "codes.csv")
        let layer = try read(path, .list(ClassList.read(file)))
        #expect(layer.areas == ["WA": 20_000, "VR": 10_000, "HR": 10_000])
        #expect(layer.polygons.featureCount == 4)
        #expect(layer.origins.map(\.id) == [1, 2, 3, 3])
        #expect(layer.ledger.featuresIn == 4 && layer.ledger.used == 3 && layer.ledger.leftOut == 1 && layer.ledger.balances)
    }

    @Test func anUncaughtCodeIsAnErrorWithCountAndHectares() throws {
        let path = try layers.geoPackage(declarations: ["k TEXT"], rows: [["'a'"], ["'b'"], ["'c'"]])
        let list = ClassList(source: nil, fields: ["k"], rows: [.init(codes: [.text("a")], className: "A")])
        let error = TestLayers.problem(LayerObject(file: path, classRule: .list(list)))
        #expect(error?.code == "class-uncaught")
        #expect(error?.problem.en == "the code list has no row for k = 'b': 2 features, 2.00 ha (2, 3)")
    }

    @Test func specificRowsWinFromStarsWhereverTheyStand() {
        let list = ClassList(source: nil, fields: ["a", "b"], rows: [
            .init(codes: [.any, .any], className: "rest"), .init(codes: [.text("1"), .any], className: "een"),
            .init(codes: [.text("1"), .text("2")], className: "twaalf"),
        ])
        #expect(list.classes(of: ["1", "2"]) == ["twaalf"])
        #expect(list.classes(of: ["1", "3"]) == ["een"])
        #expect(list.classes(of: ["", "3"]) == ["rest"])
    }

    @Test func filtersKeepAndDropAndLeaveTheRestOutOfTheLedger() throws {
        let path = try layers.geoPackage(
            declarations: ["s TEXT", "n INTEGER"], rows: [["'v'", "1"], ["'v '", "2"], ["'o'", "1"], ["NULL", "1"]])
        let keep = FieldFilter(field: "s", values: ["v"])
        #expect(try read(path, .none, [keep]).origins.map(\.id) == [1, 2])
        #expect(try read(path, .none, [keep, FieldFilter(field: "n", values: ["2"], keeps: false)]).origins.map(\.id) == [1])
        #expect(try read(path, .none, [FieldFilter(field: "s", values: [""])]).origins.map(\.id) == [4])
        #expect(try read(path, .none, [keep]).ledger.featuresIn == 2)
        let none = try read(path, .none, [FieldFilter(field: "s", values: ["x"])])
        #expect(none.polygons.featureCount == 0)
        #expect(none.notices.map(\.code) == ["empty-selection"])
    }

    @Test func textThatIsNoUTF8NamesTheOptionOnlyWhereItMatters() throws {
        let path = try layers.geoPackage(
            declarations: ["naam TEXT", "k TEXT"], rows: [["CAST(x'70696E676F72758B6E6573' AS TEXT)", "'a'"]])
        let error = TestLayers.problem(LayerObject(file: path, classRule: .fields(["naam"])))
        #expect(error?.code == "class-encoding")
        #expect(error?.problem.en == "field 'naam' holds text that is not UTF-8 ('pingoru?nes')")
        #expect(error?.remedy?.en.contains("--encoding CP850") == true)
        #expect(try read(path, .fields(["k"])).classes == ["a"])
        let decoded = LayerObject(file: path, classRule: .fields(["naam"]), encoding: "CP850")
        #expect(try LayerReader.read([decoded]).classes == ["pingoruïnes"])
    }

    @Test func missingFieldsAndLayersListWhatThereIs() throws {
        let path = try layers.geoPackage(declarations: ["klasse TEXT"], rows: [["'a'"]])
        let field = TestLayers.problem(LayerObject(file: path, classRule: .fields(["klase"])))
        #expect(field?.code == "field-missing")
        #expect(field?.remedy?.en == "did you mean 'klasse'?")
        #expect(TestLayers.problem(LayerObject(file: path, layer: "vlakk"))?.remedy?.nl == "bedoelde u 'vlak'?")
        #expect(TestLayers.problem(LayerObject(file: "no-such.gpkg"))?.line(.en) == "no-such.gpkg: no such file; check the path")
    }

    @Test func aMissingCRSIsFilledInAndAGivenOneStays() throws {
        let without = try layers.geoPackage(declarations: [], rows: [[]], srs: 0)
        #expect(try read(without, .none).crs == nil)
        let assumed = try LayerReader.read([LayerObject(file: without)], options: LayerReadOptions(assumedCRS: "EPSG:28992"))
        #expect(assumed.crs?.code == "EPSG:28992" && assumed.crs?.isAssumed == true)
        // A box at the origin of RD lies outside the Netherlands.
        #expect(assumed.notices.map(\.code).sorted() == ["crs-area-of-use", "crs-assumed"])
        let with = try layers.geoPackage("w.gpkg", declarations: [], rows: [[]])
        let kept = try LayerReader.read([LayerObject(file: with, assumedCRS: "EPSG:31370")])
        #expect(kept.crs?.code == "EPSG:28992" && kept.crs?.isAssumed == false)
        #expect(TestLayers.problem(LayerObject(file: without), LayerObject(file: with))?.code == "crs-mixed")
        let degrees = try layers.geoPackage("d.gpkg", declarations: [], rows: [[]], srs: 4326)
        #expect(TestLayers.problem(LayerObject(file: with), LayerObject(file: degrees))?.code == "crs-mixed")
    }

    @Test func severalObjectsAreOneLayerWithTheirSources() throws {
        let a = try layers.geoPackage("a.gpkg", declarations: ["k TEXT"], rows: [["'z'"], ["'b'"]])
        let b = try layers.geoPackage("b.gpkg", declarations: [], rows: [[]])
        let layer = try LayerReader.read(
            [LayerObject(file: a, classRule: .fields(["k"])), LayerObject(file: b, classRule: .name("é"))],
            options: LayerReadOptions(hashesFiles: true))
        #expect(layer.classes == ["b", "z", "é"])
        #expect(layer.classOfFeature == [1, 0, 2])
        #expect(layer.origins.map(\.source) == [0, 0, 1])
        #expect(layer.sources.map(\.file) == [a, b])
        #expect(layer.sources[0].sha256?.count == 64)
    }

    @Test func attributesComeAlongFeatureByFeature() throws {
        let path = try layers.geoPackage(declarations: ["naam TEXT", "nr REAL"], rows: [["' Exlooër  es'", "7.0"], ["NULL", "NULL"]])
        let layer = try LayerReader.read(
            [LayerObject(file: path)], options: LayerReadOptions(attributeFields: ["naam", "nr"]))
        #expect(layer.attributes == ["naam": ["Exlooër es", nil], "nr": ["7", nil]])
    }

    @Test func onlyTheBoxIsRead() throws {
        let path = try layers.geoPackage(declarations: ["k TEXT"], rows: (0..<20).map { ["'\($0)'"] })
        let options = LayerReadOptions(within: Box(minX: 510, minY: 10, maxX: 620, maxY: 20))
        let layer = try LayerReader.read([LayerObject(file: path, classRule: .fields(["k"]))], options: options)
        #expect(layer.classes == ["5", "6"])
        #expect(layer.ledger.featuresIn == 2)
    }

    @Test func sha256IsRight() {
        #expect(SHA256.hex(of: Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(SHA256.hex(of: []) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            SHA256.hex(of: Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8))
                == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    }
}
