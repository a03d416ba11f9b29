/// The two languages kk-diff speaks.
public enum Language: String, Sendable, CaseIterable {
    case nl
    case en
}

/// One sentence in both languages. Kept together at the place that writes it, so that
/// the two cannot drift apart.
public struct Bilingual: Sendable, Hashable {
    public let en: String
    public let nl: String

    public init(en: String, nl: String) {
        self.en = en
        self.nl = nl
    }

    /// The sentence in `language`.
    public func text(_ language: Language) -> String {
        switch language {
        case .en: en
        case .nl: nl
        }
    }
}
