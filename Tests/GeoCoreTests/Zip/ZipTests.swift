import Foundation
import TestSupport
import Testing

@testable import GeoCore

@Suite("Zip deliveries")
struct ZipTests {
    private static let folder = Paths.testdata.appendingPathComponent("gml")

    private static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    @Test("A delivery of two GIOs among other files: two layers, each with its file")
    func delivery() throws {
        let layers = try LayerReader.contents(of: LayerObject(file: Self.path("delivery_dso.zip")))
        #expect(layers.map(\.name) == ["SYNTHETISCH gebied", "synthetisch"])
        #expect(layers.map(\.member) == ["opdracht/IO-1/gebied.gml", "opdracht/IO-2/hoogte.gml"])
        for layer in layers {
            let read = try LayerReader.read([LayerObject(file: Self.path("delivery_dso.zip"), layer: layer.name)])
            #expect(read.polygons.featureCount == 2)
            #expect(read.polygons.areaSquareMetres(ofFeature: 0) == 10_000)
            #expect(read.crs?.code == "EPSG:28992")
        }
    }

    @Test("An IMRO delivery is its plan file, with the plan area")
    func imro() throws {
        let packed = try LayerReader.contents(of: LayerObject(file: Self.path("delivery_imro.zip")))
        var plain = try LayerReader.contents(of: LayerObject(file: Self.path("plan.gml")))
        for index in plain.indices { plain[index].member = "NL.IMRO.9999.SYNTHETISCH-ON01.gml" }
        #expect(packed == plain)
        #expect(packed[0].planArea?.id == "NL.IMRO.9999.SYNTHETISCH-ON01")
    }

    @Test("One file of several that cannot be read is told and left out")
    func half() throws {
        let read = try LayerReader.read([LayerObject(file: Self.path("delivery_half.zip"))])
        #expect(read.polygons.featureCount == 2)
        let notice = try #require(read.notices.first { $0.code == "zip-member-unread" })
        #expect(notice.message.nl.contains("kapot.gml"))
    }

    @Test(
        "Faults: one line with a remedy",
        arguments: [
            ("fault_nomap.zip", "zip-without-map"), ("fault_bomb.zip", "zip-bomb"), ("fault_traversal.zip", "zip-path"),
            ("fault_backslash.zip", "zip-path"), ("fault_encrypted.zip", "zip-encrypted"), ("fault_method.zip", "zip-method"),
            ("fault_zip64.zip", "zip-64"), ("fault_damaged.zip", "zip-damaged"), ("fault_lying.zip", "zip-damaged"),
            ("fault_truncated.zip", "zip-damaged"),
        ])
    func faults(name: String, code: String) {
        let error = #expect(throws: InputError.self) {
            _ = try LayerReader.contents(of: LayerObject(file: Self.path(name)))
        }
        #expect(error?.code == code)
        #expect(error?.remedy != nil)
        #expect(error?.file?.contains(name) == true)
        #expect(error?.line(.en).contains("kk-diff-") == false)
    }

    @Test("Every cut and many altered bytes: a result or an error, never a crash")
    func fuzz() throws {
        let good = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.path("delivery_imro.zip"))))
        let scratch = try TemporaryFolder()
        let file = scratch.file("x.zip")
        var random = SeededGenerator(seed: 5)
        var read = 0
        for round in 0..<300 {
            var altered = good
            if round < 100 {
                altered = Array(good.prefix(good.count * round / 100))
            } else {
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    // Mostly in the headers, where the numbers are.
                    let place = Int.random(in: 0..<2, using: &random) == 0 ? Int.random(in: 0..<good.count, using: &random)
                        : Int.random(in: max(0, good.count - 400)..<good.count, using: &random)
                    altered[place] = UInt8.random(in: 0...255, using: &random)
                }
            }
            try Data(altered).write(to: URL(fileURLWithPath: file))
            do {
                _ = try LayerReader.contents(of: LayerObject(file: file))
                read += 1
                #expect(round >= 100)
            } catch {
                #expect(!error.code.isEmpty)
            }
        }
        #expect(read < 250)
    }

    @Test("Deflated and stored bytes come out as zlib packed them, in pieces of any size")
    func stored() throws {
        let archive = try ZipArchive(Self.path("delivery_imro.zip"), name: "z")
        let scratch = try TemporaryFolder()
        for member in archive.members {
            try archive.unpack(member, to: scratch.file("out"))
            let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.file("out")))
            #expect(bytes.count == member.size)
        }
        #expect(archive.members.map(\.method) == [8, 0, 8])
        let plan = try Data(contentsOf: URL(fileURLWithPath: Self.path("plan.gml")))
        try archive.unpack(archive.members[0], to: scratch.file("plan"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.file("plan"))) == plan)
    }
}
