import GeoCore
import Synchronization

/// The connected parts of a whole unit, dissolved over its features: what a plan can cut apart. How the unit is cut up
/// in its file must not matter, so features that no plan reaches count too. Made when the first plan needs them, kept
/// for the others.
final class DissolvedParts: Sendable {
    private let parts = Mutex<UnitPolygons?>(nil)

    /// One feature per part.
    func value(of unit: UnitPolygons, _ engine: GeometryEngine) throws(GEOSError) -> UnitPolygons {
        if let made = parts.withLock({ $0 }) { return made }
        let whole =
            unit.polygons.featureCount == 1 ? unit.polygons : try engine.unaryUnion(unit.polygons).polygons
        var apart = PolygonBuffer()
        for part in 0..<whole.partCount {
            apart.appendPart(part, of: whole)
            apart.endFeature()
        }
        let made = UnitPolygons(
            polygons: apart, names: Array(repeating: "", count: apart.featureCount), wholeSquareMetres: nil)
        parts.withLock { $0 = made }
        return made
    }
}
