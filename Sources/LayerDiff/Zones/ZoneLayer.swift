public import GeoCore

/// Areas that the account is repeated for (municipalities, landscape types), by a field's value. *Source*: METHOD §1.
public struct ZoneLayer: Sendable {
    /// Its classes are the zones; in the CRS of the run.
    public var layer: ClassifiedLayer
    public var field: String

    public init(layer: ClassifiedLayer, field: String) {
        self.layer = layer
        self.field = field
    }
}
