import Foundation
import TestSupport
import Testing

/// The same input gives the same bytes: for any number of threads, any order of the features, any time.
@Suite struct SameBytesTests {
    static func json(_ arguments: [String]) throws -> String {
        let outcome = try BuiltProgram.run(arguments + ["--format", "json", "--quiet"])
        #expect(outcome.status == 0, "\(outcome.stderr)")
        #expect(outcome.stdout.hasPrefix("{"))
        return outcome.stdout
    }

    static let small = ["diff", "old.geojson", "new.geojson", "--class", "type", "--crosswalk", "crosswalk.csv"]

    @Test func threadsAndRepetition() throws {
        let first = try Self.json(Self.small)
        for threads in ["1", "2", "3", "7"] { #expect(try Self.json(Self.small + ["--threads", threads]) == first) }
    }

    @Test func featureOrder() throws {
        let shuffled = Self.small.map { $0.replacingOccurrences(of: ".geojson", with: "-shuffled.geojson") }
        let other = try Self.json(shuffled).replacingOccurrences(of: "-shuffled.geojson", with: ".geojson")
        // A GeoJSON layer is named after its file.
        #expect(other.replacingOccurrences(of: "-shuffled\"", with: "\"") == (try Self.json(Self.small)))
    }

    @Test func plans() throws {
        let check = ["check", "plan.geojson", "plan-two.geojson", "--catalogue", "catalogue.json"]
        let first = try Self.json(check)
        for threads in ["1", "2", "7"] { #expect(try Self.json(check + ["--threads", threads]) == first) }
    }

    @Test(.enabled(if: Paths.hasData, "no real maps beside the checkout"))
    func theRealMapOfOtterlo() throws {
        let folder = Paths.data.appendingPathComponent("bgt_otterlo").path
        let diff = [
            "diff", "\(folder)/bgt_otterlo_2017.gpkg", "\(folder)/bgt_otterlo_2020.gpkg", "--class", "klasse",
            "--overlap-limit", "1",
        ]
        let first = try Self.json(diff + ["--threads", "1"])
        #expect(first.contains("naaldbos"))
        for threads in ["2", "2", "7"] { #expect(try Self.json(diff + ["--threads", threads]) == first) }
    }
}
