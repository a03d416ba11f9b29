import GeoCore
import LayerDiff

/// A line of the ledger of features: what became of those of both maps. The same in the workbook and in the report.
struct LedgerLine {
    var title: Bilingual
    /// nil: does not apply.
    var old: Table.Cell?
    var new: Table.Cell?

    static func all(_ result: DiffResult) -> [LedgerLine] {
        func count(_ en: String, _ nl: String, _ value: (LayerSummary) -> Int?) -> LedgerLine {
            LedgerLine(title: Bilingual(en: en, nl: nl), old: value(result.old).map { .count($0) }, new: value(result.new).map { .count($0) })
        }
        return [
            count("in the file", "in het bestand") { $0.ledger.featuresIn }, count("used", "gebruikt") { $0.ledger.used },
            count("repaired", "hersteld") { $0.ledger.repaired }, count("empty", "leeg") { $0.ledger.empty },
            count("without geometry", "zonder geometrie") { $0.ledger.null },
            count("other geometry", "andere geometrie") { $0.ledger.otherGeometry },
            count("left out by the code list", "weggelaten door de codelijst") { $0.ledger.leftOut },
            count("outside the study area", "buiten het studiegebied") { $0.outsideFrame },
            LedgerLine(
                title: Bilingual(en: "dissolved area (ha)", nl: "oppervlakte zonder overlap (ha)"), old: .hectares(result.old.areaHectares),
                new: .hectares(result.new.areaHectares)),
        ]
    }
}
