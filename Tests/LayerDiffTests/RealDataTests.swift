import Foundation
import GeoCore
import LayerDiff
import TestSupport
import Testing

/// The main job on real maps.
@Suite(.enabled(if: Paths.hasData, "needs the real maps beside the checkout"))
struct RealDataTests {
    static func layer(_ path: String, field: String) throws -> ClassifiedLayer {
        try LayerReader.read([
            LayerObject(
                file: path, baseFolder: Paths.data.path, classRule: .fields([field]))
        ])
    }

    @Suite(.enabled(if: Paths.hasData, "needs the real maps beside the checkout"))
    struct Otterlo {
        static func run(_ change: (inout DiffOptions) -> Void = { _ in }) throws -> DiffResult {
            var options = DiffOptions()
            options.overlapLimit = 0.01
            options.threads = 2
            change(&options)
            return try LayerDiffRun.run(
                old: RealDataTests.layer("bgt_otterlo/bgt_otterlo_2017.gpkg", field: "klasse"),
                new: RealDataTests.layer("bgt_otterlo/bgt_otterlo_2020.gpkg", field: "klasse"), options: options)
        }

        /// (old, new) → square metres, ∅ as nil, from the shipped overlay of the dissolved layers.
        static func expected() throws -> [[String?]: Double] {
            let table = try CSVTable.read(Paths.data.appendingPathComponent("bgt_otterlo/expected_matrix.csv").path)
            var cells: [[String?]: Double] = [:]
            for row in table.rows {
                let pair = row.fields[0...1].map { $0.isEmpty || $0 == "∅" ? nil : $0 }
                cells[Array(pair)] = CSVTable.number(row.fields[2])
            }
            return cells
        }

        @Test func theMatrixIsThatOfAnIndependentOverlay() throws {
            let result = try Self.run()
            let expected = try Self.expected()
            var cells: [[String?]: Double] = [:]
            for cell in result.matrix { cells[[cell.from, cell.to]] = cell.hectares * 10_000 }
            let hasEmpty = expected.keys.contains { $0.contains(nil) }
            for (pair, area) in expected where area > 1 {
                let own = cells[pair] ?? 0
                #expect(abs(own - area) <= 1e-6 * area, "\(pair): \(own) against \(area)")
            }
            for (pair, area) in cells where area > 1 && (hasEmpty || !pair.contains(nil)) {
                #expect(expected[pair] != nil, "\(pair): \(area) is not expected")
            }
            #expect(expected.count(where: { $0.value > 1 }) > 100)
        }

        @Test func marginsAndSelfOverlap() throws {
            let result = try Self.run()
            #expect(abs(result.old.overlapHectares - 4.87) < 0.005)
            #expect(abs(result.old.sumHectares - 539.41) < 0.005)
            #expect(abs(result.old.areaHectares - 534.54) < 0.005)
            // An overlay of 2020 with itself says 4.5393 square metres too.
            #expect(abs(result.new.overlapHectares - 4.5393e-4) < 1e-8)
            let classes = result.classes.reduce(0) { $0 + $1.new }
            #expect(abs(classes - result.new.areaHectares) < 1e-6)
            let notice = try #require(result.notices.first { $0.code == "overlap-carried" })
            #expect(notice.message.en.contains("4.87"))
            #expect(notice.count >= 274)
            #expect(result.old.ledger.otherGeometry == 2)
            #expect(result.checks.identities.map(\.holds) == Array(repeating: true, count: 9))
        }

        @Test func withoutTheLimitTheRunStopsAndNamesTheWorstPair() throws {
            for mode in [nil, ClassMode.oneOf] {
                #expect {
                    try Self.run {
                        $0.overlapLimit = 1e-4
                        $0.classes = mode
                    }
                } throws: { error in
                    guard let error = error as? InputError else { return false }
                    return error.code == "overlap" && error.line(.en).contains("4.87") == true
                        && error.remedy?.en.contains("any-of") == true
                        && error.remedy?.en.contains("priority:") == true
                }
            }
        }

        @Test func aPlaceholderClassIsADifferenceOfDefinition() throws {
            let naive = try Self.run { $0.sameMeaning = true }
            var rows: [CrosswalkRow] = []
            for cell in naive.matrix where cell.from == "transitie" && cell.to != "transitie" {
                var row = CrosswalkRow(
                    line: rows.count + 2, from: cell.from, to: cell.to, relation: .unknown, kind: .dropped)
                row.cause = .definition
                row.certainty = .stated
                row.source = "BGT-opbouw"
                rows.append(row)
            }
            let told = try Self.run {
                $0.sameMeaning = true
                $0.crosswalk = Crosswalk(file: "bgt.csv", rows: rows)
            }
            #expect(naive.causes[.definition] == 0)
            #expect(abs(told.causes[.definition] - 103) < 1)
            #expect(abs(naive.causes[.open] - told.causes[.open] - told.causes[.definition]) < 1e-9)
            let forest = try #require(told.matrix.first { $0.from == "naaldbos" && $0.to == "gemengd bos" })
            #expect(abs(forest.causes[.open] - 18.3) < 0.05)
            // What is on both maps with the same name is settled by the assertion.
            #expect(told.causes[.homonym] == 0)
        }
    }

    @Suite(.enabled(if: Paths.hasData && Paths.hasOGR, "needs the real maps and ogr2ogr"))
    struct Flanders {
        @Test func mergedMunicipalitiesAreNoChange() throws {
            let old = try RealDataTests.layer("flanders/gemeente2018.shp", field: "gemeente20")
            let new = try RealDataTests.layer("flanders/gemeente2024.shp", field: "gemeente")
            var options = DiffOptions()
            options.threads = 2
            options.sameMeaning = true
            options.overlapLimit = 1
            let naive = try LayerDiffRun.run(old: old, new: new, options: options)
            let changed = naive.matrix.filter { $0.isOnBoth && $0.from != $0.to && $0.hectares > 1e-3 }
            #expect(changed.count == 15)
            #expect(abs(changed.reduce(0) { $0 + $1.hectares } - 64_947.704) < 0.001)
            #expect(naive.bounds.upper > 64_947)

            let table = try CSVTable.read(
                Paths.data.appendingPathComponent("flanders/official_merger_table_2019.csv").path)
            var rows = table.rows.map {
                CrosswalkRow(
                    line: $0.line, from: $0.fields[0], to: $0.fields[2], relation: .narrow, kind: .merged)
            }
            let merged = Set(rows.compactMap(\.from))
            for code in old.classes where !merged.contains(code) {
                rows.append(CrosswalkRow(line: rows.count + 2, from: code, to: code, relation: .exact, kind: .same))
            }
            options.sameMeaning = false
            options.crosswalk = Crosswalk(file: "fusies.csv", rows: rows)
            let told = try LayerDiffRun.run(old: old, new: new, options: options)
            #expect(told.bounds.upper < 1e-6, "\(told.bounds)")
            #expect(abs(told.causes[.same] + told.causes[.definition] - told.frameHectares) < 1e-3)
            #expect(abs(told.causes[.definition] - 64_947.704) < 0.001)
            #expect(told.crosswalk?.isComplete == true)
        }
    }
}
