import Foundation
import GeoCore
import LayerDiff
import TestSupport
import Testing

/// The synthetic sample: every comparison that its run file asks for, against what its generator planted, worked
/// out with Shapely (testdata/drenthe/truth.json).
@Suite("Sample Drenthe: comparisons")
struct SampleTruthTests {
    static let folder = Paths.testdata.appendingPathComponent("drenthe").path + "/"

    struct Comparison: Sendable, CustomTestStringConvertible {
        var id: String
        var theme: String
        var mode: ClassMode
        var layers: [[JSONValue]]
        var rules: JSONValue
        var testDescription: String { id }
    }

    static func comparisons() throws -> [Comparison] {
        let truth = try JSONValue.read(folder + "truth.json")
        let run = try JSONValue.read(folder + "vergelijking.json")
        return zip(run["comparisons"].items, truth["comparisons"].items).compactMap { asked, known in
            guard known["status"].string == "compared", known["rules"]["boundary"] != .null
            else { return nil }
            return Comparison(
                id: asked["id"].string ?? "", theme: asked["theme"].string ?? "",
                mode: ClassMode(rawValue: asked["classes"].string ?? "") ?? .oneOf,
                layers: asked["versions"].items.map { $0["layers"].items }, rules: known["rules"])
        }
    }

    static func run(_ comparison: Comparison) throws -> DiffResult {
        let layers = try comparison.layers.map { objects in
            try LayerReader.read(objects.map { value throws(InputError) in
                try LayerObject(json: value, file: "vergelijking.json", baseFolder: folder)
            })
        }
        var options = DiffOptions()
        options.crosswalk = try Crosswalk.read(folder + "vertaaltabel.csv")
        options.legendFile = try LegendFile.read(folder + "legenda.csv")
        options.theme = comparison.theme
        options.classes = comparison.mode
        return try LayerDiffRun.run(old: layers[0], new: layers[1], options: options)
    }

    @Test("cells, causes and boundary account", arguments: try comparisons())
    func account(_ comparison: Comparison) throws {
        let result = try Self.run(comparison)
        #expect(result.checks.identities.allSatisfy { $0.holds })
        let boundary = comparison.rules["boundary"]
        try near(result.boundary.both, boundary["both_ha"])
        try near(result.boundary.onlyOld, boundary["only_old_ha"])
        try near(result.boundary.onlyNew, boundary["only_new_ha"])
        for (cause, hectares) in comparison.rules["causes"].members {
            try near(result.causes[try #require(Cause(rawValue: cause))], hectares, "cause \(cause)")
        }
        let known = comparison.rules["cells"].items
        for cell in known {
            let (from, to) = (cell["from"].string, cell["to"].string)
            let found = try #require(
                result.matrix.first { $0.from == from && $0.to == to }, "\(from ?? "∅") → \(to ?? "∅")")
            try near(found.hectares, cell["ha"], "\(from ?? "∅") → \(to ?? "∅")")
            let cause = try #require(Cause(rawValue: cell["cause"].string ?? ""))
            try near(found.causes[cause], cell["ha"], "\(from ?? "∅") → \(to ?? "∅") \(cause.rawValue)")
        }
        if !known.isEmpty {
            #expect(result.matrix.count(where: { $0.hectares > 1e-7 }) <= known.count)
        }
    }

    @Test("every theme of the crosswalk passes lint")
    func lint() throws {
        for comparison in try Self.comparisons() {
            let (_, lint) = try CrosswalkLint.file(
                Self.folder + "vertaaltabel.csv", theme: comparison.theme, mode: comparison.mode)
            #expect(lint.errors.isEmpty, "\(comparison.theme): \(lint.errors.map { $0.problem.en })")
        }
    }

    /// Truth is written with seven decimals.
    private func near(_ found: Double, _ known: JSONValue, _ what: String = "") throws {
        let expected = try #require(known.double)
        #expect(abs(found - expected) <= 1e-6 + 1e-9 * expected, "\(what): \(found), not \(expected)")
    }
}

extension JSONValue {
    fileprivate subscript(_ key: String) -> JSONValue {
        guard case .object(let members) = self else { return .null }
        return members[key] ?? .null
    }
    fileprivate var items: [JSONValue] {
        guard case .array(let items) = self else { return [] }
        return items
    }
    fileprivate var members: [String: JSONValue] {
        guard case .object(let members) = self else { return [:] }
        return members
    }
    fileprivate var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }
    fileprivate var double: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        default: nil
        }
    }
}
