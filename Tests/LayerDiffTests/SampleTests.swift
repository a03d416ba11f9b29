import Foundation
import GeoCore
import LayerDiff
import TestSupport
import Testing

extension JSONValue {
    fileprivate subscript(key: String) -> JSONValue {
        if case .object(let members) = self { return members[key] ?? .null }
        return .null
    }
    fileprivate var list: [JSONValue] { arrayValue }
    fileprivate var text: String? {
        if case .string(let text) = self { return text }
        return nil
    }
    fileprivate var number: Double? {
        switch self {
        case .number(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
    }
    fileprivate var members: [String: JSONValue] {
        if case .object(let members) = self { return members }
        return [:]
    }
}

/// The shipped synthetic sample: its generator knows why every hectare differs, and worked out the cells and their
/// causes with another engine.
@Suite struct SampleTests {
    static let folder = Paths.testdata.appendingPathComponent("drenthe")

    static let comparisons: [String] = [
        "landschapstypen", "essen", "beekdalen", "macrogradient", "natuur", "natura2000", "cultuurhistorie-niveau",
        "archeologie", "grafheuvels", "celtic-fields", "veenwegen", "voorden", "aardkundig", "stilte", "duisternis",
        "wegpanorama",
    ]

    static func find(_ id: String, in file: String) throws -> JSONValue {
        let json = try JSONValue.read(folder.appendingPathComponent(file).path)
        return try #require(json["comparisons"].list.first { $0["id"].text == id })
    }

    static func run(_ id: String, _ change: (inout DiffOptions) -> Void = { _ in }) throws -> DiffResult {
        let comparison = try find(id, in: "vergelijking.json")
        let layers = try comparison["versions"].list.map { version in
            var options = LayerReadOptions()
            options.measuresLinesAndPoints = true
            return try LayerReader.read(
                version["layers"].list.map {
                    try LayerObject(json: $0, file: "vergelijking.json", baseFolder: folder.path)
                }, options: options)
        }
        var options = DiffOptions()
        options.theme = comparison["theme"].text
        options.classes = comparison["classes"].text.flatMap(ClassMode.init(rawValue:))
        options.crosswalk = try Crosswalk.read(folder.appendingPathComponent("vertaaltabel.csv").path)
        options.legendFile = try LegendFile.read(folder.appendingPathComponent("legenda.csv").path)
        options.threads = 2
        change(&options)
        return try LayerDiffRun.run(old: layers[0], new: layers[1], options: options)
    }

    @Test(arguments: comparisons)
    func theAnswerIsTheOneThatWasPlanted(_ id: String) throws {
        let result = try Self.run(id)
        let truth = try Self.find(id, in: "truth.json")["rules"]
        // The truth is printed to 1e-7 ha.
        func close(_ a: Double, _ b: Double?) -> Bool { abs(a - (b ?? 0)) <= 1e-6 + 1e-9 * abs(b ?? 0) }
        for (name, value) in truth["old_ha"].members {
            #expect(close(result.classes.first { $0.name == name }?.old ?? 0, value.number), "\(name)")
        }
        for (name, value) in truth["new_ha"].members {
            #expect(close(result.classes.first { $0.name == name }?.new ?? 0, value.number), "\(name)")
        }
        let boundary = truth["boundary"]
        if boundary != .null {
            #expect(close(result.boundary.both, boundary["both_ha"].number))
            #expect(close(result.boundary.onlyOld, boundary["only_old_ha"].number))
            #expect(close(result.boundary.onlyNew, boundary["only_new_ha"].number))
            #expect(close(result.frameHectares, boundary["frame_ha"].number))
        }
        for expected in truth["cells"].list {
            let pair = (expected["from"].text, expected["to"].text)
            let cell = try #require(
                result.matrix.first { $0.from == pair.0 && $0.to == pair.1 }, "no cell \(pair)")
            #expect(close(cell.hectares, expected["ha"].number), "\(pair): \(cell.hectares)")
            #expect(cell.causes.present.map(\.cause.rawValue) == [expected["cause"].text], "\(pair)")
        }
        for (cause, value) in truth["causes"].members {
            let known = try #require(Cause(rawValue: cause))
            #expect(close(result.causes[known], value.number), "\(cause)")
        }
        for (cause, value) in truth["boundary_causes"].members {
            let known = try #require(Cause(rawValue: cause))
            #expect(close(result.boundary.causes[known], value.number), "\(cause)")
        }
        for (cause, value) in truth["level_causes"].members {
            let known = try #require(Cause(rawValue: cause))
            #expect(close(result.levels.causes[known], value.number), "\(cause)")
        }
        for expected in truth["classes"].list {
            let account = try #require(result.classes.first { $0.name == expected["class"].text })
            #expect(close(account.unchanged, expected["both_ha"].number))
            #expect(close(account.loss, expected["only_old_ha"].number))
            #expect(close(account.gain, expected["only_new_ha"].number))
        }
        for (name, value) in truth["old_km"].members {
            #expect(close(result.lines.first { $0.name == name }?.oldKilometres ?? 0, value.number))
        }
        for (name, value) in truth["new_km"].members {
            #expect(close(result.lines.first { $0.name == name }?.newKilometres ?? 0, value.number))
        }
        #expect(result.checks.identities.map(\.name) == ["I1", "I2", "I4", "I5", "I6", "I7", "I9", "I10", "I11"])
    }

    @Test(arguments: comparisons)
    func theCrosswalkPassesLint(_ id: String) throws {
        let comparison = try Self.find(id, in: "vergelijking.json")
        let (_, lint) = try CrosswalkLint.file(
            Self.folder.appendingPathComponent("vertaaltabel.csv").path, theme: comparison["theme"].text,
            mode: comparison["classes"].text.flatMap(ClassMode.init(rawValue:)) ?? .oneOf)
        #expect(lint.errors.map(\.problem.en) == [])
    }
}
