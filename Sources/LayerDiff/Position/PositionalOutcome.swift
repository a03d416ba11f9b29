public import GeoCore

/// What the positional test says about one patch. Each shape is one feature, without parts when empty.
/// *Source*: METHOD §5.
public struct PositionalOutcome: Sendable {
    /// X: thin, and within the tolerance of both sides.
    public var drawing: PolygonBuffer
    /// The patch outside buffer(N1, ε), and outside buffer(N2, ε): the larger of the two, cut to what is counted, is the
    /// strict lower bound of a patch that is R.
    public var beyondOld: PolygonBuffer
    public var beyondNew: PolygonBuffer

    public init(drawing: PolygonBuffer, beyondOld: PolygonBuffer, beyondNew: PolygonBuffer) {
        self.drawing = drawing
        self.beyondOld = beyondOld
        self.beyondNew = beyondNew
    }
}
