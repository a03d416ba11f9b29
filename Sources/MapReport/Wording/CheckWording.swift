import GeoCore
import PlanCheck

extension HitState {
    /// The fixed words: `touches` is "grenst aan", never "raakt".
    var words: Bilingual {
        switch self {
        case .hit: Bilingual(en: "overlaps", nl: "overlapt")
        case .touches: Bilingual(en: "borders", nl: "grenst aan")
        case .near: Bilingual(en: "near", nl: "nabij")
        case .notHit: Bilingual(en: "not on the map here", nl: "hier niet op de kaart")
        case .noData: Bilingual(en: "no data", nl: "geen gegevens")
        }
    }
}
