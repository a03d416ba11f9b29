import Foundation
import GeoCore
import LayerDiff
import TestSupport
import Testing

/// Every comparison of the synthetic sample, against what its generator says (worked out there with other tools):
/// each cell of the matrix and each cause, on the files as they ship.
@Suite struct SampleTruthTests {
    static let folder = Paths.testdata.appendingPathComponent("drenthe")
    static let truth = comparisons("truth.json")
    static let run = comparisons("vergelijking.json")

    static func comparisons(_ name: String) -> [String: [String: JSONValue]] {
        guard case .object(let root)? = try? JSONValue.read(folder.appendingPathComponent(name).path),
            case .array(let items)? = root["comparisons"]
        else { return [:] }
        var byID: [String: [String: JSONValue]] = [:]
        for case .object(let item) in items {
            if case .string(let id)? = item["id"] { byID[id] = item }
        }
        return byID
    }

    static let oneOf = run.keys.sorted().filter {
        truth[$0]?["classes"] == .string("one-of") && truth[$0]?["status"] == .string("compared")
    }

    @Test func theSampleHasItsComparisons() {
        #expect(Self.oneOf.count == 13)
        #expect(Self.run.count == 17)
    }

    @Test(arguments: oneOf) func everyPlantedHectareIsFound(id: String) throws {
        let comparison = try #require(Self.run[id])
        let expected = try #require(Self.truth[id]?["rules"]?.members)
        let versions = try #require(comparison["versions"]?.items)
        let layers = try versions.map { version in
            try LayerReader.read(
                (version.members?["layers"]?.items ?? []).map {
                    try LayerObject(json: $0, file: "vergelijking.json", baseFolder: Self.folder.path)
                }, options: LayerReadOptions(measuresLinesAndPoints: true))
        }
        try #require(layers.count == 2)
        var options = DiffOptions()
        options.crosswalk = try Crosswalk.read(Self.folder.appendingPathComponent("vertaaltabel.csv").path)
        options.legendFile = try LegendFile.read(Self.folder.appendingPathComponent("legenda.csv").path)
        options.theme = comparison["theme"]?.text
        options.classes = .oneOf
        options.threads = 2
        let result = try LayerDiffRun.run(old: layers[0], new: layers[1], options: options)

        // The truth is rounded to 1e-7 ha and was computed with a topological overlay.
        let tolerance = 1e-6
        let cells = (expected["cells"]?.items ?? []).compactMap(\.members)
        let compared = cells.filter { ($0["ha"]?.number ?? 0) > tolerance }
        for cell in compared {
            let found = result.matrix.first { $0.from == cell["from"]?.text && $0.to == cell["to"]?.text }
            let place = "\(cell["from"]?.text ?? "∅") → \(cell["to"]?.text ?? "∅")"
            #expect(abs((found?.hectares ?? 0) - (cell["ha"]?.number ?? -1)) < tolerance, "\(id): \(place)")
            if let cause = cell["cause"]?.text {
                #expect(found?.causes.present.map(\.cause.rawValue) == [cause], "\(id): \(place)")
            }
        }
        #expect(result.matrix.filter { $0.hectares > tolerance }.count == compared.count, "\(id): cells")
        for (cause, area) in expected["causes"]?.members ?? [:] {
            let code = try #require(Cause(rawValue: cause))
            #expect(abs(result.causes[code] - (area.number ?? -1)) < 1e-5, "\(id): \(cause)")
        }
        let boundary = try #require(expected["boundary"]?.members)
        #expect(abs(result.boundary.both - (boundary["both_ha"]?.number ?? -1)) < 1e-5)
        #expect(abs(result.boundary.onlyOld - (boundary["only_old_ha"]?.number ?? -1)) < 1e-5)
        #expect(abs(result.boundary.onlyNew - (boundary["only_new_ha"]?.number ?? -1)) < 1e-5)
    }

    @Test func noHectareOfEsGainIsCalledReal() throws {
        let expected = try #require(Self.truth["essen"]?["rules"]?.members?["causes"]?.members)
        #expect((expected["DK"]?.number ?? 0) > 6000)
        let cells = (Self.truth["essen"]?["rules"]?.members?["cells"]?.items ?? []).compactMap(\.members)
        #expect(cells.contains { $0["from"] == .null })
        for cell in cells where cell["from"] == .null { #expect(cell["cause"]?.text == "DK") }
    }
}

extension JSONValue {
    fileprivate var members: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }
    fileprivate var items: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
    fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
    fileprivate var number: Double? {
        switch self {
        case .number(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
    }
}
