import GeoCore

extension ResultComparison {
    var json: JSONValue {
        [
            "file": .string(file), "plans": .array(plans.map(\.json)),
            "only_earlier": .array(onlyEarlier.map(JSONValue.string)), "only_now": .array(onlyNow.map(JSONValue.string)),
        ]
    }
}

extension ResultComparison.PlanComparison {
    var json: JSONValue {
        [
            "id": .string(id), "earlier_id": .string(earlierID), "earlier_area_ha": .number(earlierAreaHectares),
            "area_ha": .number(areaHectares), "unchanged": .integer(unchanged),
            "not_compared": .array(notCompared.map { ["id": .string($0.id), "name": .string($0.name)] }),
            "changes": .array(
                changes.map { change in
                    [
                        "id": .string(change.id), "quality": .string(change.quality), "name": .string(change.name),
                        "change": .string(change.kind.rawValue), "earlier": change.before.json, "now": change.after.json,
                    ]
                }),
        ]
    }
}

extension UnitAnswer {
    var json: JSONValue {
        [
            "state": .string(state.rawValue), "area_ha": .optional(areaHectares), "share_of_plan": .optional(shareOfPlan),
            "length_m": .optional(lengthMetres), "count": .optional(count),
            "shared_boundary_m": .optional(sharedBoundaryMetres), "distance_m": .optional(distanceMetres),
        ]
    }
}
