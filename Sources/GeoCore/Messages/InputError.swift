/// Something a file or a user caused. Printed as one line:
/// `kk-diff: error: FILE: layer 'L': feature ID: what is wrong; what to do`.
public struct InputError: Error, Sendable, Hashable {
    /// Which exit status the command line gives it.
    public enum Kind: Sendable, Hashable {
        /// Bad input (exit status 2).
        case input
        /// Wrong use of the command line (exit status 64).
        case usage
        /// An accounting identity or the cross-check of the two engines failed (exit status 3).
        case accounting
    }

    /// A stable name, for scripts and tests ("crs-missing", "ring-not-closed").
    public var code: String
    public var kind: Kind
    /// As the user gave it: never made absolute.
    public var file: String?
    public var layer: String?
    public var feature: String?
    public var problem: Bilingual
    /// What the user can do about it; empty when nothing is known.
    public var remedy: Bilingual?

    public init(
        _ code: String, kind: Kind = .input, file: String? = nil, layer: String? = nil, feature: String? = nil,
        problem: Bilingual, remedy: Bilingual? = nil
    ) {
        self.code = code
        self.kind = kind
        self.file = file
        self.layer = layer
        self.feature = feature
        self.problem = problem
        self.remedy = remedy
    }

    /// The error with the places filled in that it does not name yet; what it names already is kept.
    public func located(file: String? = nil, layer: String? = nil, feature: String? = nil) -> InputError {
        var copy = self
        copy.file = copy.file ?? file
        copy.layer = copy.layer ?? layer
        copy.feature = copy.feature ?? feature
        return copy
    }

    /// The line without the leading `kk-diff: error: `. Line breaks and other control characters that
    /// a file could carry into it become spaces, so that it stays one line.
    public func line(_ language: Language) -> String {
        var parts: [String] = []
        if let file { parts.append(file) }
        if let layer { parts.append(language == .nl ? "laag '\(layer)'" : "layer '\(layer)'") }
        if let feature { parts.append(language == .nl ? "object \(feature)" : "feature \(feature)") }
        var text = problem.text(language)
        if let remedy { text += "; " + remedy.text(language) }
        parts.append(text)
        return String(String.UnicodeScalarView(parts.joined(separator: ": ").unicodeScalars.map {
            $0.properties.generalCategory == .control ? " " : $0
        }))
    }
}

/// Something worth telling that does not stop the run: one per kind, with a count.
public struct Notice: Sendable, Hashable {
    public var code: String
    public var message: Bilingual
    public var count: Int

    public init(_ code: String, message: Bilingual, count: Int = 1) {
        self.code = code
        self.message = message
        self.count = count
    }
}
