import Foundation
import GeoCore
import TestSupport
import Testing

@testable import PlanCheck

@Suite("The catalogue of Drenthe")
struct CatalogueOfDrentheTests {
    private static let folder = Paths.testdata.appendingPathComponent("drenthe")

    private static func catalogue() throws -> Catalogue {
        try Catalogue.read(folder.appendingPathComponent("catalogue.json").path)
    }

    /// All references of units, rules and the list of what is not mapped.
    private static func references(_ catalogue: Catalogue) -> Set<String> {
        var all = Set(catalogue.units.flatMap(\.references))
        all.formUnion(catalogue.units.flatMap(\.rules).compactMap(\.reference))
        all.formUnion(catalogue.placeNotes.flatMap(\.references))
        all.formUnion(catalogue.notMapped.compactMap(\.reference))
        return all
    }

    private static func words() throws -> [String: [String]] {
        let file = folder.appendingPathComponent("generator/catalogue_words.json")
        guard case .object(let members) = try JSONValue.read(file.path) else { return [:] }
        return members.mapValues { value in
            guard case .array(let items) = value else { return [] }
            return items.compactMap { item in
                if case .string(let text) = item { return text }
                return nil
            }
        }
    }

    @Test("Every class, zone and level of the text is a unit")
    func complete() throws {
        let ids = Set(try Self.catalogue().units.map(\.id))
        let areas = ["1A", "1B", "2A", "2B", "3A", "3B", "4A", "4B", "5A", "5B", "5C", "5D", "6A", "7A", "7B", "8A", "8B", "9A", "10A", "10B"]
        let expected = [
            "LS-T1", "LS-T1-ES", "LS-T1-BD", "LS-T2", "LS-T2-ES", "LS-T2-BD", "LS-T3", "LS-T4", "LS-T5", "LS-T6", "LS-MG", "LS-WP",
            "LS-SD", "LS-HG", "LS-HB", "NA-NNN", "NA-EV", "NA-N2K", "NA-OG", "NA-NP", "NA-BPN", "NA-ZKG", "NA-NND", "NA-D40", "CH-0",
            "CH-W1", "CH-W2", "CH-PM", "CH-GP", "AR-G", "AR-WA1", "AR-WA2", "AR-WA3", "AR-WA3-N", "AR-WA3-V", "AK-H", "AK-M",
            "AK-G", "AK-L", "AK-MON", "RU-S", "RU-D", "OV-BDNT", "OV-WB", "OV-LOFAR1", "OV-LOFAR2", "OV-LOFARB", "OV-RT1",
            "OV-RT2", "OV-ZON", "OV-ZONA", "OV-ROB", "OV-GB", "OV-IV",
        ] + areas.map { "CH-" + $0 }
        #expect(Set(expected).subtracting(ids).isEmpty)
    }

    @Test("Twenty-one cultural-historic units, five of the heavier level; other layers kept apart")
    func levels() throws {
        let catalogue = try Self.catalogue()
        let graded = catalogue.units.filter { $0.quality == "cultuurhistorie" && $0.level != nil }
        #expect(graded.count == 21)
        #expect(graded.filter { $0.level == "rekening houden met" }.map(\.id) == ["CH-1A", "CH-2A", "CH-3A", "CH-4A", "CH-5A"])
        for unit in catalogue.units {
            #expect(unit.id.hasPrefix("OV-") == (unit.quality == "andere lagen"))
            #expect(!(unit.action ?? "").isEmpty, "\(unit.id)")
            #expect(!unit.references.isEmpty, "\(unit.id)")
            #expect(unit.layers != nil || !unit.unionOf.isEmpty || !(unit.reason ?? "").isEmpty, "\(unit.id)")
            if unit.quality == "andere lagen" { #expect(unit.isContext, "\(unit.id)") }
        }
        // No area's text is a verdict.
        for word in ["voldoet", "mag niet", "verboden", "toegestaan"] {
            #expect(!catalogue.units.contains { $0.id != "AR-G" && ($0.action ?? "").contains(word) }, "\(word)")
        }
    }

    @Test("Every reference has words to look for, and no words lie about unused")
    func wordsForAll() throws {
        #expect(Set(try Self.words().keys) == Self.references(try Self.catalogue()))
        #expect(try Self.words().values.allSatisfy { !$0.isEmpty })
    }

    @Test(
        "The lines that are referred to say what is claimed",
        .enabled(if: FileManager.default.fileExists(atPath: Paths.shared.appendingPathComponent("sources").path), "needs the texts beside the checkout"))
    func lines() throws {
        let sources = Paths.shared.appendingPathComponent("sources")
        let names = try FileManager.default.contentsOfDirectory(atPath: sources.path)
        var texts: [String: [String]] = [:]
        for (number, letter) in ["E", "A", "V", "B", "C"].enumerated() {
            let name = try #require(names.first { $0.hasPrefix("00\(number)_") })
            texts[letter] = try String(contentsOf: sources.appendingPathComponent(name), encoding: .utf8).components(separatedBy: "\n")
        }
        for (reference, words) in try Self.words() {
            let halves = reference.split(separator: ":")
            let range = try #require(halves.last).split(separator: "-").compactMap { Int($0) }
            let text = try #require(texts[String(halves[0])])
            let (first, last) = (try #require(range.first), try #require(range.last))
            #expect(first <= last && last <= text.count, "\(reference)")
            let lines = Self.plain(text[(first - 1)..<last].joined(separator: " "))
            for word in words { #expect(lines.contains(Self.plain(word)), "\(reference): \(word)") }
        }
    }

    /// Without hyphens (lines are broken with them), with single spaces, in lower case.
    private static func plain(_ text: String) -> String {
        var out = ""
        var isAfterHyphen = false
        for character in text.lowercased() {
            if character == "-" {
                isAfterHyphen = true
            } else if character.isWhitespace {
                if !isAfterHyphen, out.last != " " { out.append(" ") }
            } else {
                isAfterHyphen = false
                out.append(character)
            }
        }
        return out
    }

    @Test("Lint finds no error in it, and its hectares")
    func lint() throws {
        let lint = try CatalogueLint(try Self.catalogue(), threads: 2)
        #expect(lint.errors.isEmpty, "\(lint.errors.map(\.message.en))")
        #expect(lint.units.first { $0.id == "LS-T1-ES" }?.features == 210)
        #expect(lint.units.first { $0.id == "RU-D" }?.hectares != nil)
        #expect(!lint.warnings.contains { $0.code == "expected-ha" })
        #expect(lint.warnings.contains { $0.code == "rtree-missing" })
    }
}
