public import GeoCore

extension StackResult {
    /// The result as `kk-diff/stack@1`.
    public func json(language: Language, versions: [String: String]) -> JSONValue {
        [
            "schema": "kk-diff/stack@1", "lang": .string(language.rawValue),
            "versions": .object(versions.mapValues(JSONValue.string)),
            "catalogue": [
                "file": .string(catalogue.file), "sha256": .optional(catalogue.sha256),
                "name": .string(catalogue.name), "units": .integer(catalogue.units), "crs": .string(catalogue.crs),
            ],
            "parameters": parameters.json,
            "plans": .array(
                plans.enumerated().map { index, plan in
                    [
                        "order": .integer(index + 1), "id": .string(plan.id), "name": .string(plan.name),
                        "date": .optional(plan.date), "area_ha": .number(plan.areaHectares),
                        "nearest": plan.nearest.map {
                            ["id": .string($0.id), "name": .string($0.name), "distance_m": .number($0.distanceMetres)]
                        } ?? .null,
                    ]
                }),
            "claims": .array(claims.map { $0.json(plans) }),
            "zones": .array(
                zones.map {
                    [
                        "zone": .string($0.zone), "area_ha": .number($0.areaHectares),
                        "claimed_ha": .number($0.claimedHectares), "plans": .integer($0.plans),
                    ]
                }),
            "plans_failed": .array(plansFailed.map { $0.json(language) }),
            "checks": [
                "compared": .integer(checks.compared),
                "engine_vs_geos_max_relative": .number(checks.engineVersusGEOSMaxRelative),
                "geos_disagreements": .integer(checks.disagreements),
            ],
            "warnings": .array(
                notices.map {
                    [
                        "code": .string($0.code), "message": .string($0.message.text(language)),
                        "count": .integer($0.count),
                    ]
                }),
        ]
    }
}

extension StackParameters {
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "zones": .optional(zonesFile), "zone_field": .optional(zoneField), "date_field": .optional(dateField),
            "each": .optional(eachField), "repair": .string(repair.rawValue), "mark_share": .null, "mark_ha": .null,
        ]
        switch mark {
        case .share(let share): members["mark_share"] = .number(share)
        case .hectares(let hectares): members["mark_ha"] = .number(hectares)
        case nil: break
        }
        return .object(members)
    }
}

extension Claim {
    func json(_ plans: [StackedPlan]) -> JSONValue {
        let step = { (step: ClaimStep) -> JSONValue in
            [
                "plan": .string(plans[step.plan].id), "own_ha": .number(step.ownHectares),
                "added_ha": .number(step.addedHectares), "cumulative_ha": .number(step.cumulativeHectares),
                "cumulative_share": unitHectares > 0 ? .number(min(1, step.cumulativeHectares / unitHectares)) : .null,
            ]
        }
        return [
            "id": .string(id), "quality": .string(quality), "name": .string(name), "level": .optional(level),
            "zone": .optional(zone), "unit_ha": .number(unitHectares), "claimed_ha": .number(claimedHectares),
            "share": .number(share), "plans": .integer(steps.count), "steps": .array(steps.map(step)),
            "past_mark": pastMark.map { step(steps[$0]) } ?? .null,
        ]
    }
}
