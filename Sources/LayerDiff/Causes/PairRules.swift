import GeoCore

/// Everything that is known about pairs of labels, and what the rules without shapes make of it.
package struct PairRules: Sendable {
    package let oldClasses: [String]
    package let newClasses: [String]
    package let table: PairTable
    package let groups: CommonLegendGroups
    package let properties: ClassProperties
    package let legend: Legend

    package init(
        oldClasses: [String], newClasses: [String], table: PairTable, groups: CommonLegendGroups,
        properties: ClassProperties, legend: Legend
    ) {
        self.oldClasses = oldClasses
        self.newClasses = newClasses
        self.table = table
        self.groups = groups
        self.properties = properties
        self.legend = legend
    }

    /// For the classes of a measured comparison.
    ///
    /// - Parameter methodChanges: classes that are points or lines on one map and polygons on the other.
    package init(
        oldClasses: [String], newClasses: [String], measured: MeasuredPair, methodChanges: [MethodChange] = [],
        options: DiffOptions
    ) {
        let rows = MethodChange.completed(options.crosswalk?.rows(ofTheme: options.theme) ?? [], by: methodChanges)
        let table = PairTable(
            oldClasses: oldClasses, newClasses: newClasses, rows: rows, sameMeaning: options.sameMeaning,
            onePerPlace: measured.mode == .oneOf)
        self.init(
            oldClasses: oldClasses, newClasses: newClasses, table: table,
            groups: CommonLegendGroups(
                oldClasses: oldClasses, newClasses: newClasses,
                parts: measured.parts.map { (old: $0.oldClasses, new: $0.newClasses) }, table: table),
            properties: ClassProperties(
                options.legendFile, theme: options.theme, oldLabel: options.oldLabel, newLabel: options.newLabel),
            legend: options.legend)
    }

    // Classes by their index in the layers; −1 is ∅.

    package func from(_ old: Int) -> String? { old < 0 ? nil : oldClasses[old] }
    package func to(_ new: Int) -> String? { new < 0 ? nil : newClasses[new] }

    package func pair(_ old: Int, _ new: Int) -> PairTable.Pair {
        PairTable.Pair(old: table.number(ofOld: from(old)), new: table.number(ofNew: to(new)))
    }

    package func entry(_ old: Int, _ new: Int) -> PairTable.Entry { table.entry(pair(old, new)) }

    /// The rules that need no shapes, for a place inside both surveys that no evidence covers.
    package func verdict(_ old: Int, _ new: Int, insideSurvey: Bool = true) -> CauseRules.Verdict {
        var facts = facts(old, new)
        facts.insideSurvey = insideSurvey
        return CauseRules.verdict(facts, legend: legend)
    }

    /// Rules 5 and 6 look at places of this pair: the text differs, and no rule before them has settled it.
    package func isTested(_ old: Int, _ new: Int) -> Bool {
        from(old) != to(new) && verdict(old, new).rule > 6
    }

    /// Places of this pair that are R because the labels exclude each other: they have a strict lower bound.
    package func hasStrictBound(_ old: Int, _ new: Int) -> Bool { verdict(old, new).rule == 7 }

    private func facts(_ old: Int, _ new: Int) -> PairFacts {
        let pair = pair(old, new)
        let entry = table.entry(pair)
        let (oldGroup, newGroup) = groups.pair(old: old, new: new)
        var facts = PairFacts()
        facts.sameText = from(old) == to(new)
        facts.relation = entry.relation
        facts.statedCause = entry.row?.certainty == .stated ? entry.row?.cause : nil
        facts.soleInRow = table.isSoleInRow(pair)
        facts.soleInColumn = table.isSoleInColumn(pair)
        facts.sameGroup = oldGroup == newGroup
        facts.newCannotArise = properties.cannotArise(to(new))
        facts.oldCannotVanish = properties.cannotVanish(from(old))
        return facts
    }
}
