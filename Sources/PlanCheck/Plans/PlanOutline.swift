import GeoCore

/// A plan as it is measured: valid polygons in the catalogue's CRS, and where they came from.
struct PlanOutline: Sendable {
    var id: String
    var name: String
    var file: String?
    /// Layer or object that was taken as the plan's area.
    var source: String
    /// CRS of the file.
    var crs: String
    /// Every feature valid; features may overlap.
    var polygons: PolygonBuffer
    var ledger: LayerLedger
    var notices: [Notice]
    /// What the plan file itself says of the disturbance of the ground; nil: what holds for all plans.
    var ground: GroundDisturbance?
}

/// A plan with what every comparison needs of it, made once.
struct PreparedPlan {
    let outline: PlanOutline
    /// One feature: everything that the plan covers.
    let dissolved: PolygonBuffer
    let box: Box
    /// Dissolved area by the area engine; above 0.
    let areaSquareMetres: Double
    /// The plan without the strip that lies within the tolerance of its boundary; nil when the tolerance is 0.
    let core: PolygonBuffer?

    init(
        _ outline: PlanOutline, areaSquareMetres: Double, toleranceMetres: Double, engine: GeometryEngine
    ) throws(GEOSError) {
        self.outline = outline
        self.areaSquareMetres = areaSquareMetres
        dissolved =
            outline.polygons.featureCount == 1
            ? outline.polygons : try engine.unaryUnion(outline.polygons).polygons
        box = dissolved.box
        core =
            toleranceMetres > 0
            ? try engine.buffer(dissolved, distanceMetres: -(toleranceMetres + Slack.metres)) : nil
    }
}
