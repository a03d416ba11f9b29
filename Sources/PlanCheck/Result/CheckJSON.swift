public import GeoCore

extension CheckResult {
    /// The result as `kk-diff/check@1`. Hectares and metres with full precision; what does not apply is null.
    ///
    /// - Parameter versions: program and libraries by name ("kk-diff", "geos", "proj", "sqlite").
    public func json(language: Language, versions: [String: String]) -> JSONValue {
        var document: [String: JSONValue] = [
            "schema": "kk-diff/check@1",
            "lang": .string(language.rawValue),
            "versions": .object(versions.mapValues(JSONValue.string)),
            "catalogue": [
                "file": .string(catalogue.file), "sha256": .optional(catalogue.sha256),
                "name": .string(catalogue.name), "units": .integer(catalogue.units), "crs": .string(catalogue.crs),
            ],
            "parameters": parameters.json,
            "plans": .array(plans.map { $0.json(language) }),
            "plans_failed": .array(plansFailed.map { $0.json(language) }),
            "checks": [
                "compared": .integer(checks.compared),
                "engine_vs_geos_max_relative": .number(checks.engineVersusGEOSMaxRelative),
                "geos_disagreements": .integer(checks.disagreements),
            ],
            "work": [
                "rows_read": .integer(work.rows), "geometry_bytes_read": .integer(work.geometryBytes),
            ],
            "warnings": .array(
                notices.map {
                    [
                        "code": .string($0.code), "message": .string($0.message.text(language)),
                        "count": .integer($0.count),
                    ]
                }),
        ]
        if let variants { document["variants"] = variants.json }
        if let earlier { document["against"] = earlier.json }
        if let otherMap { document["against_catalogue"] = otherMap.json }
        if let changes { document["changes"] = changes.json }
        return .object(document)
    }
}

extension FailedPlan {
    public func json(_ language: Language) -> JSONValue {
        ["file": .string(file), "error": .string(error.line(language))]
    }
}

extension CheckParameters {
    var json: JSONValue {
        [
            "tolerance_m": .number(toleranceMetres), "near_m": .optional(nearMetres), "far_m": .optional(farMetres),
            "defaults_source": .optional(defaultsSource), "repair": .string(repair.rawValue),
            "buffer_m": .optional(bufferMetres), "plan_crs": .optional(planCRS), "plan": .optional(planName),
            "each": .optional(eachField), "shares": .bool(shares), "case": .optional(caseText),
            "disturbed_area_m2": .optional(ground.areaSquareMetres), "depth_cm": .optional(ground.depthCentimetres),
            "topsoil": .optional(ground.hasTopsoil), "farmland": .optional(ground.isFarmland),
        ]
    }
}

extension PlanResult {
    /// One element of `plans`.
    public func json(_ language: Language) -> JSONValue {
        [
            "id": .string(id), "name": .string(name), "file": .optional(file), "source": .string(source),
            "area_ha": .number(areaHectares), "parts": .integer(parts), "crs": .string(crs),
            "outside_extent_ha": .optional(outsideExtentHectares), "urban_ha": .optional(urbanHectares),
            "hits": .array(hits.map { $0.json(language) }),
            "stacking": stacking.map {
                .array($0.map { ["units": .array($0.units.map(JSONValue.string)), "area_ha": .number($0.areaHectares)] })
            } ?? .null,
            "quality_overlaps": .array(
                qualityOverlaps.map {
                    ["qualities": [.string($0.first), .string($0.second)], "area_ha": .number($0.areaHectares)]
                }),
            "integral_advice": .array(integralAdvice.map { ["id": .string($0.id), "name": .string($0.name)] }),
            "not_tested": .array(
                notTested.map {
                    [
                        "quality": .string($0.quality), "name": .string($0.name), "reason": .string($0.reason),
                        "reference": .optional($0.reference),
                    ]
                }),
            "place_notes": .array(
                placeNotes.map {
                    [
                        "name": .string($0.name), "text": .string($0.text),
                        "references": .array($0.references.map(JSONValue.string)),
                    ]
                }),
            "register": register.map { .array($0.map(\.json)) } ?? .null,
            "ledger": [
                "features_in": .integer(ledger.featuresIn), "used": .integer(ledger.used),
                "repaired": .integer(ledger.repaired), "empty": .integer(ledger.empty), "null": .integer(ledger.null),
                "other_geometry": .integer(ledger.otherGeometry),
                "repair_area_change_ha": .number(ledger.repairAreaChangeHectares),
            ],
        ]
    }
}

extension RegisterHit {
    var json: JSONValue {
        [
            "id": .string(id), "name": .string(name), "plans": .integer(plans), "area_ha": .number(areaHectares),
            "nearest": nearest.map {
                ["id": .string($0.id), "name": .string($0.name), "distance_m": .number($0.distanceMetres)]
            } ?? .null,
        ]
    }
}

extension UnitHit {
    func json(_ language: Language) -> JSONValue {
        [
            "id": .string(id), "quality": .string(quality), "unit": .string(unit), "name": .string(name),
            "level": .optional(level), "legal_basis": .optional(legalBasis), "instrument": .optional(instrument),
            "version_date": .optional(versionDate), "within": .optional(within), "context": .bool(isContext),
            "integral_advice": .bool(isIntegralAdvice), "urban_mask": .bool(hasUrbanMask),
            "state": .string(state.rawValue), "reason": .optional(reason?.text(language)),
            "area_ha": .optional(areaHectares), "within_tolerance_ha": .optional(withinToleranceHectares),
            "share_of_plan": .optional(shareOfPlan), "share_of_unit": .optional(shareOfUnit),
            "urban_ha": .optional(urbanHectares), "length_m": .optional(lengthMetres), "count": .optional(count),
            "sides": .array(sides.map { .string($0.rawValue) }),
            "side_lengths_m": sideLengthsMetres.map { lengths in
                .object(Dictionary(uniqueKeysWithValues: lengths.map { ($0.key.rawValue, JSONValue.number($0.value)) }))
            } ?? .null,
            "shared_boundary_m": .optional(sharedBoundaryMetres), "distance_m": .optional(distanceMetres),
            "parts_before": .optional(partsBefore), "parts_after": .optional(partsAfter),
            "largest_part_after_ha": .optional(largestPartAfterHectares),
            "features": .array(
                features.map {
                    [
                        "name": .string($0.name), "area_ha": .number($0.areaHectares),
                        "share_of_feature": .number($0.shareOfFeature),
                    ]
                }),
            "feature_count": .integer(featureCount),
            "action": .optional(action), "references": .array(references.map(JSONValue.string)),
            "rules": .array(
                rules.map {
                    [
                        "id": .string($0.id), "outcome": .string($0.outcome.rawValue),
                        "missing": .array($0.missing.map(JSONValue.string)), "text": .string($0.text.text(language)),
                    ]
                }),
        ]
    }
}

extension JSONValue {
    static func optional(_ value: Int?) -> JSONValue { value.map(JSONValue.integer) ?? .null }
    static func optional(_ value: Bool?) -> JSONValue { value.map(JSONValue.bool) ?? .null }
}
