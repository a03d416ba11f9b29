/// ε, the distance within which two drawings of one border are the same, and where it comes from.
/// *Source*: METHOD §1. The default is 0: no tolerance is ever assumed.
public struct PositionalTolerance: Sendable, Hashable {
    /// How the accuracies of two layers become one distance.
    public enum Combination: String, Sendable, Hashable, CaseIterable {
        /// √(ε1² + ε2²): both are standard deviations and independent.
        case independent
        /// ε1 + ε2.
        case worstCase = "worst-case"
    }

    /// ε in metres, finite and at least 0.
    public var metres: Double
    /// The accuracies it was made of; nil when ε itself was given.
    public var oldMetres: Double?
    public var newMetres: Double?
    public var combination: Combination?
    /// Who says so, in the user's words.
    public var source: String?

    /// ε itself.
    public init(metres: Double = 0, source: String? = nil) {
        self.metres = metres
        self.source = source
    }

    /// From the accuracy of each layer.
    public init(oldMetres: Double, newMetres: Double, combination: Combination, source: String? = nil) {
        metres =
            switch combination {
            case .independent: (oldMetres * oldMetres + newMetres * newMetres).squareRoot()
            case .worstCase: oldMetres + newMetres
            }
        self.oldMetres = oldMetres
        self.newMetres = newMetres
        self.combination = combination
        self.source = source
    }
}

/// A pair of labels that is improbable by itself (a mature forest that becomes water and the like): its faces are flagged, and
/// stay where the rules put them. *Source*: METHOD §5.
public struct NonProbablePair: Sendable, Hashable {
    /// nil is ∅.
    public var from: String?
    public var to: String?

    public init(from: String?, to: String?) {
        self.from = from
        self.to = to
    }
}
