import Foundation
import GeoCore
import LayerDiff
import TestSupport
import Testing

extension JSONValue {
    fileprivate subscript(key: String) -> JSONValue { members[key] ?? .null }
    fileprivate var members: [String: JSONValue] {
        if case .object(let members) = self { return members }
        return [:]
    }
    fileprivate var list: [JSONValue] { arrayValue }
    fileprivate var word: String {
        if case .string(let text) = self { return text }
        return ""
    }
    /// Of a cell: its two labels.
    fileprivate var key: String { self["from"].word + " → " + self["to"].word }
    fileprivate var number: Double? {
        switch self {
        case .number(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
    }
}

/// The shipped sample with everything it was made for: a tolerance, a minimum area, the register of decisions.
@Suite struct GeometricSampleTests {
    static func evidence() throws -> EvidenceRegister {
        let path = SampleTests.folder.appendingPathComponent("besluiten.gpkg").path
        let (object, fields) = try EvidenceRegister.source(of: path)
        return try EvidenceRegister(LayerReader.read([object], options: LayerReadOptions(attributeFields: fields)))
    }

    @Test(arguments: ["landschapstypen", "natuur", "stilte"])
    func documentedCausesAreRecovered(_ id: String) throws {
        let truth = try SampleTests.find(id, in: "truth.json")["rules"]["causes_with_evidence"]
        let evidence = try Self.evidence()
        let result = try SampleTests.run(id) { $0.evidence = evidence }
        #expect(!truth.members.isEmpty)
        for cause in Cause.allCases {
            #expect(
                abs(result.causes[cause] - (truth[cause.rawValue].number ?? 0)) <= 1e-6 + 1e-9 * result.causes[cause],
                "\(cause): \(result.causes[cause])")
        }
    }

    /// The second drawing is up to 3 m off: a tolerance of 5 m finds what it made of cells that nobody planted, as far as
    /// rules 1 to 4 leave them to it, and leaves what was planted.
    @Test(arguments: ["landschapstypen", "essen", "natuur", "natura2000", "stilte"])
    func theSecondDrawingIsDrawing(_ id: String) throws {
        let entry = try SampleTests.find(id, in: "truth.json")
        let result = try SampleTests.run(id) { $0.tolerance = PositionalTolerance(metres: 5) }
        let plain = try SampleTests.run(id) { $0.tablesOnly = true }
        var planted: [String: Double] = [:]
        for cell in entry["planted"]["cells"].list { planted[cell.key] = cell["ha"].number }
        var drawn = 0.0
        var real = 0.0
        for cell in entry["rules"]["cells"].list where ["R", "U"].contains(cell["cause"].word) && cell["from"] != cell["to"] {
            let before = planted[cell.key] ?? 0
            real += before
            drawn += max(0, (cell["ha"].number ?? 0) - before)
        }
        #expect(result.causes[.drawing] >= drawn * 0.95, "\(result.causes[.drawing]) of \(drawn)")
        let left = result.causes[.real] + result.causes[.open]
        #expect(abs(left - real) <= 0.005 * real + 0.05, "\(left) of \(real)")
        #expect(abs(result.causes.total - plain.causes.total) < 1e-6)
        #expect(result.checks.faces?.disagreements == 0)
    }

    @Test func noHectareOfGainOfEssenIsCalledReal() throws {
        let result = try SampleTests.run("essen") {
            $0.tolerance = PositionalTolerance(metres: 5)
            $0.minAreaHectares = 0.05
            $0.wantsFaces = true
        }
        for account in result.classes { #expect(account.gainCauses[.real] == 0, "\(account.name)") }
        #expect(result.boundary.gainCauses.present.map(\.cause) == [.knowledge])
        #expect(result.boundary.lossCauses[.real] > 28)
    }
}

/// The job on real maps, with shapes.
@Suite(.enabled(if: Paths.hasData, "needs the real maps beside the checkout"))
struct GeometricRealDataTests {
    /// Two publications of one delineation, of which one was drawn again in places: the curve says re-delimitation,
    /// not noise.
    @Test func nearDuplicatesOfZeeland() throws {
        func layer(_ file: String) throws -> ClassifiedLayer {
            try LayerReader.read([
                LayerObject(
                    file: "zeeland/gio_pv29.gpkg", baseFolder: Paths.data.path, classRule: .name("gebied"),
                    filter: [FieldFilter(field: "bestand", values: [file], keeps: true)])
            ])
        }
        let old = try layer("GIO-01c58499.gml")
        let new = try layer("GIO-daab851d.gml")
        for (tolerance, expected) in [(1.0, 0.0005), (5, 0.05), (10, 0.55), (50, 0.8229)] {
            var options = DiffOptions()
            options.sameMeaning = true
            options.overlapLimit = 1
            options.threads = 2
            options.tolerance = PositionalTolerance(metres: tolerance)
            let result = try LayerDiffRun.run(old: old, new: new, options: options)
            #expect(abs(result.boundary.onlyOld + result.boundary.onlyNew - 0.823) < 0.0005)
            #expect(min(result.boundary.onlyOld, result.boundary.onlyNew) < 1e-5)
            #expect(abs(result.causes[.drawing] - expected) < 0.1 * expected, "\(tolerance): \(result.causes[.drawing])")
        }
    }

    @Test func otterloClosesWithShapesAndReadBackwards() throws {
        func run(_ files: [String], _ threads: Int) throws -> DiffResult {
            let layers = try files.map { try RealDataTests.layer("bgt_otterlo/\($0).gpkg", field: "klasse") }
            var options = DiffOptions()
            options.sameMeaning = true
            options.overlapLimit = 0.01
            options.threads = threads
            options.tolerance = PositionalTolerance(metres: 0.5)
            options.minAreaHectares = 0.005
            return try LayerDiffRun.run(old: layers[0], new: layers[1], options: options)
        }
        let forward = try run(["bgt_otterlo_2017", "bgt_otterlo_2020"], 2)
        let backward = try run(["bgt_otterlo_2020", "bgt_otterlo_2017"], 1)
        #expect(forward.causes[.drawing] > 0.1)
        #expect(abs(forward.causes[.drawing] - backward.causes[.drawing]) < 1e-5)
        #expect(abs(forward.causes[.small] - backward.causes[.small]) < 1e-5)
        #expect(forward.checks.identities.count == 10)
        #expect(forward.checks.faces?.disagreements == 0)
        #expect((forward.checks.faces?.engineAgainstShapeMaxRelative ?? 1) < 1e-6)
    }
}
