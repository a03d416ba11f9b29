import Foundation
import TestSupport
import Testing

@testable import GeoCore

@Suite struct OutputFolderTests {
    static func write(_ target: String, _ text: String = "x", inputs: [String] = [], finishes: Bool = true) throws(InputError) {
        var folder = try OutputFolder(target, inputs: inputs)
        try folder.write("{\"schema\": \"kk-diff/diff@1\", \"text\": \"\(text)\"}", to: OutputFolder.resultFile)
        try folder.write(text, to: "csv/a.csv")
        let outputs = folder.names.map { name -> JSONValue in
            let digest = SHA256.hex(of: [UInt8](FileManager.default.contents(atPath: folder.path + "/" + name) ?? Data()))
            return ["file": .string(name), "sha256": .string(digest)]
        }
        let record: JSONValue = ["outputs": .array(outputs)]
        try folder.write(record.text, to: OutputFolder.recordFile)
        if finishes { try folder.finish() }
    }

    static func code(_ body: () throws(InputError) -> Void) -> String? {
        do throws(InputError) { try body() } catch { return error.code }
        return nil
    }

    static func text(_ path: String) -> String { String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self) }

    @Test func allOrNothing() throws {
        let scratch = try TemporaryFolder()
        let target = scratch.file("a/b/uit/")
        try Self.write(target, "1", finishes: false)
        #expect(!FileManager.default.fileExists(atPath: scratch.file("a/b/uit")))
        try Self.write(target, "1")
        #expect(Self.text(scratch.file("a/b/uit/csv/a.csv")) == "1")
        // An earlier result of ours is replaced as a whole, an unfinished run leaves it.
        try Self.write(target, "2", finishes: false)
        #expect(Self.text(scratch.file("a/b/uit/csv/a.csv")) == "1")
        try Self.write(target, "2")
        #expect(OutputFolder.files(in: scratch.file("a/b/uit")) == ["csv/a.csv", "result.json", "run.json"])
        #expect(Self.text(scratch.file("a/b/uit/csv/a.csv")) == "2")
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.file("a/b")) == ["uit"])
    }

    @Test func whatIsNotOursIsLeftAlone() throws {
        let scratch = try TemporaryFolder()
        let target = scratch.file("uit")
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: false)
        try Self.write(target)  // empty: taken
        try Data("mine".utf8).write(to: URL(fileURLWithPath: target + "/notes.txt"))
        #expect(Self.code { () throws(InputError) in try Self.write(target) } == "output-changed")
        try FileManager.default.removeItem(atPath: target + "/notes.txt")
        #expect(Self.code { () throws(InputError) in try Self.write(target) } == nil)
        try Data("changed".utf8).write(to: URL(fileURLWithPath: target + "/csv/a.csv"))
        #expect(Self.code { () throws(InputError) in try Self.write(target) } == "output-changed")
        #expect(Self.text(target + "/csv/a.csv") == "changed")
        let other = scratch.file("andere")
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: false)
        try Data("x".utf8).write(to: URL(fileURLWithPath: other + "/x.txt"))
        #expect(Self.code { () throws(InputError) in try Self.write(other) } == "output-exists")
        #expect(Self.code { () throws(InputError) in try Self.write(other + "/x.txt") } == "output-exists")
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted() == ["andere", "uit"])
    }

    @Test func anInputIsNeverReplaced() throws {
        let scratch = try TemporaryFolder()
        let target = scratch.file("uit")
        try Self.write(target)
        #expect(Self.code { () throws(InputError) in try Self.write(target, inputs: [target + "/csv/a.csv"]) } == "output-holds-input")
        #expect(Self.code { () throws(InputError) in try Self.write(target, inputs: [scratch.file("elders.csv")]) } == nil)
    }
}
