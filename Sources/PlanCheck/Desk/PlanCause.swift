/// Hectares of a plan where two maps differ (or agree), with the cause that the comparison of the maps gave them.
public struct PlanCause: Sendable, Hashable {
    /// Which comparison: the layer of the file.
    public var comparison: String
    /// Class on the older and the newer map; nil is ∅.
    public var from: String?
    public var to: String?
    /// Code of METHOD §3.
    public var cause: String
    public var areaHectares: Double

    public init(comparison: String, from: String?, to: String?, cause: String, areaHectares: Double) {
        self.comparison = comparison
        self.from = from
        self.to = to
        self.cause = cause
        self.areaHectares = areaHectares
    }
}
