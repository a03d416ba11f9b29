import Foundation
import GeoCore
import Testing

@Suite struct JSONValueTests {
    @Test func keysAreSortedByCodePointNotByAlphabet() {
        let value: JSONValue = ["é": 1, "a": 2, "Z": 3, "z": 4, "10": 5, "9": 6, "": 7, "e\u{301}x": 8, "😀": 9, "\u{FFFD}": 10]
        let order = value.text.split(separator: "\n").dropFirst().dropLast().map { $0.split(separator: "\"", omittingEmptySubsequences: false)[1] }
        #expect(order == ["", "10", "9", "Z", "a", "e\u{301}x", "z", "é", "\u{FFFD}", "😀"])
    }

    @Test(arguments: [
        (0.1, "0.1"), (-0.0, "0"), (100, "100"), (64947.704, "64947.704"), (1e-12, "1e-12"), (1e300, "1e+300"),
        (0.1 + 0.2, "0.30000000000000004"), (-.infinity, "null"), (.nan, "null"), (2.5e-7, "2.5e-07"),
    ])
    func numbersReadBackTheSame(_ value: Double, _ text: String) throws {
        #expect(JSONValue.array([.number(value)]).text == "[\(text)]\n")
        if value.isFinite {
            let read = try JSONDecoder().decode([Double].self, from: Data("[\(text)]".utf8))
            #expect(read == [value])
        }
    }

    @Test func anyTextSurvivesTheRoundTrip() throws {
        let nasty = "quote \" back \\ tab \t nul \u{0} del \u{7F} sep \u{2028} é 😀 \r\n"
        let text = JSONValue.object([nasty: .array([.string(nasty), .null, true, []]), "n": [:]]).text
        let read = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect((read[nasty] as? [Any])?.first as? String == nasty)
    }

    @Test func rowsOfATableStayOnOneLine() {
        let value: JSONValue = ["matrix": [["from": nil, "ha": 1.5], ["from": "a", "ha": 2]], "n": 3, "none": []]
        #expect(value.text == """
            {
              "matrix": [
                {"from": null, "ha": 1.5},
                {"from": "a", "ha": 2}
              ],
              "n": 3,
              "none": []
            }

            """)
    }

    @Test func theBytesDoNotDependOnThreads() {
        @Sendable func row(_ number: Int) -> JSONValue { ["a": .integer(number), "b": ["x", .number(Double(number) / 7)], "é": nil] }
        for count in [0, 1, 127, 128, 129, 1000] {
            let rows = (0..<count).map(row)
            let document: JSONValue = ["plain": .array((0..<count).map(JSONValue.integer)), "rows": .array(rows), "more": ["rows": .array(rows)]]
            for threads in [2, 3, 7] { #expect(document.utf8(threads: threads) == Array(document.text.utf8), "\(count) rows, \(threads) threads") }
        }
    }

    /// Rows made when they are written: the bytes of an array of objects, in a document and by itself, nested or not.
    @Test(arguments: [["b", "a\"", "é", "Z"], ["one"], []])
    func aTableIsWrittenAsAnArrayOfObjects(_ columns: [String]) {
        @Sendable func values(_ number: Int) -> [JSONValue] {
            columns.indices.map { $0 == 1 && number % 3 > 0 ? [.number(Double(number) / 7)] : $0 == 2 ? ["k": nil] : .integer(number) }
        }
        for count in [0, 1, 129, 300] {
            let items: [JSONValue] = (0..<count).map { .object(Dictionary(uniqueKeysWithValues: zip(columns, values($0)))) }
            let (made, whole) = (JSONValue.table(JSONTable(Array(0..<count), columns: columns, row: values)), JSONValue.array(items))
            for threads in [1, 3] {
                #expect(made.utf8(threads: threads) == whole.utf8(threads: threads), "\(count) rows")
                #expect(JSONValue.object(["rows": made]).utf8(threads: threads) == Array(JSONValue.object(["rows": whole]).text.utf8))
            }
            #expect(made.line == whole.line)
            #expect(made == whole && whole == made && made == made && made.arrayValue == items)
            #expect(made != .array(items + [1]) && made != .null && made != ["rows": made])
        }
    }

    @Test func textsAreOrderedByTheirBytes() {
        // Across the lengths that texts keep in place, with what two systems of comparing order differently.
        let texts = ["", "a", "a\0", "ab", "b", "é", "e\u{301}", "z", "\u{FFFF}", "\u{10000}", "een lange tekst, langer dan vijftien", "een lange tekst, langer dan zestien"]
        for a in texts {
            for b in texts {
                #expect(codePointOrder(a, b) == Array(a.utf8).lexicographicallyPrecedes(Array(b.utf8)), "\(a) and \(b)")
            }
        }
    }
}
