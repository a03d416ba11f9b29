public import GeoCore

/// The definition cross table: how each class of the old legend stands to each of the new one.
/// *Source*: METHOD §2.
public struct Crosswalk: Sendable, Hashable {
    /// As the user gave it, for messages; nil when not from a file.
    public var file: String?
    public var sha256: String?
    /// In the order of the file.
    public var rows: [CrosswalkRow]
    /// What the reader has to say about the file.
    public var notices: [Notice] = []

    public init(file: String? = nil, sha256: String? = nil, rows: [CrosswalkRow]) {
        self.file = file
        self.sha256 = sha256
        self.rows = rows
    }
}

/// One pair of classes.
public struct CrosswalkRow: Sendable, Hashable {
    /// Line in the file, the header is line 1.
    public var line: Int
    public var theme: String?
    /// nil is ∅, "not on the map".
    public var from: String?
    public var to: String?
    public var relation: Relation
    public var kind: ChangeKind?
    /// What is not listed for the old class is disjoint from it.
    public var rowIsComplete: Bool
    /// Share of the old class that the new definition calls `to`.
    public var fractionLow: Double?
    public var fractionHigh: Double?
    public var fractionRegion: String?
    /// Class-level evidence.
    public var cause: Cause?
    public var certainty: Certainty?
    public var source: String?
    public var page: String?
    public var author: String?
    /// Who can answer the question.
    public var owner: String?
    public var date: String?
    public var note: String?
    public var step: String?

    public init(
        line: Int = 0, theme: String? = nil, from: String?, to: String?, relation: Relation, kind: ChangeKind? = nil,
        rowIsComplete: Bool = false
    ) {
        self.line = line
        self.theme = theme
        self.from = from
        self.to = to
        self.relation = relation
        self.kind = kind
        self.rowIsComplete = rowIsComplete
    }

    /// The row says something: a relation, or a cause with a document.
    public var isStated: Bool { relation != .unknown || (cause != nil && certainty == .stated) }
}

extension Crosswalk {
    /// The rows of one theme (those without a theme belong to all); all rows when no theme is given.
    public func rows(ofTheme theme: String?) -> [CrosswalkRow] {
        guard let theme else { return rows }
        return rows.filter { $0.theme == nil || $0.theme == theme }
    }
}
