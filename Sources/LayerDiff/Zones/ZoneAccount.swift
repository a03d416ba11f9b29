/// The whole account of one zone. *Source*: METHOD §1, §7 I8.
public struct ZoneAccount: Sendable, Hashable {
    /// nil: the places outside every zone.
    public var zone: String?
    /// Accounts, matrix and bounds of the zone; its frame is what is counted inside the zone.
    public var account: DiffResult

    public init(zone: String?, account: DiffResult) {
        self.zone = zone
        self.account = account
    }
}
