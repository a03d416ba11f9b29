import Foundation
@testable import GeoCore
import TestSupport
import Testing

@Suite struct JSONParserTests {
    static func parse(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }

    @Test func everyKindOfValueIsRead() throws {
        let value = try Self.parse(#"{"a": [1, -2.5, 1e3, true, false, null, "x\né\u00e9\ud83d\ude00"], "b": {}}"#)
        #expect(
            value == .object([
                "a": .array([.integer(1), .number(-2.5), .number(1000), .bool(true), .bool(false), .null, .string("x\néé😀")]),
                "b": .object([:]),
            ]))
        #expect(try Self.parse("\u{FEFF} []") == .array([]))
        #expect(try Self.parse(#""\ud800 x""#) == .string("\u{FFFD} x"))
    }

    @Test func numbersAreTheNearestDouble() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<2000 {
            let digits = Int.random(in: 0...15, using: &random)
            let text = String(format: "%.\(digits)f", Double.random(in: -300_000...300_000, using: &random))
            let value = try Self.parse(text)
            switch value {
            case .number(let number): #expect(number == Double(text), "\(text)")
            case .integer(let number): #expect(String(number) == text || text == "-0", "\(text)")
            default: Issue.record("\(text)")
            }
        }
        #expect(try Self.parse("123456789012345677877719597056") == .number(123456789012345677877719597056))
        #expect(try Self.parse("0.1234567890123456789012") == .number(0.1234567890123456789012))
        #expect(try Self.parse("9007199254740993.5") == .number(9007199254740993.5))
    }

    @Test func whatIsNoJSONIsRefusedWithTheLine() {
        for text in ["", "{", "[1,]", "[1 2]", "{\"a\" 1}", "01", "1.", ".5", "+1", "nul", "\"a", "\"\t\"", "\"\\x\"", "[1]x", "{1:2}", "NaN"] {
            #expect(throws: JSONSyntaxError.self, "\(text)") { try Self.parse(text) }
        }
        do { _ = try Self.parse("{\n\"a\": 1,\n}") } catch { #expect((error as? JSONSyntaxError)?.line == 3) }
        #expect(throws: JSONSyntaxError.self) { try Self.parse(String(repeating: "[", count: 100_000)) }
        #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
    }

    @Test(.enabled(if: Paths.hasSuites, "no conformance suites beside the checkout"))
    func theJSONTestSuiteAgrees() throws {
        let folder = Paths.suites.appendingPathComponent("vector_formats/json-JSONTestSuite/test_parsing")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(files.count > 300)
        for file in files {
            let bytes = try [UInt8](Data(contentsOf: folder.appendingPathComponent(file)))
            let parsed = (try? JSONValue(parsing: bytes)) != nil
            if file.hasPrefix("y_") { #expect(parsed, "\(file)") }
            if file.hasPrefix("n_") { #expect(!parsed, "\(file)") }
        }
    }
}
