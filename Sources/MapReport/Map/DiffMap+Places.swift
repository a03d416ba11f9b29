import GeoCore
import LayerDiff

/// The account per square and per zone as layers: what lies where, never a total over qualities.
extension DiffMap {
    private var causeFields: [OutputField] {
        result.causesAssessed.map {
            OutputField("\($0.rawValue.lowercased())_ha", .real, title: "\($0.rawValue): \($0.label.text(language)) (ha)")
        }
    }

    private func causeValues(_ causes: HectaresByCause) -> [OutputValue] {
        result.causesAssessed.map { .real(causes[$0]) }
    }

    private var boundFields: [OutputField] {
        [
            OutputField("real_lower_ha", .real, title: say("possibly real from (ha)", "mogelijk echt van (ha)")),
            OutputField("real_upper_ha", .real, title: say("possibly real to (ha)", "mogelijk echt tot (ha)")),
        ]
    }

    private func boundValues(_ bounds: RealBounds) -> [OutputValue] { [.real(bounds.lower), .real(bounds.upper)] }

    /// The cause with most hectares among those that are not "the same": what colours a square.
    private func largest(_ causes: HectaresByCause) -> Cause? {
        causes.present.filter { $0.cause != .same }.max { $0.hectares < $1.hectares }?.cause
    }

    var gridOutput: OutputLayer? {
        guard let grid = result.grid else { return nil }
        let squares = grid.cells.compactMap { cell -> (shape: PolygonBuffer, causes: HectaresByCause, x: Double, y: Double)? in
            let low = SIMD2(cell.x, cell.y)
            let side = grid.sideMetres
            var shape = PolygonBuffer()
            // A square within the range of coordinates is always a ring.
            guard (try? shape.appendRing([low, low + [side, 0], low + [side, side], low + [0, side], low])) != nil else { return nil }
            shape.endFeature()
            return (shape, cell.causes, cell.x, cell.y)
        }
        return OutputLayer(
            name: "grid", title: say("Squares", "Vierkanten"), description: description, crs: crs, geometry: .polygons,
            fields: [
                OutputField("x", .real, title: say("left", "links")), OutputField("y", .real, title: say("bottom", "onder")),
                OutputField("cause", .text, title: say("largest cause", "grootste oorzaak")),
            ] + causeFields + boundFields,
            style: byCause(
                present: Set(squares.compactMap { largest($0.causes) }), field: "cause", label: say("largest cause", "grootste oorzaak")),
            features: squares.map { square in
                OutputFeature(
                    .polygons(square.shape, feature: 0),
                    [.real(square.x), .real(square.y), .optional(largest(square.causes)?.rawValue)] + causeValues(square.causes)
                        + boundValues(square.causes.bounds))
            })
    }

    var zonesOutput: OutputLayer? {
        guard let accounts = result.zones, let layer = zones?.layer else { return nil }
        let engine = try? GeometryEngine()
        let features = accounts.compactMap { account -> OutputFeature? in
            guard let zone = account.zone, let number = layer.classes.firstIndex(of: zone) else { return nil }
            let members = (0..<layer.polygons.featureCount).filter { Int(layer.classOfFeature[$0]) == number }
            var shape = layer.polygons.selecting(members)
            if members.count > 1, let engine, let union = try? engine.unaryUnion(shape) { shape = union.polygons }
            return OutputFeature(
                .polygons(all: shape),
                [.text(zone), .real(account.account.frameHectares)] + causeValues(account.account.causes)
                    + boundValues(account.account.bounds))
        }
        return OutputLayer(
            name: "zones", title: say("Zones", "Gebieden"), description: description, crs: crs, geometry: .polygons,
            fields: [
                OutputField("zone", .text, title: say("zone", "gebied")),
                OutputField("frame_ha", .real, title: say("counted area (ha)", "getelde oppervlakte (ha)")),
            ] + causeFields + boundFields,
            style: LayerStyle(
                name: say("outlines", "omtrekken"), field: "zone",
                categories: [.init(nil, label: say("zone", "gebied"), colour: .darkGrey, pattern: .outline)]),
            features: features)
    }
}
