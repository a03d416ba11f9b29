/// How layers are read, beside what the layer objects say.
public struct LayerReadOptions: Sendable, Hashable {
    /// CRS of files that have none and whose object assumes none ("EPSG:28992").
    public var assumedCRS: String?
    /// Only features whose box touches this one, in the layer's own CRS; through the R-tree when there is one. The
    /// ledger then counts those only.
    public var within: Box?
    /// Only the features with these keys, in this order: of a GeoPackage layer whose keys are its row numbers
    /// (`FeatureBoxes.make`). Keys that do not exist are passed over. The ledger then counts those only.
    public var keys: [Int64]?
    /// Fill `lineMetres` and `pointCounts`.
    public var measuresLinesAndPoints = false
    /// Fill `otherFeatures`.
    public var keepsLinesAndPoints = false
    /// Fields whose text is wanted per feature, in `attributes`. Values that are no text read as nil.
    public var attributeFields: [String] = []
    /// Fill `LayerSource.sha256`: costs more than a diff.
    public var hashesFiles = false

    public init(
        assumedCRS: String? = nil, within: Box? = nil, measuresLinesAndPoints: Bool = false,
        attributeFields: [String] = [], hashesFiles: Bool = false
    ) {
        self.assumedCRS = assumedCRS
        self.within = within
        self.measuresLinesAndPoints = measuresLinesAndPoints
        self.attributeFields = attributeFields
        self.hashesFiles = hashesFiles
    }
}
