import GeoCore
import LayerDiff

extension ChangeKind {
    /// What happened to the definition.
    var words: Bilingual {
        switch self {
        case .same: Bilingual(en: "same", nl: "gelijk")
        case .renamed: Bilingual(en: "other name", nl: "andere naam")
        case .split: Bilingual(en: "split", nl: "gesplitst")
        case .merged: Bilingual(en: "merged", nl: "samengevoegd")
        case .narrowed: Bilingual(en: "narrower", nl: "enger")
        case .broadened: Bilingual(en: "broader", nl: "ruimer")
        case .redefined: Bilingual(en: "redefined", nl: "anders gedefinieerd")
        case .new: Bilingual(en: "new", nl: "nieuw")
        case .dropped: Bilingual(en: "dropped", nl: "vervallen")
        case .unknown: Bilingual(en: "unknown", nl: "onbekend")
        case .methodChanged: Bilingual(en: "other method", nl: "andere methode")
        case .levelChanged: Bilingual(en: "other level", nl: "ander niveau")
        }
    }
}

/// How the two dates and their classes are called in texts.
struct DiffNames {
    let result: DiffResult
    let language: Language

    func say(en: String, nl: String) -> String { language == .nl ? nl : en }

    var old: String { result.parameters.oldLabel.map(Display.clean) ?? say(en: "old", nl: "oud") }
    var new: String { result.parameters.newLabel.map(Display.clean) ?? say(en: "new", nl: "nieuw") }

    /// "on the map in 2010", or "on the old map" when the date has no name.
    var onOldMap: String {
        result.parameters.oldLabel.map { say(en: "on the map in ", nl: "op de kaart in ") + Display.clean($0) }
            ?? say(en: "on the old map", nl: "op de oude kaart")
    }
    var onNewMap: String {
        result.parameters.newLabel.map { say(en: "on the map in ", nl: "op de kaart in ") + Display.clean($0) }
            ?? say(en: "on the new map", nl: "op de nieuwe kaart")
    }

    /// A class as people read it; ∅ is "not on the map".
    func label(_ name: String?) -> String {
        guard let name else { return "(" + Wording.notOnMap.text(language) + ")" }
        return Display.clean(name)
    }
}
