import Foundation
import GeoCore
@testable import LayerDiff
import TestSupport
import Testing

@Suite struct EvidenceTests {
    /// A file with this text; gone with the returned folder's object.
    static func file(_ text: String, _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("register.csv")
        try Data(text.utf8).write(to: path)
        try body(path.path)
    }

    static func table(_ text: String) throws -> EvidenceRegister {
        var register: EvidenceRegister?
        try file(text) { register = try EvidenceRegister.readTable($0, name: "register.csv") }
        return try #require(register)
    }

    static func item(_ id: String, _ cause: Cause, _ rectangles: [TestMaps.Rectangle]) throws -> EvidenceItem {
        var item = EvidenceItem(id: id, place: .polygons(try TestMaps.layer(rectangles).polygons), cause: cause)
        item.document = "besluit \(id)"
        return item
    }

    @Test func theSampleRegisterIsRead() throws {
        let path = Paths.testdata.appendingPathComponent("drenthe/besluiten.gpkg").path
        let (object, fields) = try EvidenceRegister.source(of: path)
        var options = LayerReadOptions()
        options.attributeFields = fields
        let register = try EvidenceRegister(LayerReader.read([object], options: options))
        #expect(register.items.count == 6)
        #expect(register.items.allSatisfy { $0.cause == .decision && $0.document?.hasPrefix("SYN-") == true })
        #expect(register.items.map(\.theme) == ["natuur", "natuur", "natuur", "natuur", "landschapstypen", "stilte"])
        let none = ClassifiedLayer()
        let (evidence, notices) = try register.resolved(
            old: none, new: none, theme: "natuur", conflict: .stop, threads: 1)
        #expect(evidence.parts.map(\.items) == [["1", "2", "3", "4"]])
        #expect(notices.isEmpty)
        let (nothing, said) = try register.resolved(old: none, new: none, theme: "essen", conflict: .stop, threads: 1)
        #expect(nothing.parts.isEmpty)
        #expect(said.map(\.code) == ["evidence-theme-without-rows"])
    }

    @Test func featuresByKey() throws {
        let old = try TestMaps.layer([.init("a", 0, 0, 2, 1), .init("b", 2, 0, 1, 1)])
        let new = try TestMaps.layer([.init("a", 0, 0, 3, 1)])
        let register = try Self.table("""
            kant;feature;oorzaak;document;datum
            oud;2;besluit;Bijlage 3;2014-07-02
            new;1;C;Erratum;
            """)
        #expect(register.items.map(\.cause) == [.decision, .correction])
        #expect(register.items.map(\.id) == ["2", "3"])
        #expect(register.items[0].date == "2014-07-02")
        let error = #expect(throws: InputError.self) {
            try register.resolved(old: old, new: new, theme: nil, conflict: .stop, threads: 1)
        }
        // Feature 2 of the old layer lies under feature 1 of the new one.
        #expect(error?.code == "evidence-conflict")
        #expect(error?.line(.en).contains("disagree about 1 ha") == true)
        let (evidence, notices) = try register.resolved(
            old: old, new: new, theme: nil, conflict: .undetermined, threads: 1)
        #expect(notices.map(\.code) == ["evidence-conflict"])
        #expect(evidence.parts.map(\.cause) == [.correction])
        #expect(abs(hectares(evidence.parts[0].polygons.areaSquareMetres) - 2) < 1e-9)
    }

    @Test(arguments: [
        ("side,feature,cause,document\nold,9,A,x", "evidence-feature-missing"),
        ("layer,feature,cause,document\nmap,1,A,x", "evidence-feature-ambiguous"),
        ("layer,feature,cause,document\nelsewhere,1,A,x", "evidence-feature-missing"),
    ])
    func keysThatNameNoFeature(_ text: String, _ code: String) throws {
        let old = try TestMaps.layer([.init("a", 0, 0, 2, 1)])
        let register = try Self.table(text)
        let error = #expect(throws: InputError.self) {
            try register.resolved(old: old, new: old, theme: nil, conflict: .stop, threads: 1)
        }
        #expect(error?.code == code)
    }

    @Test(arguments: [
        ("feature,cause,document\n1,A,x", "evidence-column-missing"),
        ("side,cause,document\nold,A,x", "evidence-column-missing"),
        ("side,feature,cause,document\nold,1,,x", "evidence-cause-empty"),
        ("side,feature,cause,document\nold,1,X,x", "evidence-cause-unknown"),
        ("side,feature,cause,document\nold,1,A,", "evidence-without-document"),
        ("side,feature,cause,document\nold,1e9,A,x", "evidence-feature-key"),
        ("side,feature,cause,document\nboth,1,A,x", "evidence-side"),
    ])
    func badRowsAreNamed(_ text: String, _ code: String) throws {
        let error = #expect(throws: InputError.self) { try Self.table(text) }
        #expect(error?.code == code)
        #expect(error?.file == "register.csv")
        #expect(error?.line(.nl).contains("rij ") == true)
        #expect(error?.remedy != nil)
    }

    @Test func sameCausesOnEachOtherAreNoConflict() throws {
        let register = EvidenceRegister(items: [
            try Self.item("1", .decision, [.init("", 0, 0, 2, 1)]), try Self.item("2", .decision, [.init("", 1, 0, 2, 1)]),
            try Self.item("3", .real, [.init("", 3, 0, 1, 1)]),
        ])
        let none = ClassifiedLayer()
        let (evidence, notices) = try register.resolved(old: none, new: none, theme: nil, conflict: .stop, threads: 2)
        #expect(evidence.parts.map(\.cause) == [.decision, .real])
        #expect(evidence.parts.map(\.items) == [["1", "2"], ["3"]])
        #expect(notices.isEmpty)
    }

    @Test func improbablePairs() throws {
        try Self.file("van;naar;thema\nbos;water;a\nbos;;a\nbos;water;a\nheide;;b\n") { path in
            let pairs = try NonProbablePair.read(path, theme: "a")
            #expect(pairs == [NonProbablePair(from: "bos", to: "water"), NonProbablePair(from: "bos", to: nil)])
            #expect(try NonProbablePair.read(path, theme: nil).count == 3)
        }
        try Self.file("from,to\n,\nx,y\n,,\n") { path in
            let pairs = try NonProbablePair.read(path, theme: nil)
            #expect(pairs == [NonProbablePair(from: "x", to: "y")])
        }
        try Self.file("a,b\nx,y\n") { path in
            let error = #expect(throws: InputError.self) { try NonProbablePair.read(path, theme: nil) }
            #expect(error?.code == "non-probable-column-missing")
        }
    }
}
