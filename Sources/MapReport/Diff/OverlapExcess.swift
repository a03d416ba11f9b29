import GeoCore
import LayerDiff

/// What is counted more than once where classes of one map lie on each other although a place should have one (`--overlap-limit`):
/// such a place is in the account of every pair of its classes, so that causes and ranges add up to more than the map.
/// *Source*: CONTRACT §2 (`one-of`).
struct OverlapExcess {
    /// Hectares by which the causes of what is on both maps are more than the places themselves.
    let both: Double
    /// The same for what is on the old map only.
    let onlyOld: Double
    /// The same for what is on the new map only.
    let onlyNew: Double

    /// What is less than this is not seen in figures of one decimal.
    private static let least = 0.05

    /// nil when nothing that is printed counts more than once, or when classes are counted one by one (`any-of`), which has words of its own.
    init?(_ result: DiffResult) {
        guard result.parameters.classes == .oneOf, result.checks.overlapExcessHectares >= Self.least else { return nil }
        let account = result.boundary
        both = max(0, result.levels.causes.total - account.both)
        onlyOld = max(0, account.lossCauses.total - account.onlyOld)
        onlyNew = max(0, account.gainCauses.total - account.onlyNew)
        guard max(both, onlyOld, onlyNew) >= Self.least else { return nil }
    }

    /// By how much, and why; stands beside every account that is more than the map.
    /// - Parameter format: how hectares are written ("12.932,8").
    func sentence(_ names: DiffNames, format: Sentences.Format) -> String {
        let only = names.say(en: "only ", nl: "alleen ")
        let parts = [(both, names.say(en: "on both maps", nl: "op beide kaarten")), (onlyOld, only + names.old), (onlyNew, only + names.new)]
            .filter { $0.0 >= Self.least }.map { "\(format($0.0, names.language)) ha \($0.1)" }
        let list = Wording.list(parts, names.language)
        return names.say(
            en: "Classes lie on each other here, and such a place counts with every pair of its classes: causes and ranges add up to more than the places themselves, by \(list).",
            nl: "Klassen liggen hier deels over elkaar, en zo'n plek telt mee bij elk paar van haar klassen: oorzaken en marges tellen op tot meer dan de plekken zelf, en wel \(list).")
    }

    /// Behind a whole that is counted this way.
    static let perPair = Bilingual(en: "counted per pair of classes", nl: "per paar van klassen geteld")

    /// Under a table or picture of pairs.
    static let sums = Bilingual(
        en: "Where classes lie on each other a place counts with every pair of its classes: sums of pairs are more than the area of a class or a map.",
        nl: "Waar klassen over elkaar liggen telt een plek mee bij elk paar van haar klassen: sommen van paren zijn meer dan de oppervlakte van een klasse of kaart.")
}
