import Foundation
import GeoCore
import LayerDiff
import TestSupport
import Testing

/// The shipped sample as one run, against what its generator worked out with other software.
@Suite struct CompareSampleTests {
    static let folder = Paths.testdata.appendingPathComponent("drenthe")

    /// The run file without what the truth was worked out without: frame, accuracy, minimum area, zones.
    static func result(evidence: Bool) throws -> CompareResult {
        var run = try RunFile.read(folder.appendingPathComponent("vergelijking.json").path)
        run.frame = nil
        run.zones = nil
        run.accuracyMetres = nil
        run.minAreaHectares = nil
        if !evidence { run.evidence = nil }
        var options = CompareOptions()
        options.threads = 2
        return try CompareRun.run(run, options: options)
    }

    static let plain = Result { try result(evidence: false) }
    static let documented = Result { try result(evidence: true) }

    static func truth() throws -> [JSONValue] {
        try JSONValue.read(folder.appendingPathComponent("truth.json").path).at("comparisons").items
    }

    static let ids = ((try? truth()) ?? []).compactMap { $0.at("id").string }

    /// The truth is printed to 1e-7 ha.
    static func close(_ a: Double, _ b: Double?) -> Bool { abs(a - (b ?? 0)) <= 1e-6 + 1e-9 * abs(b ?? 0) }

    @Test func allSeventeenAreThere() throws {
        let result = try Self.plain.get()
        #expect(Self.ids.count == 17)
        #expect(result.comparisons.map(\.comparison.id) == Self.ids)
        #expect(result.comparisons.filter { $0.status == .refused }.map(\.comparison.id) == ["cultuurhistorie-inhoud"])
        #expect(result.isSynthetic)
    }

    @Test(arguments: ids) func theCellsAndCausesAreTheOnesThatWerePlanted(_ id: String) throws {
        let truth = try #require(try Self.truth().first { $0.at("id").string == id })
        let comparison = try #require(try Self.plain.get().comparisons.first { $0.comparison.id == id })
        #expect(comparison.status.rawValue == truth.at("status").string)
        guard let result = comparison.result else {
            #expect(comparison.refusal?.code == .drawnByDiffers)
            #expect(comparison.refusal?.reason.nl.contains("toont inhoud") ?? false)
            let stock = truth.at("stock")
            for (key, date) in [("old_ha", "2010-06-02"), ("new_ha", "2022-10-03")] {
                for (name, area) in stock.at(key).keyed {
                    let row = comparison.stock.first { $0.name == name && $0.date == date }
                    guard case .hectares(let value) = row?.amount else { Issue.record("\(name)"); continue }
                    #expect(Self.close(value, area.double), "\(name)")
                }
            }
            for (name, count) in stock.at("old_count").keyed {
                #expect(comparison.stock.contains { $0.name == name && $0.amount == .count(Int(count.double ?? -1)) }, "\(name)")
            }
            return
        }
        let rules = truth.at("rules")
        for cell in rules.at("cells").items {
            let own = result.matrix.first { $0.from == cell.at("from").string && $0.to == cell.at("to").string }
            #expect(Self.close(own?.hectares ?? 0, cell.at("ha").double), "\(cell)")
            #expect(own?.causes.present.map(\.cause.rawValue) == [cell.at("cause").string].compactMap { $0 }, "\(cell)")
        }
        for (cause, area) in rules.at("causes").keyed {
            #expect(Self.close(result.causes[try #require(Cause(rawValue: cause))], area.double), "\(cause)")
        }
        // The stock was measured apart from the account.
        for row in comparison.stock {
            guard case .hectares(let value) = row.amount else { continue }
            let account = try #require(result.classes.first { $0.name == row.name })
            #expect(Self.close(value, row.date == "2010-06-02" ? account.old : account.new), "\(row)")
        }
        for (name, count) in rules.at("old_count").keyed {
            #expect(comparison.stock.contains { $0.name == name && $0.amount == .count(Int(count.double ?? -1)) })
        }
        for (name, kilometres) in rules.at("new_km").keyed {
            let row = comparison.stock.last { $0.name == name }
            guard case .kilometres(let value) = row?.amount else { Issue.record("\(name)"); continue }
            #expect(Self.close(value, kilometres.double))
        }
        #expect(result.checks.identities.allSatisfy { $0.holds })
    }

    @Test func noHectareOfEssenGainedIsCalledReal() throws {
        let essen = try #require(try Self.plain.get().comparisons.first { $0.comparison.id == "essen" }?.result)
        #expect(essen.boundary.gainCauses[.real] == 0)
        #expect(Self.close(essen.boundary.gainCauses[.knowledge], essen.boundary.onlyNew))
    }

    @Test func publishedFiguresStandBesideTheMaps() throws {
        let result = try Self.plain.get()
        let nature = try #require(result.comparisons.first { $0.comparison.id == "natuur" })
        #expect(nature.reconciliation.count == 1)
        #expect(Self.close(nature.reconciliation[0].naive, 62256.3441907 - 62288.3317108))
        #expect(Self.close(nature.reconciliation[0].unexplained, 62256.3441907 - 62288.3317108 + 32))
    }

    @Test func gravemoundsChangedInMethodOnly() throws {
        let comparison = try #require(try Self.plain.get().comparisons.first { $0.comparison.id == "grafheuvels" })
        #expect(comparison.methodChanges.count == 1)
        #expect(comparison.methodChanges.first?.old == .count(60))
        #expect(comparison.result?.bounds.upper == 0)
    }

    @Test func anyOfKeepsTheDissolvedTotalApart() throws {
        let fords = try #require(try Self.plain.get().comparisons.first { $0.comparison.id == "voorden" }?.result)
        #expect(Self.close(fords.boundary.onlyNew, 404.2299503))
        #expect(Self.close(fords.classes.first { $0.name == "voordenlocaties" }?.new ?? 0, 7.2322531))
    }

    /// With the register of decisions.
    @Test(arguments: ["landschapstypen", "natuur", "stilte"]) func decisionsAreTakenFromTheRegister(_ id: String) throws {
        let truth = try #require(try Self.truth().first { $0.at("id").string == id }).at("rules", "causes_with_evidence")
        let result = try #require(try Self.documented.get().comparisons.first { $0.comparison.id == id }?.result)
        #expect(!truth.keyed.isEmpty)
        for (cause, area) in truth.keyed {
            #expect(Self.close(result.causes[try #require(Cause(rawValue: cause))], area.double), "\(cause)")
        }
    }

    @Test func onlyTheOnesAskedForAreRun() throws {
        let run = try RunFile.read(Self.folder.appendingPathComponent("vergelijking.json").path)
        var options = CompareOptions()
        options.only = ["stilte", "essen"]
        let result = try CompareRun.run(run, options: options)
        // In the order of the file.
        #expect(result.comparisons.map(\.comparison.id) == ["essen", "stilte"])
        #expect(result.leftOut.count == 15)
    }

    @Test func threadsDoNotMatter() throws {
        let run = try RunFile.read(Self.folder.appendingPathComponent("vergelijking.json").path)
        let texts = try [1, 3].map { threads in
            var options = CompareOptions()
            options.only = ["natuur", "voorden", "cultuurhistorie-inhoud", "wegpanorama"]
            options.threads = threads
            return try CompareRun.run(run, options: options).json(language: .nl, versions: [:]).text
        }
        #expect(texts[0] == texts[1])
    }

    @Test func whatTheMapsDoNotCoverIsListed() throws {
        let items = Completeness.list(try Self.plain.get().run)
        let names = items.map(\.name.nl)
        for name in ["Natuurnetwerk Drenthe", "stads- en dorpsranden", "hoogbouw", "overgangsgebieden Natura 2000", "effecten buiten de begrenzing"] {
            #expect(names.contains(name))
        }
        #expect(Set(names).count == names.count)
    }
}
