public import GeoCore

/// A result of an earlier run, read back from its JSON.
public struct EarlierResult: Sendable, Hashable {
    public var file: String
    /// SHA-256 of the catalogue it was checked against.
    public var catalogueSHA256: String?
    public var toleranceMetres: Double?
    public var plans: [PlanAnswer]

    /// - Throws: when the file cannot be read or is no `kk-diff/check@1`.
    public static func read(_ file: String) throws(InputError) -> EarlierResult {
        let document = try JSONValue.read(file)
        guard case .object(let top) = document, case .string("kk-diff/check@1")? = top["schema"],
            case .array(let items)? = top["plans"]
        else {
            let remedy = Bilingual(
                en: "give the JSON that an earlier 'kk-diff check --format json' or --out wrote",
                nl: "geef de JSON die een eerdere 'kk-diff check --format json' of --out schreef")
            throw InputError(
                "earlier-result", file: file,
                problem: Bilingual(
                    en: "this is no result of a plan check (kk-diff/check@1)",
                    nl: "dit is geen uitkomst van een plantoets (kk-diff/check@1)"), remedy: remedy)
        }
        var plans: [PlanAnswer] = []
        for (index, item) in items.enumerated() { plans.append(try plan(item, file: file, place: "plans[\(index)]")) }
        return EarlierResult(
            file: file, catalogueSHA256: top["catalogue"]?.member("sha256")?.text,
            toleranceMetres: top["parameters"]?.member("tolerance_m")?.number, plans: plans)
    }

    private static func plan(_ value: JSONValue, file: String, place: String) throws(InputError) -> PlanAnswer {
        guard let id = value.member("id")?.text, case .array(let hits)? = value.member("hits") else {
            throw broken(file, place)
        }
        var units: [UnitAnswer] = []
        for (index, hit) in hits.enumerated() {
            guard let unit = hit.member("id")?.text,
                let state = hit.member("state")?.text.flatMap(HitState.init(rawValue:))
            else { throw broken(file, "\(place).hits[\(index)]") }
            var count: Int?
            if case .integer(let number)? = hit.member("count") { count = number }
            units.append(
                UnitAnswer(
                    id: unit, quality: hit.member("quality")?.text ?? "", name: hit.member("name")?.text ?? unit, state: state,
                    areaHectares: hit.member("area_ha")?.number, shareOfPlan: hit.member("share_of_plan")?.number,
                    lengthMetres: hit.member("length_m")?.number, count: count,
                    sharedBoundaryMetres: hit.member("shared_boundary_m")?.number,
                    distanceMetres: hit.member("distance_m")?.number))
        }
        return PlanAnswer(id: id, areaHectares: value.member("area_ha")?.number ?? 0, units: units)
    }

    private static func broken(_ file: String, _ place: String) -> InputError {
        InputError(
            "earlier-result", file: file,
            problem: Bilingual(
                en: "\(place) is no plan or hit of a plan check", nl: "\(place) is geen plan of treffer van een plantoets"),
            remedy: Bilingual(en: "make the file again", nl: "maak het bestand opnieuw"))
    }

    /// This result against that of the same plans now.
    public func compared(with now: CheckResult) -> ResultComparison {
        var notices: [Notice] = []
        if catalogueSHA256 != now.catalogue.sha256 {
            notices.append(
                Notice(
                    "other-catalogue",
                    message: Bilingual(
                        en: "the earlier result is of another catalogue: differences may come from the map, not from the plan",
                        nl: "de eerdere uitkomst hoort bij een andere catalogus: verschillen kunnen van de kaart komen, niet van het plan")))
        }
        if let toleranceMetres, toleranceMetres != now.parameters.toleranceMetres {
            notices.append(
                Notice(
                    "other-tolerance",
                    message: Bilingual(
                        en: "the earlier result has another tolerance (\(JSONValue.number(toleranceMetres).line) m)",
                        nl: "de eerdere uitkomst heeft een andere speling (\(JSONValue.number(toleranceMetres).line) m)")))
        }
        return ResultComparison(file: file, earlier: plans, now: now.plans.map(PlanAnswer.init), notices: notices)
    }
}

extension JSONValue {
    fileprivate func member(_ key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }
    fileprivate var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }
    fileprivate var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }
}
