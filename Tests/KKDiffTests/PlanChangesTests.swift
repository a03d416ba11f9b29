import Foundation
import GeoCore
import TestSupport
import Testing

/// `check --changes DIR`: why the two maps of a comparison differ inside a plan, run as a user runs it.
@Suite struct PlanChangesTests {
    /// The plan of 16 ha lies for 4 ha on the old and new es, for 8 ha where beekdal became essen, for 4 ha on beekdal.
    @Test func causesInsideThePlanAreThoseOfTheMap() throws {
        let place = try FolderTests.Place()
        defer { place.remove() }
        for name in ["plan.geojson", "catalogue.json", "frame.geojson"] {
            try FileManager.default.copyItem(
                at: BuiltProgram.inputs.appendingPathComponent(name), to: place.folder.appendingPathComponent(name))
        }
        #expect(try place.diff("verschil").status == 0)
        let outcome = try place.run(
            "check", "plan.geojson", "--catalogue", "catalogue.json", "--changes", place.path("verschil"), "--format", "json")
        #expect(outcome.status == 0, "\(outcome.stderr)")
        try outcome.stdout.write(toFile: place.path("check.json"), atomically: true, encoding: .utf8)
        let result = try JSONValue.read(place.path("check.json"))
        let plan = try #require(result["changes"]["plans"].arrayValue.first)
        let causes = plan["causes"].arrayValue.map {
            "\($0["from"].stringValue ?? "") \($0["to"].stringValue ?? "") \($0["cause"].stringValue ?? "") \($0["ha"].numberValue ?? -1)"
        }
        #expect(causes == ["beekdal essen R 8.0", "waardevolle essen essen D 4.0"])
        // No place on this machine in a result.
        #expect(result["changes"]["folder"].stringValue == "verschil")
        #expect(!outcome.stdout.contains(place.folder.path))
    }

    @Test(arguments: ["nowhere", "plan.geojson", "."])
    func aFolderThatIsNoResultIsRefused(_ folder: String) throws {
        let outcome = try BuiltProgram.run(["check", "plan.geojson", "--catalogue", "catalogue.json", "--changes", folder])
        #expect(outcome.status == 2)
        #expect(outcome.stdout.isEmpty)
        #expect(outcome.stderr.split(separator: "\n").count { $0.contains("error:") } == 1, "\(outcome.stderr)")
    }
}
