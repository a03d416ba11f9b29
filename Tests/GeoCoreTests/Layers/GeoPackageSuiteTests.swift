import Foundation
@testable import GeoCore
import TestSupport
import Testing

/// Public GeoPackages: each opens with the counts and areas that GDAL and raw SQLite see, or gives one clear error.
@Suite(.enabled(if: Paths.hasSuites && Paths.hasData, "no conformance suites beside the checkout"))
struct GeoPackageSuiteTests {
    static let folder = Paths.suites.appendingPathComponent("geopackage")

    static func read(_ path: String, layer: String? = nil) throws(InputError) -> ClassifiedLayer {
        try LayerReader.read([LayerObject(file: path, layer: layer)])
    }

    static func area(_ layer: ClassifiedLayer) -> Double {
        (0..<layer.polygons.featureCount).reduce(0) { $0 + layer.polygons.areaSquareMetres(ofFeature: $1) }
    }

    /// Table → rows, area, empty-or-NULL rows as raw SQLite and shapely see them; nil without such a table.
    struct Expected {
        var tables: [(name: String, rows: Int, area: Double?)]
        var opensInGDAL: Bool
    }

    static func manifest() throws -> [(file: String, expected: Expected)] {
        guard case .object(let files) = try JSONValue.read(folder.appendingPathComponent("manifest.json").path) else {
            return []
        }
        return files.keys.sorted().filter { $0.hasSuffix(".gpkg") }.map { file in
            var expected = Expected(tables: [], opensInGDAL: false)
            if case .object(let entry) = files[file] {
                expected.opensInGDAL = entry["class"] == .string("ok")
                if case .object(let raw) = entry["sqlite_raw"], case .array(let tables) = raw["tables"] {
                    for case .object(let table) in tables {
                        guard case .string(let name) = table["table"], case .integer(let rows) = table["rows"] else { continue }
                        var area: Double?
                        if case .number(let number) = table["area_sum_shapely"] { area = number }
                        if case .integer(let number) = table["area_sum_shapely"] { area = Double(number) }
                        expected.tables.append((name, rows, area))
                    }
                }
            }
            return (file, expected)
        }
    }

    /// Files whose features cannot all be read: the error must say which and why.
    static let refused = [
        "generated/07_bad_magic.gpkg": "geometry-blob", "generated/08_truncated_wkb.gpkg": "geometry-truncated",
        "generated/09_nan_inf_coords.gpkg": "coordinate-out-of-range", "generated/10_unclosed_ring_2pt.gpkg": "ring-not-closed",
        "generated/14_no_contents_row.gpkg": "no-feature-layer", "generated/15_no_geometry_columns_row.gpkg": "no-feature-layer",
        "generated/30_truncated_half.gpkg": "file-truncated", "generated/31_truncated_100bytes.gpkg": "file-truncated",
        "generated/32_zero_bytes.gpkg": "file-empty", "generated/33_not_sqlite.gpkg": "not-a-geopackage",
        "generated/34_page9_overwritten.gpkg": "file-damaged", "generated/35_future_file_format.gpkg": "file-format-newer",
        "generated/36_plain_sqlite_no_gpkg_tables.gpkg": "not-a-geopackage",
    ]

    @Test func everyFileGivesItsCountsAndAreasOrOneClearError() throws {
        let files = try Self.manifest()
        #expect(files.count > 40)
        for (file, expected) in files {
            let path = Self.folder.appendingPathComponent(file).path
            if let code = Self.refused[file] {
                do throws(InputError) {
                    _ = try Self.read(path)
                    Issue.record("\(file) was read")
                } catch {
                    #expect(error.code == code, "\(file): \(error.line(.en))")
                    #expect(error.file == path && !error.line(.nl).contains("\n"))
                }
                continue
            }
            #expect(!expected.tables.isEmpty, "\(file)")
            for table in expected.tables {
                let layer = try Self.read(path, layer: expected.tables.count > 1 ? table.name : nil)
                #expect(layer.ledger.featuresIn == table.rows, "\(file)")
                #expect(layer.ledger.balances, "\(file)")
                let area = try #require(table.area, "\(file)")
                #expect(abs(Self.area(layer) - area) <= 1e-9 * max(1, area), "\(file)")
            }
        }
    }

    @Test func countsOfNullEmptyAndOtherGeometryAreApart() throws {
        let empties = try Self.read(Self.folder.appendingPathComponent("generated/04_null_empty.gpkg").path)
        #expect(empties.ledger.null == 1)
        #expect(empties.ledger.empty == 3)
        #expect(empties.ledger.used == 3)
        let spatial = try Self.read(Self.folder.appendingPathComponent("generated/05_zm.gpkg").path)
        #expect(spatial.notices.first { $0.code == "z-dropped" }?.count == 4)
        let lines = try Self.read(Self.folder.appendingPathComponent("gdal/no_envelope.gpkg").path)
        #expect(lines.ledger.otherGeometry == 2)
        #expect(lines.notices.contains { $0.code == "other-geometry" && $0.count == 2 })
    }

    @Test func keysAreThePrimaryKey() throws {
        let layer = try Self.read(Self.folder.appendingPathComponent("generated/22_dup_fid_gap_negative.gpkg").path)
        #expect(layer.origins.map(\.id) == [-5, 0, 7, 1 << 40])
    }

    @Test func aStaleIndexHidesNothing() throws {
        let path = Self.folder.appendingPathComponent("generated/24_rtree_stale.gpkg").path
        let all = try Self.read(path)
        for feature in 0..<3 {
            let options = LayerReadOptions(within: all.polygons.box(ofFeature: feature))
            let near = try LayerReader.read([LayerObject(file: path)], options: options)
            #expect(near.origins.contains(all.origins[feature]))
        }
    }

    @Test func aDatabaseWithAWriteAheadLogIsReadWholeAndLeftAlone() throws {
        let folder = try TemporaryFolder()
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(
                atPath: Self.folder.appendingPathComponent("generated/23_uncheckpointed_wal.gpkg" + suffix).path,
                toPath: folder.file("a.gpkg" + suffix))
        }
        let before = try SHA256.hex(ofFile: folder.file("a.gpkg-wal"), name: "")
        #expect(try Self.read(folder.file("a.gpkg")).polygons.featureCount == 4)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["a.gpkg", "a.gpkg-wal"])
        #expect(try SHA256.hex(ofFile: folder.file("a.gpkg-wal"), name: "") == before)
    }

    @Test func odditiesAreReadOrRefusedInOneLine() throws {
        let root = Paths.data.appendingPathComponent("oddities")
        let names = (FileManager.default.enumerator(atPath: root.path)?.allObjects ?? []).compactMap { $0 as? String }
        let files = names.filter { $0.hasSuffix(".gpkg") }.sorted()
        #expect(files.count > 35)
        var outcomes: [String: String] = [:]
        for file in files {
            do throws(InputError) {
                let layer = try Self.read(root.appendingPathComponent(file).path)
                #expect(layer.ledger.balances, "\(file)")
                outcomes[file] = "read"
            } catch {
                #expect(error.remedy != nil, "\(file): \(error.line(.en))")
                outcomes[file] = error.code
            }
        }
        #expect(outcomes["pdok_gpkg_validator/test_geometry_spatialite.gpkg"] == "geometry-spatialite")
        #expect(outcomes["pdok_gpkg_validator/test_broken_geopackage.gpkg"] == "not-a-geopackage")
        #expect(outcomes["gdal_gpkg/huge_feature_count.gpkg"] == "layer-needed")
        #expect(outcomes["pdok_gpkg_validator/test_db_views.gpkg"] == "read")
        #expect(outcomes.values.count { $0 == "read" } > 25, "\(outcomes.sorted { $0.key < $1.key })")
    }

    @Test func realLayersHaveTheirCountsAndAreas() throws {
        let otterlo = try LayerReader.read([
            LayerObject(
                file: Paths.data.appendingPathComponent("bgt_otterlo/bgt_otterlo_2017.gpkg").path, classRule: .fields(["klasse"]))
        ])
        #expect(otterlo.ledger.featuresIn == 2874)
        #expect(otterlo.ledger.otherGeometry == 2)
        #expect(otterlo.crs?.code == "EPSG:28992")
        #expect(abs(Self.area(otterlo) / 10_000 - 539.41) < 0.005)
        #expect(otterlo.classes.contains("transitie"))
        let small = try LayerReader.read([
            LayerObject(file: Paths.data.appendingPathComponent("bench/l2010_S.gpkg").path, classRule: .fields(["cls"]))
        ])
        #expect(small.polygons.featureCount == 1937)
        #expect(small.classOfFeature.count == 1937)
        let villages = try LayerReader.read([
            LayerObject(
                file: Paths.data.appendingPathComponent("drenthe/drenthe_buurt_2010.gpkg").path, classRule: .fields(["statnaam"]))
        ])
        #expect(villages.ledger.empty + villages.ledger.null > 0)
        #expect(villages.ledger.balances)
    }
}
