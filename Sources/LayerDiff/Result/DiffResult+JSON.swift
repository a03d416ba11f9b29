public import GeoCore

extension DiffResult {
    /// The result as `kk-diff/diff@1`. Fields that need shapes (faces, zones, a positional test) are absent or
    /// null, never zero.
    /// - Parameters:
    ///   - language: of the texts in it; recorded as `lang`.
    ///   - versions: of kk-diff and its libraries.
    public func json(language: Language, versions: [String: String]) -> JSONValue {
        [
            "schema": "kk-diff/diff@1",
            "lang": .string(language.rawValue),
            "versions": .object(versions.mapValues(JSONValue.string)),
            "inputs": ["old": old.json, "new": new.json],
            "parameters": parameters.json,
            "crosswalk": crosswalk?.json ?? .null,
            "frame_ha": .number(frameHectares),
            "boundary": boundaryJSON,
            "levels": levelsJSON,
            "classes": .array(classes.map(\.json)),
            "matrix": .table(JSONTable(matrix, columns: MatrixCell.columns) { $0.values }),
            "causes": assessed(causes),
            "bounds": boundsJSON,
            "common_legend": commonLegendJSON,
            "questions": .table(JSONTable(questions, columns: Question.columns) { $0.values(language) }),
            "questions_by_owner": .array(QuestionGroup.byOwner(self).map { group in
                [
                    "owner": .optional(group.owner), "count": .integer(group.questions.count),
                    "ha": .number(group.hectares), "share_of_open": .number(group.shareOfOpen),
                ]
            }),
            "questions_decide": .optional(Sentences.decisive(self, format: Self.plainShare)?.text(language)),
            "statistics": statistics?.json ?? .null,
            "vertex_error": vertexError?.json ?? .null,
            "sweep": sweep?.json(language) ?? .null,
            "zones": zones.map { .array($0.map { $0.json(language) }) } ?? .null,
            "grid": grid?.json ?? .null,
            "lines": .array(lines.map {
                ["class": .string($0.name), "old_km": .number($0.oldKilometres), "new_km": .number($0.newKilometres)]
            }),
            "points": .array(points.map {
                ["class": .string($0.name), "old_count": .integer($0.oldCount), "new_count": .integer($0.newCount)]
            }),
            "ledger": ["old": old.ledgerJSON, "new": new.ledgerJSON],
            "checks": checks.json,
            "cannot_conclude": .array(Sentences.cannotConclude.map { .string($0.text(language)) }),
            "warnings": .array(notices.map {
                ["code": .string($0.code), "message": .string($0.message.text(language)), "count": .integer($0.count)]
            }),
        ]
    }

    private static func plainShare(_ share: Double, _ language: Language) -> String {
        "\(Int((100 * min(1, max(0, share))).rounded())) %"
    }

    /// All causes that the run could have found, zeros included.
    private func assessed(_ causes: HectaresByCause) -> JSONValue {
        .object(Dictionary(
            causesAssessed.map { ($0.rawValue, .number(causes[$0])) }, uniquingKeysWith: { first, _ in first }))
    }

    private var boundaryJSON: JSONValue {
        .object([
            "both_ha": .number(boundary.both),
            "only_old_ha": .number(boundary.onlyOld),
            "only_new_ha": .number(boundary.onlyNew),
            "net_ha": .number(boundary.net),
            "causes": assessed(boundary.causes),
            "loss_causes": assessed(boundary.lossCauses),
            "gain_causes": assessed(boundary.gainCauses),
        ].merging(boundary.bounds.members(strict: true)) { own, _ in own })
    }

    /// With shares: what the cells say alone, and the old classes that the shares tighten.
    private var boundsJSON: JSONValue {
        var members = bounds.members(strict: true)
        if let cellBounds {
            members["cell_level"] = .object(cellBounds.members(strict: false))
            members["rows"] = .array(rowBounds.map { row in
                [
                    "from": .string(row.from), "ha": .number(row.hectares), "change_lo_ha": .number(row.tightened.lower),
                    "change_hi_ha": .number(row.tightened.upper), "cell_lower_ha": .number(row.cells.lower),
                    "cell_upper_ha": .number(row.cells.upper), "frac_region": .optional(row.region),
                ]
            })
        }
        return .object(members)
    }

    private var levelsJSON: JSONValue {
        .object([
            "changed_ha": .number(levels.changed),
            "causes": assessed(levels.causes),
        ].merging(levels.bounds.members(strict: false)) { own, _ in own })
    }

    private var commonLegendJSON: JSONValue {
        [
            "groups": .array(commonLegend.groups.map {
                [
                    "old": .array($0.old.map(JSONValue.string)), "new": .array($0.new.map(JSONValue.string)),
                    "with_empty": .bool($0.withEmpty),
                ]
            }),
            "change_ha": .number(commonLegend.change),
            "real_ha": .number(commonLegend.real),
            "causes": assessed(commonLegend.causes),
        ]
    }
}

extension HectaresByCause {
    /// The causes that occur.
    fileprivate var occurring: JSONValue {
        .object(Dictionary(
            present.map { ($0.cause.rawValue, .number($0.hectares)) }, uniquingKeysWith: { first, _ in first }))
    }
}

extension RealBounds {
    fileprivate func members(strict: Bool) -> [String: JSONValue] {
        var members: [String: JSONValue] = ["real_lower_ha": .number(lower), "real_upper_ha": .number(upper)]
        if strict { members["real_strict_lower_ha"] = .optional(strictLower) }
        return members
    }
}

extension LayerSummary {
    fileprivate var json: JSONValue {
        [
            "layers": .array(sources.map(\.json)),
            "crs": .optional(crs.map { $0.code ?? $0.name }),
            "features": .integer(features),
            "parts": .integer(parts),
            "vertices": .integer(vertices),
            "area_ha": .number(areaHectares),
            "sum_ha": .number(sumHectares),
            "overlap_ha": .number(overlapHectares),
        ]
    }

    fileprivate var ledgerJSON: JSONValue {
        [
            "features_in": .integer(ledger.featuresIn),
            "used": .integer(ledger.used),
            "repaired": .integer(ledger.repaired),
            "empty": .integer(ledger.empty),
            "null": .integer(ledger.null),
            "other_geometry": .integer(ledger.otherGeometry),
            "left_out": .integer(ledger.leftOut),
            "outside_frame": outsideFrame.map(JSONValue.integer) ?? .null,
            "repair_area_change_ha": .number(ledger.repairAreaChangeHectares),
        ]
    }
}

extension LayerSource {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [
            "file": .string(file), "layer": .string(layer), "sha256": .optional(sha256),
            "converted_by": .optional(convertedBy),
        ]
        if let selection { members.merge(selection.choices) { $1 } }
        return .object(members)
    }
}

extension LayerObject {
    /// The keys of the layer object that were used, as CONTRACT §1 names them.
    fileprivate var choices: [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        switch classRule {
        case .none: break
        // Without a name the class is the layer's, which stands beside it.
        case .name(let name): members["class"] = .optional(name)
        case .fields(let fields): members["class_field"] = .array(fields.map(JSONValue.string))
        case .list(let list): members["class_list"] = .optional(list.source)
        }
        for (key, keeps) in [("where", true), ("where_not", false)] {
            let filters = filter.filter { $0.keeps == keeps }.map { ($0.field, JSONValue.array($0.values.map(JSONValue.string))) }
            if !filters.isEmpty { members[key] = .object(Dictionary(filters) { $1 }) }
        }
        if let encoding { members["encoding"] = .string(encoding) }
        if let assumedCRS { members["crs"] = .string(assumedCRS) }
        return members
    }
}

extension DiffParameters {
    fileprivate var json: JSONValue {
        [
            "legend": .string(legend.rawValue),
            "classes": .string(classes.rawValue),
            "classes_given": .bool(classesWereGiven),
            "overlaps": .string(overlaps.text),
            "overlap_limit": .number(overlapLimit),
            "same_meaning": .bool(sameMeaning),
            "theme": .optional(theme),
            "frame": frame?.json ?? .null,
            "old_extent": oldExtent?.json ?? .null,
            "new_extent": newExtent?.json ?? .null,
            "survey_extents_assumed": .bool(surveyExtentsWereAssumed),
            "crs": .optional(targetCRS),
            "repair": .string(repair.rawValue),
            "repair_limit": .number(repairLimit),
            "legend_file": .optional(legendFile),
            "tolerance_m": .number(tolerance.metres),
            "old_accuracy_m": tolerance.oldMetres.map(JSONValue.number) ?? .null,
            "new_accuracy_m": tolerance.newMetres.map(JSONValue.number) ?? .null,
            "accuracy_rule": .optional(tolerance.combination?.rawValue),
            "tolerance_source": .optional(tolerance.source),
            "min_area_ha": .number(minAreaHectares),
            "tables_only": .bool(tablesOnly),
            "evidence": .optional(evidenceFile),
            "evidence_sha256": .optional(evidenceSHA256),
            "conflict": .string(evidenceConflict.rawValue),
            "improbable": .array(nonProbable.map { ["from": .optional($0.from), "to": .optional($0.to)] }),
            "zones": zoneFile?.json ?? .null,
            "zone_field": .optional(zoneField),
            "grid_m": gridMetres.map(JSONValue.number) ?? .null,
            "old_label": .optional(oldLabel),
            "new_label": .optional(newLabel),
        ]
    }
}

extension CrosswalkSummary {
    fileprivate var json: JSONValue {
        func list(_ names: [String]) -> JSONValue { .array(names.map(JSONValue.string)) }
        return [
            "file": .optional(file),
            "sha256": .optional(sha256),
            "rows": .integer(rows),
            "rows_stated": .integer(rowsStated),
            "complete": .bool(isComplete),
            "old_classes_missing": list(oldClassesMissing),
            "new_classes_missing": list(newClassesMissing),
            "old_classes_unused": list(oldClassesUnused),
            "new_classes_unused": list(newClassesUnused),
        ]
    }
}

extension ClassAccount {
    fileprivate var json: JSONValue {
        var byCause: [String: JSONValue] = [:]
        for cause in Cause.allCases {
            let (gain, loss, same) = (gainCauses[cause], lossCauses[cause], sameCauses[cause])
            guard gain > 0 || loss > 0 || same > 0 else { continue }
            var members: [String: JSONValue] = ["gain_ha": .number(gain), "loss_ha": .number(loss)]
            // The same text at both dates: neither a gain nor a loss, but it has a cause.
            if same > 0 { members["same_ha"] = .number(same) }
            byCause[cause.rawValue] = .object(members)
        }
        return .object([
            "class": .string(name),
            "name": .optional(displayName),
            "old_ha": .number(old),
            "new_ha": .number(new),
            "unchanged_ha": .number(unchanged),
            "gain_ha": .number(gain),
            "loss_ha": .number(loss),
            "net_ha": .number(net),
            "causes": .object(byCause),
        ].merging(bounds.members(strict: false)) { own, _ in own })
    }
}

extension MatrixCell {
    fileprivate static let columns = [
        "from", "to", "ha", "relation", "relation_from", "kind", "renamed", "improbable", "causes", "real_strict_lower_ha",
        "rules", "probable_cause", "certainty", "crosswalk_line", "source", "owner",
    ]

    fileprivate var values: [JSONValue] {
        [
            .optional(from), .optional(to), .number(hectares), .string(relation.rawValue), .string(origin.rawValue),
            .optional(row?.kind?.rawValue), .bool(isRenamed), .bool(isNonProbable), causes.occurring,
            strictHectares.map(JSONValue.number) ?? .null,
            .object(Dictionary(
                rules.map { ($0.key.rawValue, .integer($0.value)) }, uniquingKeysWith: { first, _ in first })),
            .optional(probableCause?.rawValue), .optional(row?.certainty?.rawValue),
            row.map { .integer($0.line) } ?? .null, .optional(row?.source), .optional(row?.owner),
        ]
    }
}

extension Question {
    fileprivate static let columns = ["from", "to", "ha", "owner", "question", "bounds_if"]

    fileprivate func values(_ language: Language) -> [JSONValue] {
        [
            .optional(from), .optional(to), .number(hectares), .optional(owner), .string(text.text(language)),
            [
                "exact": .object(boundsIfExact.members(strict: false)),
                "disjoint": .object(boundsIfDisjoint.members(strict: false)),
            ],
        ]
    }
}

extension MapStatistics {
    fileprivate var json: JSONValue {
        [
            "quantity_ha": .number(quantity),
            "exchange_ha": .number(exchange),
            "shift_ha": .number(shift),
            "v_measure": .optional(vMeasure),
            "homogeneity": .optional(homogeneity),
            "completeness": .optional(completeness),
            "mapcurves_gof": .optional(goodnessOfFit),
            "mapcurves_reference": .optional(fitIsOfOldMap.map { $0 ? "old" : "new" }),
        ]
    }
}

extension DiffChecks {
    fileprivate var json: JSONValue {
        [
            "identities": .object(Dictionary(
                identities.map { ($0.name, .bool($0.holds)) }, uniquingKeysWith: { first, _ in first })),
            "overlap_excess_ha": .number(overlapExcessHectares),
            "closure_max_relative": .number(closureMaxRelative),
            // null: no shapes were made, so there is nothing to compare the engine with.
            "engine_vs_geos_max_relative": faces.map { .number($0.engineAgainstShapeMaxRelative) } ?? .null,
            "geos_retries": faces.map { .integer($0.retries) } ?? .null,
            "geos_disagreements": faces.map { .integer($0.disagreements) } ?? .null,
        ]
    }
}
