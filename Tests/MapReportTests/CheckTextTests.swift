import Foundation
import GeoCore
import PlanCheck
import TestSupport
import Testing

@testable import MapReport

/// The Exloo sample: every state, with figures made up for this test.
enum SampleCheck {
    static func hit(
        _ id: String, _ quality: String, _ name: String, _ state: HitState, instrument: String? = "verordening",
        level: String? = nil, _ change: (inout UnitHit) -> Void = { _ in }
    ) -> UnitHit {
        var hit = UnitHit(id: id, quality: quality, unit: id, name: name, state: state)
        hit.instrument = instrument
        hit.level = level
        change(&hit)
        return hit
    }

    static let result: CheckResult = {
        var plan = PlanResult(
            id: "exloo_ontwerp.gml", name: "Zonnepark Exloo, ontwerp", source: "plangebied", areaHectares: 60.34,
            crs: "EPSG:28992")
        plan.file = "exloo_ontwerp.gml"
        plan.parts = 1
        plan.urbanHectares = 0
        plan.outsideExtentHectares = 0
        plan.hits = [
            hit("AR-WA3", "archeologie", "Waarde archeologie 3", .hit) {
                $0.areaHectares = 60.34
                $0.shareOfPlan = 1
                $0.sides = [.all]
                $0.rules = [
                    RuleOutcome(
                        id: "arch-wa3", outcome: .notTestable, missing: ["disturbed-area", "depth"],
                        text: Bilingual(en: "threshold 1,000 m² and 30 cm.", nl: "drempel 1.000 m² en 30 cm."))
                ]
            },
            hit("CH-3B", "cultuurhistorie", "3B Hunzedal en randveen", .hit, level: "betrekken bij") {
                $0.areaHectares = 32.8
                $0.shareOfPlan = 0.54
                $0.sides = [.east]
            },
            hit("LS-ES", "landschap", "essen", .notHit, instrument: "visie") { $0.distanceMetres = 310 },
            hit("LS-BD", "landschap", "beekdalen", .hit, instrument: "visie") {
                $0.areaHectares = 0.01
                $0.shareOfPlan = 0.0002
                $0.sides = [.south, .southWest]
                $0.features = [FeatureHit(name: "Achterste Diep", areaHectares: 0.01, shareOfFeature: 0.09)]
                $0.featureCount = 3
            },
            hit("NA-NNN", "natuur", "Natuurnetwerk Nederland", .touches) {
                $0.areaHectares = 0
                $0.sharedBoundaryMetres = 1412
                $0.sides = [.east, .south]
                $0.sideLengthsMetres = [.south: 806, .east: 606]
            },
            hit("CH-3A", "cultuurhistorie", "3A Hondsrug", .near, level: "rekening houden met") {
                $0.distanceMetres = 120
                $0.sides = [.west]
            },
            hit("NA-N2K", "natuur", "Natura 2000", .notHit) { $0.distanceMetres = 2840 },
            hit("RU-S", "rust", "stiltegebied", .notHit),
            hit("RU-D", "rust", "duisternis", .noData) {
                $0.reason = Bilingual(en: "layer missing", nl: "laag ontbreekt")
            },
        ]
        plan.stacking = [StackedUnits(units: ["AR-WA3", "CH-3B"], areaHectares: 21.3)]
        plan.notTested = [NotTested(quality: "natuur", name: "Natuurnetwerk Drenthe", reason: "geen kaart")]
        var parameters = CheckParameters()
        parameters.toleranceMetres = 1
        parameters.nearMetres = 250
        parameters.farMetres = 5000
        parameters.caseText = "2025-0412"
        parameters.defaultsSource = "team GIS"
        return CheckResult(
            catalogue: CatalogueSummary(
                file: "catalogus.json", sha256: nil, name: "Kernkwaliteiten (SYNTHETISCH)", units: 9, crs: "EPSG:28992"),
            parameters: parameters, plans: [plan],
            notices: [Notice("doubled-features", message: Bilingual(en: "features lie on each other", nl: "objecten liggen op elkaar"), count: 2)])
    }()
}

@Suite struct CheckTextTests {
    @Test(arguments: Language.allCases) func goldenText(_ language: Language) {
        Golden.expect(
            CheckText(SampleCheck.result, language).text,
            matches: Paths.testdata.appendingPathComponent("report/check.\(language.rawValue).txt"))
    }

    @Test func goldenMarkdown() {
        Golden.expect(
            CheckMarkdown(SampleCheck.result, .nl).text, matches: Paths.testdata.appendingPathComponent("report/check.nl.md"))
    }

    @Test func englishSaysTheSameWithEnglishCompassAndNumbers() {
        let text = CheckText(SampleCheck.result, .en).text
        #expect(text.contains("Borders the plan (no overlap; tolerance 1 m)"))
        #expect(text.contains("   1,412 m  border  S 806 m, E 606 m"))
        #expect(text.contains("whole plan"))
        // The catalogue's own name says it already.
        #expect(!text.contains("SYNTHETIC PRACTICE MAP"))
        var unnamed = SampleCheck.result
        unnamed.catalogue.name = "Kernkwaliteiten"
        #expect(!CheckText(unnamed, .en).text.contains("SYNTHETIC"))
        unnamed.notices.append(SyntheticData.notice(file: "kk.gpkg"))
        #expect(CheckText(unnamed, .en).text.contains("SYNTHETIC PRACTICE MAP"))
        #expect(text.contains("This overview is no advice and no judgement."))
    }

    @Test(arguments: Language.allCases) func staysWithin118Columns(_ language: Language) {
        let lines = CheckText(SampleCheck.result, language).text.split(separator: "\n")
        #expect(lines.allSatisfy { Display.width(String($0)) <= 118 })
    }

    @Test func noDataIsNeverListedAsNotHere() {
        let lines = CheckText(SampleCheck.result, .nl).text.split(separator: "\n").map(String.init)
        let notHere = lines.firstIndex { $0.hasPrefix("Hier niet op de kaart") }
        #expect(notHere.map { lines[$0 + 1].contains("duisternis") } == false)
    }

    @Test func failedPlansAreNamed() {
        var result = SampleCheck.result
        result.plans = []
        result.plansFailed = [
            FailedPlan(file: "b.gml", error: InputError("x", file: "b.gml", problem: Bilingual(en: "bad", nl: "stuk")))
        ]
        #expect(CheckText(result, .nl).text.hasPrefix("NIET GETOETST  b.gml: stuk\n"))
    }

    @Test func tableHasARowPerUnit() {
        let table = CheckTable.hits(SampleCheck.result.plans, .en)
        #expect(table.rows.count == 9)
        #expect(table.rows.allSatisfy { $0.count == table.columns.count })
        let csv = table.csv(.en)
        #expect(csv.hasPrefix("plan,id,quality,name,level,legal_basis,instrument,state,area_ha,"))
        #expect(csv.contains("exloo_ontwerp.gml,RU-D,rust,duisternis,,,verordening,no-data,,"))
        #expect(CheckMarkdown(SampleCheck.result, .nl).text.contains("| CH-3A | cultuurhistorie | 3A Hondsrug |"))
    }
}
