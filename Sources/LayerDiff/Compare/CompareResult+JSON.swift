public import GeoCore

extension CompareResult {
    /// The result as `kk-diff/compare@1`.
    /// - Parameters:
    ///   - language: of the texts in it; recorded as `lang`.
    ///   - versions: of kk-diff and its libraries.
    public func json(language: Language, versions: [String: String]) -> JSONValue {
        [
            "schema": "kk-diff/compare@1",
            "lang": .string(language.rawValue),
            "versions": .object(versions.mapValues(JSONValue.string)),
            "run": [
                "file": .string(run.file), "sha256": .optional(run.sha256), "name": .optional(run.name),
                "crs": .optional(run.crs), "crosswalk": .optional(run.crosswalk), "legend_file": .optional(run.legendFile),
                "evidence": .optional(run.evidence?.file), "accuracy_m": .optional(run.accuracyMetres),
                "accuracy_source": .optional(run.accuracySource), "min_area_ha": .optional(run.minAreaHectares),
            ],
            "comparisons": .array(comparisons.map { $0.json(language: language, versions: versions) }),
            "left_out": .array(leftOut.map(JSONValue.string)),
            "not_covered": .array(Completeness.list(run).map { $0.json(language) }),
            "cannot_conclude": .array(Sentences.cannotConclude.map { .string($0.text(language)) }),
        ]
    }
}

extension ComparisonOutcome {
    fileprivate func json(language: Language, versions: [String: String]) -> JSONValue {
        [
            "id": .string(comparison.id),
            "quality": .string(comparison.quality),
            "theme": .optional(comparison.theme),
            "owner": .optional(comparison.owner),
            "status": .string(status.rawValue),
            "reason": .optional(refusal?.reason.text(language)),
            "reason_code": .optional(refusal?.code.rawValue),
            "remedy": .optional(refusal?.remedy.text(language)),
            "versions": .array(comparison.versions.map(\.json)),
            "stock": .array(stock.map(\.json)),
            "method_changed": .array(methodChanges.map(\.json)),
            "result": result?.json(language: language, versions: versions) ?? .null,
            "steps": .array(steps.map { $0.json(language: language, versions: versions) }),
            "missing_steps": .array(missingSteps.map { .string($0.text(language)) }),
            "reconciliation": .array(reconciliation.map(\.json)),
            "warnings": .array(notices.map {
                ["code": .string($0.code), "message": .string($0.message.text(language)), "count": .integer($0.count)]
            }),
        ]
    }
}

extension StepResult {
    fileprivate func json(language: Language, versions: [String: String]) -> JSONValue {
        [
            "from": .optional(first.date), "to": .optional(last.date),
            "status": .string(refusal == nil ? "compared" : "refused"), "reason": .optional(refusal?.reason.text(language)),
            "result": result?.json(language: language, versions: versions) ?? .null,
        ]
    }
}

extension RunVersion {
    fileprivate var json: JSONValue {
        [
            "date": .optional(date), "instrument": .optional(instrument?.rawValue), "map": .optional(map),
            "drawn_by": .optional(drawnBy?.rawValue), "layers": layers.map { .integer($0.count) } ?? .null,
            "reason": .optional(reason),
        ]
    }
}

extension StockRow {
    fileprivate var json: JSONValue {
        .object(amount.json.merging(["date": .optional(date), "class": .string(name)]) { own, _ in own })
    }
}

extension StockRow.Amount {
    /// One member, named by its unit.
    fileprivate var json: [String: JSONValue] {
        switch self {
        case .hectares(let value): ["ha": .number(value)]
        case .kilometres(let value): ["km": .number(value)]
        case .count(let value): ["count": .integer(value)]
        }
    }
}

extension MethodChange {
    fileprivate var json: JSONValue {
        ["from": .string(from), "to": .string(to), "kind": "method-changed", "old": .object(old.json), "new": .object(new.json)]
    }
}

extension Reconciliation {
    fileprivate var json: JSONValue {
        [
            "what": .string(published.what.rawValue), "published_ha": .number(published.hectares),
            "naive_ha": .number(naive), "unexplained_ha": .number(unexplained), "source": .optional(published.source),
        ]
    }
}

extension Completeness.Item {
    fileprivate func json(_ language: Language) -> JSONValue {
        [
            "quality": .optional(quality), "name": .string(name.text(language)), "reason": .string(reason.text(language)),
            "from": .string(isFixed ? "method" : "run"),
        ]
    }
}
