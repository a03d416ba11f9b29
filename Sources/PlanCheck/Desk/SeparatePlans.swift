import GeoCore

/// Files in which every feature can be a plan of its own: a register of plans, or a folder for `stack`.
struct SeparatePlans: Sendable {
    let reader: PlanReader
    /// Whether a layer with several features that is no IMRO file holds one plan per feature.
    let eachFeature: Bool
    /// Field that identifies a plan, where a layer has it; before the usual ones.
    var idField: String?
    /// Field with the date or rank of a plan.
    var dateField: String?

    struct Plan: Sendable {
        var outline: PlanOutline
        /// Text of the date field; nil without one.
        var date: String?
    }

    /// Fields that identify a plan, then those that name it; compared in lower case.
    private static let idFields = ["identificatie", "planidn", "idn", "planid", "plan_id", "id"]
    private static let nameFields = ["naam", "name", "noemer", "titel", "title"]

    /// The plans of one input, in the order of the file.
    func plans(of input: PlanInput) throws(InputError) -> [Plan] {
        let outlines = try reader.outlines(of: input)
        guard case .file(let path) = input else { return outlines.map { Plan(outline: $0) } }
        let splits = eachFeature && reader.options.eachField == nil
        guard splits || dateField != nil else { return outlines.map { Plan(outline: $0) } }
        do throws(InputError) {
            return try plans(ofFile: path, outlines, splits: splits)
        } catch {
            throw error.located(file: path)
        }
    }

    private func plans(
        ofFile path: String, _ outlines: [PlanOutline], splits: Bool
    ) throws(InputError) -> [Plan] {
        let file = try PlanFile(path: path, assumedCRS: reader.options.planCRS)
        let choice = try file.choose(reader.options.planName)
        if let dateField, !choice.fields.contains(dateField) {
            throw InputError(
                "field-missing", layer: choice.layer,
                problem: Bilingual(en: "there is no field '\(dateField)'", nl: "er is geen veld '\(dateField)'"),
                remedy: Suggestion.remedy(for: dateField, among: choice.fields))
        }
        let own = [idField].compactMap { $0 }.filter(choice.fields.contains)
        let ids = own + Self.fields(choice.fields, Self.idFields)
        let names = Self.fields(choice.fields, Self.nameFields)
        let wanted = ids + names + [dateField, reader.options.eachField].compactMap { $0 }
        var seen: Set<String> = []
        let layer = try file.read(choice.layer, fields: wanted.filter { seen.insert($0).inserted })
        let date = { (features: [Int]) -> String? in
            guard let field = dateField else { return nil }
            return features.compactMap { layer.attributes[field]?[$0] }.min(by: codePointOrder)
        }
        let all = Array(0..<layer.polygons.featureCount)
        guard splits, choice.planArea == nil, all.count > 1 || !own.isEmpty, outlines.count == 1, let whole = outlines.first
        else {
            return outlines.map { outline in
                let value = outline.id.split(separator: "#", maxSplits: 1).last.map(String.init)
                let features = reader.options.eachField.map { field in
                    all.filter { (layer.attributes[field]?[$0] ?? "") == value }
                }
                return Plan(outline: outline, date: date(features ?? all))
            }
        }
        // Feature by feature as the preparation leaves them: none is dropped there.
        guard whole.polygons.featureCount == all.count else {
            return [Plan(outline: whole, date: date(all))]
        }
        return all.map { feature in
            var outline = whole
            outline.polygons = whole.polygons.selecting(CollectionOfOne(feature))
            let text = { (fields: [String]) in fields.lazy.compactMap { layer.attributes[$0]?[feature] }.first }
            let id = text(ids).map { IMROID.withoutStatus($0) ?? $0 }
            outline.id = id.map { $0.hasPrefix("NL.IMRO.") ? $0 : "\(path)#\($0)" } ?? "\(path)#\(feature + 1)"
            outline.name = text(names) ?? id ?? "\(whole.name) \(feature + 1)"
            return Plan(outline: outline, date: date([feature]))
        }
    }

    private static func fields(_ present: [String], _ known: [String]) -> [String] {
        known.flatMap { name in present.filter { $0.lowercased() == name } }
    }
}
