import GeoCore
import TestSupport
import Testing

@testable import PlanCheck

/// The three plans that the policy's evaluation tells about, line by line, on the synthetic sample. Every expected line
/// of a story is one requirement here; what the map cannot show must be in the list of what was not tested.
@Suite("Acceptance stories")
struct StoryTests {
    // MARK: Gieten

    static let variants = ["gieten_regulier", "gieten_regulier_verdubbeling", "gieten_verschoven", "gieten_verschoven_verdubbeling"]

    static func matrix() throws -> VariantMatrix { VariantMatrix(try variants.map { try Sample.plan($0) }) }

    private func row(_ id: String) throws -> VariantMatrix.Row {
        try #require(try Self.matrix().rows.first { $0.unit.id == id }, "\(id)")
    }

    private func areas(_ id: String) throws -> [Double] { try row(id).cells.map { $0.areaHectares ?? 0 } }

    @Test("essen: shifted takes more than regular, doubling adds little")
    func essen() throws {
        let es = try #require(try row("LS-T1-ES").features.first { $0.name == "Eexter es" })
        let taken = es.cells.map(\.areaHectares)
        let known = Sample.expected["eexter_es"]["variants"]
        for (name, area) in zip(Self.variants, taken) {
            #expect(isClose(area, known[name].number("taken_ha") ?? -1, within: 1e-5), "\(name)")
        }
        #expect(taken[2] > taken[0] && taken[3] > taken[1] && taken[0] >= 0)
        #expect(taken[1] - taken[0] < 0.2 * (taken[2] - taken[0]))
        #expect(taken[3] - taken[2] < taken[2] - taken[0])
    }

    @Test("fragmentation: the shifted fly-over leaves the Eexter es in two parts, the regular one in one")
    func fragmentation() throws {
        let known = Sample.expected["eexter_es"]["variants"]
        for (name, cell) in zip(Self.variants, try row("LS-T1-ES").cells) {
            let (before, after) = (try #require(cell.partsBefore), try #require(cell.partsAfter))
            #expect(after - before + 1 == Int(known[name].number("parts_after") ?? 0), "\(name)")
            #expect(isClose(cell.largestPartAfterHectares, known[name].number("largest_part_after_ha") ?? -1, within: 1e-5))
        }
        let parts = try row("LS-T1-ES").cells.map { ($0.partsAfter ?? 0) - ($0.partsBefore ?? 0) }
        #expect(parts == [0, 0, 1, 1])
    }

    @Test("the Gietsenveentje: nothing for regular, what was measured for shifted, and the contradiction of the sources")
    func gietsenveentje() throws {
        for id in ["AR-WA1", "AK-H"] {
            let taken = try areas(id)
            #expect(taken[0] == 0 && taken[1] == 0, "\(id)")
            #expect(taken[2] > 0 && taken[3] > 0, "\(id)")
        }
        for name in Self.variants {
            let note = try #require(try Sample.plan(name).placeNotes.first)
            #expect(note.name == "Gietsenveentje")
            #expect(note.references == ["E:915-919", "E:919-925"])
            #expect(note.text.contains("spreken elkaar tegen"))
        }
        #expect(try Sample.plan("exloo_exact").placeNotes.isEmpty)
    }

    @Test("archaeology on the es, Hondsrug to be taken into account, the road panorama inside")
    func otherRows() throws {
        let wa3 = try areas("AR-WA3"), es = try areas("LS-T1-ES")
        #expect(zip(wa3, es).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(try row("CH-3A").unit.level == "rekening houden met")
        for name in Self.variants {
            let panorama = try Sample.plan(name).hit("LS-WP")
            #expect(panorama.state == .hit && panorama.distanceMetres == 0)
        }
    }

    @Test("the file with all variants gives the same matrix as the four files")
    func oneFile() throws {
        let result = try Sample.check(["gieten_varianten.gpkg"], CheckOptions(eachField: "VARIANT"))
        #expect(result.plans.map(\.name) == ["regulier", "regulier_verdubbeling", "verschoven", "verschoven_verdubbeling"])
        let other = VariantMatrix(result.plans), matrix = try Self.matrix()
        #expect(other.rows.map(\.unit.id) == matrix.rows.map(\.unit.id))
        for (a, b) in zip(other.rows, matrix.rows) {
            #expect(a.cells.map(\.state) == b.cells.map(\.state))
            for (x, y) in zip(a.cells, b.cells) { #expect(isClose(x.areaHectares ?? 0, y.areaHectares ?? 0)) }
            #expect(a.cells.map(\.partsAfter) == b.cells.map(\.partsAfter))
        }
    }

    // MARK: Exloo

    @Test("Exloo, every line, in all three forms", arguments: ["exloo_exact", "exloo_gat_0_3m", "exloo_overlap_0_3m"])
    func exloo(_ name: String) throws {
        let plan = try Sample.plan(name)
        #expect(abs(plan.areaHectares - 61) < 1.5)

        let nature = try plan.hit("NA-NNN")
        #expect(nature.state == .touches && nature.areaHectares == 0)
        #expect(nature.sides == [.east, .south])
        #expect(abs((nature.sideLengthsMetres?[.south] ?? 0) - 806) <= 1)
        #expect(abs((nature.sideLengthsMetres?[.east] ?? 0) - 606) <= 1)
        #expect((nature.withinToleranceHectares ?? 0 > 0) == (name == "exloo_overlap_0_3m"))

        let gradient = try plan.hit("LS-MG"), village = try plan.hit("LS-T1"), peat = try plan.hit("LS-T4"), hunze = try plan.hit("CH-3B")
        for hit in [gradient, village, peat, hunze] { #expect(hit.state == .hit, "\(hit.id)") }
        #expect(village.summarySides == [.west])
        #expect(peat.summarySides == [.east] && hunze.summarySides == [.east])
        #expect(hunze.level == "betrekken bij")

        let archaeology = try plan.hit("AR-WA3")
        #expect(archaeology.state == .hit && archaeology.sides == [.all])
        let rule = try #require(archaeology.rules.first)
        #expect(rule.outcome == .notTestable)
        #expect(rule.text.nl.contains("1000 m²") && rule.text.nl.contains("30 cm") && rule.text.nl.contains("50 m"))

        #expect(try plan.hit("CH-3A").state == .near)
        #expect(try plan.hit("CH-GP").state == .hit)
        #expect(plan.hits.contains { $0.id.hasPrefix("OV-LOFAR") })
        #expect(plan.notTested.contains { $0.name.contains("zicht") })
    }

    @Test("the three forms of Exloo differ in nothing that is told about nature")
    func exlooForms() throws {
        let forms = try ["exloo_exact", "exloo_gat_0_3m", "exloo_overlap_0_3m"].map { try Sample.plan($0).hit("NA-NNN") }
        #expect(Set(forms.map(\.state)) == [.touches])
        #expect(Set(forms.map(\.sides)).count == 1)
        #expect(forms.allSatisfy { abs(($0.sharedBoundaryMetres ?? 0) - 1412.5) <= 1.5 })
    }

    // MARK: Nieuwe Drostendiep

    @Test("Nieuwe Drostendiep, every line")
    func drostendiep() throws {
        let plan = try Sample.plan("nieuwe_drostendiep_ontwerp")
        let nature = try plan.hit("NA-NNN")
        #expect(nature.state == .hit && (nature.shareOfPlan ?? 0) > 0.95)
        let qualities = Set(plan.hits(in: .hit).map(\.quality))
        for quality in ["cultuurhistorie", "landschap", "archeologie", "rust", "natuur", "aardkundig"] {
            #expect(qualities.contains(quality), "\(quality)")
        }
        #expect(try plan.hit("RU-S").state == .hit)
        for id in ["AR-WA3", "AR-WA3-V", "AR-WA3-N", "AK-H"] { #expect(try plan.hit(id).state == .hit, "\(id)") }
        #expect(try plan.hit("AR-WA3-V").action?.contains("1000 m²") == true)
        #expect(try plan.hit("AR-WA3-N").action?.contains("diepte") == true)
        #expect(try plan.hit("CH-7B").state == .hit)
        #expect(plan.notTested.contains { $0.name.contains("waterpeil") })
    }

    @Test("voorontwerp against ontwerp: joined by name, every difference is in the list and nothing else")
    func stages() throws {
        let before = try Sample.plan("nieuwe_drostendiep_voorontwerp"), after = try Sample.plan("nieuwe_drostendiep_ontwerp")
        let comparison = ResultComparison(file: "x.json", earlier: [PlanAnswer(before)], now: [PlanAnswer(after)])
        let plan = try #require(comparison.plans.first)
        #expect(comparison.notices.isEmpty)
        #expect(plan.changes.count + plan.unchanged == after.hits.count)
        let old = Dictionary(uniqueKeysWithValues: before.hits.map { ($0.id, $0) })
        for hit in after.hits {
            let was = try #require(old[hit.id])
            let change = plan.changes.first { $0.id == hit.id }
            let shown: Set<HitState> = [.hit, .touches, .near]
            switch (shown.contains(was.state), shown.contains(hit.state)) {
            case (false, true): #expect(change?.kind == .appeared, "\(hit.id)")
            case (true, false): #expect(change?.kind == .disappeared, "\(hit.id)")
            case (false, false): #expect(change == nil, "\(hit.id)")
            case (true, true):
                if was.state != hit.state {
                    #expect(change?.kind == .stateChanged, "\(hit.id)")
                } else if hit.state == .hit, abs((was.areaHectares ?? 0) - (hit.areaHectares ?? 0)) > 1e-6 {
                    #expect(change?.kind == .amountChanged, "\(hit.id)")
                }
            }
        }
        #expect(!plan.changes.isEmpty)
    }
}
