/// What the legend file says about the classes of one comparison, looked up by text.
package struct ClassProperties: Sendable {
    private var cannotArise: Set<String> = []
    private var cannotVanish: Set<String> = []
    private var names: [String: String] = [:]

    package init(_ file: LegendFile?, theme: String?, oldLabel: String?, newLabel: String?) {
        for row in file?.rows ?? [] where theme == nil || row.theme == nil || row.theme == theme {
            // Losses are judged by the old legend, gains by the new one; a row without a version speaks for both.
            let isOld = row.isMeant(for: ["old", "oud", oldLabel], butNot: ["new", "nieuw", newLabel])
            let isNew = row.isMeant(for: ["new", "nieuw", newLabel], butNot: ["old", "oud", oldLabel])
            if !row.canVanish && isOld { cannotVanish.insert(row.className) }
            if !row.canArise && isNew { cannotArise.insert(row.className) }
            if let name = row.name, isNew || names[row.className] == nil { names[row.className] = name }
        }
    }

    package func cannotArise(_ name: String?) -> Bool { name.map(cannotArise.contains) ?? false }
    package func cannotVanish(_ name: String?) -> Bool { name.map(cannotVanish.contains) ?? false }
    package func displayName(_ name: String) -> String? { names[name] }
}

extension LegendFile.Row {
    /// A version that is neither of the two names (a year, when the run has no names) speaks for both.
    fileprivate func isMeant(for own: [String?], butNot other: [String?]) -> Bool {
        guard let version = version?.lowercased() else { return true }
        return own.contains { $0?.lowercased() == version } || !other.contains { $0?.lowercased() == version }
    }
}
