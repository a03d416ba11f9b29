import GeoCore
import PlanCheck

/// The hits of a check as map layers: the plans, the overlaps, and the lines and points that have no area.
struct HitLayers {
    private let plans: [(plan: PlanResult, shapes: PlanShapes)]
    private let crs: CoordinateReferenceSystem?
    private let language: Language

    init(_ plans: [(plan: PlanResult, shapes: PlanShapes)], crs: CoordinateReferenceSystem?, _ language: Language) {
        self.plans = plans
        self.crs = crs
        self.language = language
    }

    private func say(en: String, nl: String) -> String { language == .nl ? nl : en }

    var layers: [OutputLayer] {
        [
            OutputLayer(
                name: "plan", title: say(en: "Plan areas", nl: "Plangebieden"), crs: crs, geometry: .polygons,
                fields: [
                    OutputField("plan", .text), OutputField("name", .text, title: say(en: "name", nl: "naam")),
                    OutputField("area_ha", .real, title: "ha"),
                ],
                style: LayerStyle(
                    name: say(en: "plan area", nl: "plangebied"), field: "plan",
                    categories: [
                        .init(nil, label: say(en: "plan area", nl: "plangebied"), colour: .darkGrey, pattern: .outline)
                    ]),
                features: plans.map { plan, shapes in
                    OutputFeature(
                        .polygons(all: shapes.outline), [.text(plan.id), .text(plan.name), .real(plan.areaHectares)])
                }),
            layer("hits", say(en: "Overlap of plan and unit", nl: "Overlap van plan en eenheid"), .polygons) { shape in
                shape.overlap.partCount > 0 ? [.polygons(all: shape.overlap)] : []
            },
            layer("lines", say(en: "Borders, lines and shortest distances", nl: "Grenzen, lijnen en kortste afstanden"), .lines) { shape in
                [shape.sharedBoundary, shape.linesInside, shape.nearest.count == 2 ? [shape.nearest] : []]
                    .filter { !$0.isEmpty }.map { .lines($0) }
            },
            layer("points", say(en: "Points in the plan", nl: "Punten in het plan"), .points) { shape in
                shape.pointsInside.isEmpty ? [] : [.points(shape.pointsInside)]
            },
        ]
    }

    private var fields: [OutputField] {
        [
            OutputField("plan", .text), OutputField("id", .text, title: say(en: "id", nl: "kenmerk")),
            OutputField("quality", .text, title: say(en: "core quality", nl: "kernkwaliteit")),
            OutputField("unit", .text, title: say(en: "unit", nl: "eenheid")),
            OutputField("level", .text, title: say(en: "level", nl: "niveau")),
            OutputField("instrument", .text), OutputField("state", .text, title: say(en: "state", nl: "stand")),
            OutputField("area_ha", .real, title: "ha"),
            OutputField("share_of_plan", .real, title: say(en: "share of plan", nl: "deel van plan")),
            OutputField("length_m", .real, title: say(en: "length in the plan (m)", nl: "lengte in het plan (m)")),
            OutputField("shared_boundary_m", .real, title: say(en: "common border (m)", nl: "gedeelde grens (m)")),
            OutputField("distance_m", .real, title: say(en: "distance (m)", nl: "afstand (m)")),
            OutputField("sides", .text, title: say(en: "where", nl: "waar")),
            OutputField("action", .text, title: say(en: "action", nl: "actie")),
        ]
    }

    private func layer(
        _ name: String, _ title: String, _ kind: OutputLayer.GeometryKind, _ geometries: (UnitShape) -> [OutputGeometry]
    ) -> OutputLayer {
        var features: [OutputFeature] = []
        var qualities: [String] = []
        for (plan, shapes) in plans {
            for shape in shapes.units {
                let hit = plan.hits[shape.hit]
                for geometry in geometries(shape) {
                    features.append(OutputFeature(geometry, values(hit, of: plan)))
                    if !qualities.contains(hit.quality) { qualities.append(hit.quality) }
                }
            }
        }
        return OutputLayer(
            name: name, title: title, crs: crs, geometry: kind, fields: fields,
            style: LayerStyle(
                name: say(en: "by core quality", nl: "naar kernkwaliteit"), field: "quality",
                categories: qualities.map { quality in
                    let look = QualityLook.of(quality)
                    // Units lie on each other: patterns would hide what is below.
                    return .init(quality, label: quality, colour: look.layerColour, opacity: kind == .polygons ? 0.2 : 1)
                }),
            features: features)
    }

    private func values(_ hit: UnitHit, of plan: PlanResult) -> [OutputValue] {
        [
            .text(plan.id), .text(hit.id), .text(hit.quality), .text(hit.name), .optional(hit.level),
            .optional(hit.instrument), .text(hit.state.rawValue), .optional(hit.areaHectares), .optional(hit.shareOfPlan),
            .optional(hit.lengthMetres), .optional(hit.sharedBoundaryMetres), .optional(hit.distanceMetres),
            .text(hit.sides.map(\.rawValue).joined(separator: " ")), .optional(hit.action),
        ]
    }
}

extension QualityLook {
    var layerColour: LayerStyle.Colour {
        let digits = colour.dropFirst()
        let number = UInt32(digits, radix: 16) ?? 0x555555
        return LayerStyle.Colour(UInt8(number >> 16 & 0xFF), UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF))
    }
}
