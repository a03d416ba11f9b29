import GeoCore

/// The versions of a comparison in a row, and which rows of the crosswalk speak of which step. *Source*: METHOD §2
/// (steps), DOMAIN R18.
struct VersionChain {
    private let comparison: RunComparison
    /// What is missing, to be said.
    private(set) var missing: [Bilingual] = []

    init(_ comparison: RunComparison, rows: [CrosswalkRow]) {
        self.comparison = comparison
        missing = gaps() + (comparison.dated.count > 2 ? silentSteps(rows) : [])
    }

    /// Versions without a map: the revision happened, and what it did cannot be told apart.
    private func gaps() -> [Bilingual] {
        comparison.versions.filter { $0.layers == nil }.map { version in
            let date = version.date ?? "?"
            let reason = version.reason.map { " (\($0))" } ?? ""
            return Bilingual(
                en: "there is no map of \(date)\(reason): what that revision did cannot be told apart",
                nl: "er is geen kaart van \(date)\(reason): wat die herziening deed is niet te onderscheiden")
        }
    }

    private func silentSteps(_ rows: [CrosswalkRow]) -> [Bilingual] {
        let versions = comparison.dated
        guard !rows.isEmpty else { return [] }
        return versions.indices.dropFirst().compactMap { index in
            let (first, last) = (versions[index - 1], versions[index])
            guard !rows.contains(where: { speaks($0, of: first, last) }) else { return nil }
            let labels = VersionLabels.pair(first, last)
            return Bilingual(
                en: "the crosswalk has no row for the step \(labels.old) to \(labels.new): everything in it is open",
                nl: "de vertaaltabel heeft geen regel voor de stap \(labels.old) naar \(labels.new): alles daarin is open")
        }
    }

    /// The rows of a crosswalk that are about one step: those that name it, and those that name none.
    func rows(of crosswalk: Crosswalk, from first: RunVersion, to last: RunVersion) -> [CrosswalkRow] {
        crosswalk.rows.filter { row in
            let isOfTheme = comparison.theme == nil || row.theme == nil || row.theme == comparison.theme
            return !isOfTheme || speaks(row, of: first, last)
        }
    }

    /// The rows for the first date against the last: those that name the whole period when there are any, else all, to
    /// be composed.
    func rowsOfWhole(_ crosswalk: Crosswalk) -> [CrosswalkRow] {
        let versions = comparison.dated
        guard let first = versions.first, let last = versions.last, versions.count > 2 else { return crosswalk.rows }
        let direct = rows(of: crosswalk, from: first, to: last)
        let namesWhole = direct.contains { $0.step != nil && (comparison.theme == nil || $0.theme == nil || $0.theme == comparison.theme) }
        return namesWhole ? direct : crosswalk.rows
    }

    private func speaks(_ row: CrosswalkRow, of first: RunVersion, _ last: RunVersion) -> Bool {
        guard let step = row.step else { return true }
        return Self.names(first, last).contains(Self.plain(step))
    }

    /// All ways to name a step: full dates, months or years, with a dash between.
    private static func names(_ first: RunVersion, _ last: RunVersion) -> Set<String> {
        func forms(_ date: String?) -> [String] {
            guard let date else { return [] }
            return [date, String(date.prefix(7)), VersionLabels.year(date)].map(plain)
        }
        return Set(forms(first.date).flatMap { one in forms(last.date).map { one + "-" + $0 } })
    }

    private static func plain(_ step: String) -> String {
        String(step.replacing("→", with: "-").replacing("–", with: "-").replacing("->", with: "-").replacing("/", with: "-")
            .filter { !$0.isWhitespace })
    }
}
