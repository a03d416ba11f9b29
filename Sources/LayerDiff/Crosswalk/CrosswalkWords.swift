/// The words a crosswalk may use, in English and Dutch. Case does not matter; spaces, hyphens and underscores are
/// the same.
package enum CrosswalkWords {
    package static func key(_ text: String) -> String {
        text.lowercased().split { $0.isWhitespace || $0 == "-" || $0 == "_" }.joined(separator: "-")
    }

    package static func relation(_ text: String) -> Relation? { relations[key(text)] }
    package static func kind(_ text: String) -> ChangeKind? { ChangeKind(rawValue: key(text)) ?? kinds[key(text)] }
    package static func cause(_ text: String) -> Cause? { Cause(rawValue: text.uppercased()) ?? causes[key(text)] }
    package static func certainty(_ text: String) -> Certainty? {
        Certainty(rawValue: key(text)) ?? certainties[key(text)]
    }

    /// The first column whose header is one of the accepted names.
    package static let columns: [(name: String, aliases: [String])] = [
        ("theme", ["thema"]), ("from", ["van", "oud"]), ("to", ["naar", "nieuw"]), ("relation", ["relatie"]),
        ("kind", ["soort"]), ("row_complete", ["rij_volledig", "volledig"]),
        ("frac_lo", ["aandeel_min"]), ("frac_hi", ["aandeel_max"]), ("frac_region", ["aandeel_gebied"]),
        ("cause", ["oorzaak"]), ("certainty", ["zekerheid"]), ("source", ["bron", "mapping_source"]), ("page", ["pagina", "blz"]),
        ("author", ["auteur", "author_label", "author_id"]), ("owner", ["eigenaar"]), ("date", ["datum", "mapping_date"]), ("note", ["opmerking", "comment"]),
        ("step", ["stap"]),
    ]

    private static let relations: [String: Relation] = [
        "exact": .exact, "same": .exact, "gelijk": .exact,
        "old-within-new": .narrow, "narrow": .narrow, "oud-valt-binnen-nieuw": .narrow, "oud-binnen-nieuw": .narrow,
        "new-within-old": .broad, "broad": .broad, "nieuw-valt-binnen-oud": .broad, "nieuw-binnen-oud": .broad,
        "overlap": .overlap, "overlaps": .overlap, "overlapt-deels": .overlap, "overlapt": .overlap,
        "disjoint": .disjoint, "sluit-uit": .disjoint,
        "unknown": .unknown, "onbekend": .unknown,
    ]
    private static let kinds: [String: ChangeKind] = [
        "gelijk": .same, "hernoemd": .renamed, "andere-naam": .renamed, "gesplitst": .split,
        "samengevoegd": .merged, "enger": .narrowed, "versmald": .narrowed, "ruimer": .broadened,
        "verruimd": .broadened, "anders-gedefinieerd": .redefined, "nieuw": .new, "vervallen": .dropped,
        "andere-methode": .methodChanged, "ander-niveau": .levelChanged, "onbekend": .unknown,
    ]
    private static let causes: [String: Cause] = [
        "definition": .definition, "definitieverschil": .definition, "decision": .decision, "besluit": .decision,
        "new-source": .source, "nieuwe-bron": .source, "repaired-error": .correction, "herstelde-fout": .correction,
        "possibly-real": .real, "mogelijk-echt": .real,
    ]
    /// One letter as in the lists of evidence: stated, inferred (I and X), guess.
    private static let certainties: [String: Certainty] = [
        "s": .stated, "vastgelegd": .stated, "gedocumenteerd": .stated,
        "i": .inferred, "x": .inferred, "afgeleid": .inferred,
        "g": .guess, "gok": .guess, "vermoeden": .guess,
    ]
}
