public import GeoCore

/// How the ground states of an old class (X) stand to those of a new class (Y).
/// *Source*: METHOD §2.
public enum Relation: String, Sendable, Hashable, CaseIterable {
    /// X = Y.
    case exact
    /// X ⊂ Y, "old-within-new": the class was merged or its definition broadened.
    case narrow = "old-within-new"
    /// X ⊃ Y, "new-within-old": the class was split or its definition narrowed.
    case broad = "new-within-old"
    /// They share states, neither contains the other.
    case overlap
    /// No ground state can carry both labels.
    case disjoint
    /// Nobody has said.
    case unknown

    /// The words of the crosswalk (USERS' direction-proof ones), for every text that names a relation.
    public var words: Bilingual {
        switch self {
        case .exact: Bilingual(en: "same", nl: "gelijk")
        case .narrow: Bilingual(en: "old within new", nl: "oud valt binnen nieuw")
        case .broad: Bilingual(en: "new within old", nl: "nieuw valt binnen oud")
        case .overlap: Bilingual(en: "overlap in part", nl: "overlapt deels")
        case .disjoint: Bilingual(en: "exclude each other", nl: "sluit uit")
        case .unknown: Bilingual(en: "unknown", nl: "onbekend")
        }
    }

    /// Whether an unchanged place could carry both labels; `unknown` counts as yes.
    public var allowsBoth: Bool { self != .disjoint }

    /// The relation seen from the other side.
    public var inverse: Relation {
        switch self {
        case .narrow: .broad
        case .broad: .narrow
        case .exact, .overlap, .disjoint, .unknown: self
        }
    }
}

/// What happened to a class, for people. It never decides, it explains.
public enum ChangeKind: String, Sendable, Hashable, CaseIterable {
    case same, renamed, split, merged, narrowed, broadened, redefined, new, dropped, unknown
    case methodChanged = "method-changed"
    case levelChanged = "level-changed"

    /// The relations it can go with; nil: any.
    ///
    /// `new`, `dropped`, `method-changed` and `level-changed` say nothing about the direction and go with
    /// everything but equality; `redefined` may also stand beside a relation that nobody has stated yet.
    package var relations: Set<Relation>? {
        switch self {
        case .same, .renamed: [.exact]
        case .merged, .broadened: [.narrow]
        case .split, .narrowed: [.broad]
        case .redefined: [.overlap, .unknown]
        case .new, .dropped, .methodChanged, .levelChanged:
            [.narrow, .broad, .overlap, .disjoint, .unknown]
        case .unknown: nil
        }
    }
}

/// How sure a class-level cause is.
public enum Certainty: String, Sendable, Hashable, CaseIterable {
    /// In a document: settles every place of the pair.
    case stated
    /// Concluded from documents: printed as the probable cause, the place stays open.
    case inferred
    /// Printed, no effect.
    case guess
}
