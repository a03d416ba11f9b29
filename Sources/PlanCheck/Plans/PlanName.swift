import GeoCore

/// How `--plan NAME` points at one of several.
enum PlanName {
    /// Place of the name that is meant: the whole name, then its number in the list (from 1), then a beginning that
    /// only one has (whatever its case).
    /// - Throws: `plan-choice` when several begin so.
    static func place(of wanted: String, among names: [String]) throws(InputError) -> Int? {
        if let place = names.firstIndex(of: wanted) { return place }
        if let number = Int(wanted), names.indices.contains(number - 1) { return number - 1 }
        let start = wanted.lowercased()
        let places = names.indices.filter { !start.isEmpty && names[$0].lowercased().hasPrefix(start) }
        guard places.count > 1 else { return places.first }
        let list = places.prefix(10).map { "\"\(names[$0])\"" }.joined(separator: " · ")
        throw InputError(
            "plan-choice",
            problem: Bilingual(
                en: "\(places.count) areas begin with \"\(wanted)\": \(list)",
                nl: "\(places.count) gebieden beginnen met \"\(wanted)\": \(list)"),
            remedy: Bilingual(en: "give more of the name", nl: "geef meer van de naam"))
    }

    /// - Parameter candidates: names with hectares, in the order of the file.
    static func unclear(_ candidates: [(name: String, hectares: Double)], wanted: String?) -> InputError {
        guard let first = candidates.first else {
            return InputError(
                "plan-empty",
                problem: Bilingual(en: "no layer has polygons", nl: "geen enkele laag bevat vlakken"),
                remedy: Bilingual(
                    en: "give a file with the plan's outline", nl: "geef een bestand met de omtrek van het plan"))
        }
        func list(_ language: Language) -> String {
            let shown = candidates.prefix(40).map { candidate in
                "\"\(candidate.name)\" \(Hectares.text(candidate.hectares, language)) ha"
            }
            return shown.joined(separator: " · ") + (candidates.count > 40 ? " · …" : "")
        }
        let count = candidates.count
        let problem =
            wanted.map { name in
                Bilingual(
                    en: "there is no area \"\(name)\" among \(count): \(list(.en))",
                    nl: "er is geen gebied \"\(name)\" onder \(count): \(list(.nl))")
            }
            ?? Bilingual(
                en: "\(count) areas, which one is the plan? \(list(.en))",
                nl: "\(count) gebieden, welk is het plan? \(list(.nl))")
        return InputError(
            "plan-choice", problem: problem,
            remedy: Bilingual(
                en: "choose with --plan \"\(first.name)\", or by number: --plan 1",
                nl: "kies met --plan \"\(first.name)\", of met het nummer: --plan 1"))
    }
}
