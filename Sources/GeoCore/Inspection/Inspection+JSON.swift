extension Inspection {
    /// `kk-diff/inspect@1`.
    public func json(language: Language) -> JSONValue {
        [
            "schema": "kk-diff/inspect@1", "lang": .string(language.rawValue),
            "layers": .array(layers.map { $0.json(language: language) }),
            "failures": .array(
                failures.map { failure in
                    [
                        "file": .optional(failure.file), "code": .string(failure.code),
                        "error": .string(failure.line(language)),
                    ]
                }),
        ]
    }
}

extension LayerInspection {
    fileprivate func json(language: Language) -> JSONValue {
        [
            "file": .string(file), "layer": .string(layer), "converted_by": .optional(convertedBy),
            "features": .integer(features), "polygons": .integer(polygonFeatures), "lines": .integer(lineFeatures),
            "points": .integer(pointFeatures), "null": .integer(nullGeometries), "empty": .integer(emptyGeometries),
            "parts": .integer(parts), "vertices": .integer(vertices), "crs": .optional(crs.map { $0.code ?? $0.name }),
            "suggested_crs": .optional(suggestedCRS), "rtree": hasRTree.map(JSONValue.bool) ?? .null,
            "extent": extent.isEmpty
                ? .null : .array([extent.minX, extent.minY, extent.maxX, extent.maxY].map(JSONValue.number)),
            "area_ha": .optional(areaHectares), "self_overlapping": .integer(selfOverlapping),
            "self_overlap_ha": .optional(selfOverlapHectares), "overlapping_pairs": .integer(overlappingPairs),
            "overlapping_features": .integer(overlappingFeatures), "overlap_ha": .optional(overlapHectares),
            "fields": .array(fields.map(\.json)),
            "odd_geometries": .array(
                oddities.map { oddity in
                    [
                        "code": .string(oddity.code), "problem": .string(oddity.problem.text(language)),
                        "count": .integer(oddity.count),
                        "features": .array(oddity.firstFeatures.map { .integer(Int($0)) }),
                    ]
                }),
            "warnings": .array(
                notices.map { notice in
                    [
                        "code": .string(notice.code), "message": .string(notice.message.text(language)),
                        "count": .integer(notice.count),
                    ]
                }),
        ]
    }
}

extension FieldInspection {
    fileprivate var json: JSONValue {
        [
            "name": .string(name), "kind": .string(kind), "distinct": .integer(distinctValues),
            "bounded": .bool(isBounded), "blank": .integer(blanks), "blank_ha": .optional(blankHectares),
            "class_candidate": .bool(isClassCandidate), "non_utf8": .integer(nonUTF8),
            "equal_after_trimming": .array(equalAfterTrimming.map { .array($0.map(JSONValue.string)) }),
            "case_twins": .array(caseTwins.map { .array($0.map(JSONValue.string)) }),
            "values": .array(
                values.map { value in
                    ["text": .string(value.text), "features": .integer(value.features), "ha": .optional(value.hectares)]
                }),
        ]
    }
}
