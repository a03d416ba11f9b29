import Foundation
import TestSupport
import Testing

@testable import GeoCore
@testable import LayerDiff
@testable import MapReport

/// The map and the folder of a comparison with hand-made faces: four hectares in a row.
@Suite struct DiffMapTests {
    static func square(_ x: Double, _ y: Double = 0, side: Double = 100) throws -> PolygonBuffer {
        var buffer = PolygonBuffer()
        let low = SIMD2(230_000 + x, 540_000 + y)
        try buffer.appendRing([low, low + [side, 0], low + [side, side], low + [0, side], low])
        buffer.endFeature()
        return buffer
    }

    /// Two faces of one open patch that share a border, one that is settled, one that is possibly real.
    static func outcome() throws -> DiffOutcome {
        var result = DiffResult()
        result.old.crs = try CoordinateReferenceSystem(parsing: "EPSG:28992")
        result.old.sources = [LayerSource(file: "oud.gpkg", layer: "oud")]
        result.new.sources = [LayerSource(file: "nieuw.gpkg", layer: "nieuw")]
        result.causesAssessed = Cause.allCases
        func cell(_ from: String?, _ to: String?, _ cause: Cause, _ area: Double, _ relation: Relation) {
            var cell = MatrixCell(from: from, to: to)
            cell.hectares = area
            cell.relation = relation
            cell.causes[cause] = area
            result.matrix.append(cell)
            result.causes[cause] += area
        }
        cell("es", nil, .real, 1, .disjoint)
        cell("es", "akker", .open, 2, .overlap)
        cell("es", "es ruim", .definition, 1, .narrow)
        result.questions = [
            Question(
                from: "es", to: "akker", hectares: 2, relation: .overlap, owner: "deeladviseur",
                wording: .asStated(Bilingual(en: "is every old field a field?", nl: "is elke es een akker?")), boundsIfExact: RealBounds(),
                boundsIfDisjoint: RealBounds())
        ]
        var set = FaceSet()
        func face(_ id: String, _ from: String?, _ to: String?, _ cause: Cause, _ rule: Int, _ shape: PolygonBuffer, patch: Int, relation: Relation) {
            var face = Face(id: id, from: from, to: to, cause: cause, rule: rule, hectares: 1, polygons: shape)
            face.patch = patch
            face.relation = relation
            face.oldFeatures = [FeatureOrigin(source: 0, id: 7), FeatureOrigin(source: 0, id: 9)]
            set.faces.append(face)
        }
        face("f1", "es", nil, .real, 7, try square(0), patch: 1, relation: .disjoint)
        face("f2", "es", "akker", .open, 8, try square(100), patch: 2, relation: .overlap)
        face("f3", "es", "akker", .open, 8, try square(200), patch: 2, relation: .overlap)
        face("f4", "es", "es ruim", .definition, 3, try square(300), patch: 3, relation: .narrow)
        return DiffOutcome(result: result, faces: set)
    }

    static func folder(_ scratch: TemporaryFolder, _ name: String = "uit") throws -> String {
        var folder = try OutputFolder(scratch.file(name), inputs: [])
        try DiffFolder(try outcome(), .nl, versions: ["kk-diff": "1"]).write(to: folder)
        try folder.finish()
        return scratch.file(name)
    }

    @Test func theWorklistHasWhatIsOpenLargestFirst() throws {
        let outcome = try Self.outcome()
        let items = Worklist.items(try #require(outcome.faces), result: outcome.result)
        #expect(items.map(\.id) == ["w1"])
        #expect(items[0].faces == ["f2", "f3"])
        #expect(items[0].hectares == 2)
        #expect(items[0].owner == "deeladviseur")
        #expect(items[0].question.nl == "is elke es een akker?")
        // One shape without the border between the two faces.
        #expect(items[0].polygons.partCount == 1)
        #expect(items[0].polygons.areaSquareMetres(ofFeature: 0) == 20_000)
    }

    @Test func theMapHoldsFacesAndWorklist() throws {
        let scratch = try TemporaryFolder()
        let path = try Self.folder(scratch) + "/kaart.gpkg"
        var options = LayerReadOptions()
        options.attributeFields = ["rule", "area_ha", "old_features", "cause_label"]
        let faces = try LayerReader.read([LayerObject(file: path, layer: "faces", classRule: .fields(["face"]))], options: options)
        #expect(faces.classes == ["f1", "f2", "f3", "f4"])
        #expect(faces.attributes["rule"] == ["7", "8", "8", "3"])
        #expect(faces.attributes["old_features"] == Array(repeating: "7; 9", count: 4))
        #expect(faces.attributes["cause_label"]?.first == "mogelijk echt")
        let statement = try SQLiteDatabase.openImmutable(path)
        var rows = try statement.prepare("SELECT f_table_name, styleName, useAsDefault FROM layer_styles ORDER BY id")
        var styles: [String] = []
        while try rows.step() { styles.append("\(rows.text(0) ?? "") \(rows.text(1) ?? "") \(rows.integer(2))") }
        #expect(styles == ["worklist naar rekening 1", "faces naar oorzaak 1", "faces naar nieuwe klasse 0"])
    }

    /// The list comes back filled in: decisions are evidence, the rest is left alone.
    @Test func aFilledWorklistIsEvidence() throws {
        let scratch = try TemporaryFolder()
        let path = try Self.folder(scratch) + "/kaart.gpkg"
        let (object, fields) = try EvidenceRegister.source(of: path)
        #expect(object.layer == "worklist")
        var options = LayerReadOptions()
        options.attributeFields = fields
        #expect(try EvidenceRegister(try LayerReader.read([object], options: options)).items.isEmpty)
        // As QGIS does: a value in a field, the index untouched.
        let fill = """
            import sqlite3, sys
            c = sqlite3.connect(sys.argv[1])
            for name in ('ST_IsEmpty', 'ST_MinX', 'ST_MaxX', 'ST_MinY', 'ST_MaxY'): c.create_function(name, 1, lambda g: 0)
            c.execute("UPDATE worklist SET decision = 'A', authority = 'GS', document = 'besluit 12', date = '2020-03-01'")
            c.commit()
            """
        #expect(try Tool.run("python3", ["-c", fill, path]).status == 0)
        let register = try EvidenceRegister(try LayerReader.read([object], options: options))
        #expect(register.items.map(\.cause) == [.decision])
        #expect(register.items.first?.authority == "GS")
        #expect(register.items.first?.document == "besluit 12")
        #expect(register.items.first?.date == "2020-03-01")
        if case .polygons(let shape)? = register.items.first?.place {
            #expect(shape.areaSquareMetres(ofFeature: 0) == 20_000)
        } else {
            Issue.record("no shape")
        }
    }

    @Test func everyRuleIsExplained() throws {
        let scratch = try TemporaryFolder()
        let folder = try ResultFolder(try Self.folder(scratch), mapFile: DiffMap.fileName)
        let open = Explanation(try folder.face("f2"), in: folder.result)
        #expect(open.steps.map(\.rule) == Array(1...8))
        #expect(open.steps.map(\.outcome) == [.notTested, .no, .no, .no, .notTested, .notTested, .no, .decides])
        let settled = Explanation(try folder.face("f4"), in: folder.result)
        #expect(settled.steps[2].outcome == .decides)
        #expect(settled.steps[3...].allSatisfy { $0.outcome == .notReached })
        #expect(settled.steps[2].reason.nl.contains("oud valt binnen nieuw"))
        #expect(try folder.faces(at: [230_050, 540_050]).map(\.id) == ["f1"])
        #expect(try folder.faces(at: [230_350, 540_050]).map(\.id) == ["f4"])
        #expect(try folder.faces(at: [229_000, 540_050]).isEmpty)
        do {
            _ = try folder.face("f99")
            Issue.record("a face that is not there")
        } catch { #expect(error.code == "face-unknown") }
        let text = ExplainText([open], .nl).text
        #expect(text.contains("f2 · es → akker · 1,0 ha · open (U)"))
        #expect(text.contains("niet getoetst"))
        #expect(text.split(separator: "\n").allSatisfy { Display.width(String($0)) <= 118 })
        #expect(ExplainText([], .en).text.hasPrefix("There is no changed or open place here"))
    }

    @Test func placesInAPolygonWithAHole() throws {
        var buffer = PolygonBuffer()
        try buffer.appendRing([[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]])
        try buffer.appendRing([[4, 4], [4, 6], [6, 6], [6, 4], [4, 4]])
        buffer.endFeature()
        #expect(buffer.covers([1, 1], feature: 0))
        #expect(!buffer.covers([5, 5], feature: 0))
        #expect(buffer.covers([5, 7], feature: 0))
        #expect(!buffer.covers([11, 5], feature: 0))
        #expect(!buffer.covers([5, -1], feature: 0))
    }
}
