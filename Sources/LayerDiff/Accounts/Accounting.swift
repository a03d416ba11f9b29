import GeoCore

/// Turns measured areas into accounts: every cell gets its cause, everything else is sums over cells.
package struct Accounting: Sendable {
    package let oldClasses: [String]
    package let newClasses: [String]
    package let measured: MeasuredPair
    package let table: PairTable
    package let groups: CommonLegendGroups
    package let properties: ClassProperties
    package let legend: Legend
    /// Cells of the matrix with their causes, by (from, to), ∅ first.
    package private(set) var matrix: [MatrixCell] = []
    /// Class indices of each element of `matrix`; −1 is ∅.
    package private(set) var keys: [(old: Int, new: Int)] = []

    package init(
        oldClasses: [String], newClasses: [String], measured: MeasuredPair, table: PairTable,
        properties: ClassProperties, legend: Legend
    ) {
        self.oldClasses = oldClasses
        self.newClasses = newClasses
        self.measured = measured
        self.table = table
        self.properties = properties
        self.legend = legend
        let parts = measured.parts.map { (old: $0.oldClasses, new: $0.newClasses) }
        groups = CommonLegendGroups(oldClasses: oldClasses, newClasses: newClasses, parts: parts, table: table)
        judge()
    }

    /// One matrix cell per pair of labels; the parts inside and outside the survey may have different causes.
    private mutating func judge() {
        // Classes are in code-point order and ∅ is −1, so sorting the numbers sorts the texts.
        for cell in measured.cells.sorted(by: { ($0.old, $0.new) < ($1.old, $1.new) }) where cell.squareMetres > 0 {
            let from = cell.old < 0 ? nil : oldClasses[cell.old]
            let to = cell.new < 0 ? nil : newClasses[cell.new]
            let pair = PairTable.Pair(old: table.number(ofOld: from), new: table.number(ofNew: to))
            let entry = table.entry(pair)
            if keys.last.map({ $0 != (cell.old, cell.new) }) ?? true {
                var new = MatrixCell(from: from, to: to)
                new.relation = entry.relation
                new.origin = entry.origin
                new.row = entry.row
                matrix.append(new)
                keys.append((cell.old, cell.new))
            }
            let verdict = CauseRules.verdict(facts(cell, pair, entry), legend: legend)
            let area = hectares(cell.squareMetres)
            matrix[matrix.count - 1].hectares += area
            matrix[matrix.count - 1].causes[verdict.cause] += area
            matrix[matrix.count - 1].rules[verdict.cause] = verdict.rule
        }
    }

    private func facts(_ cell: MeasuredPair.Cell, _ pair: PairTable.Pair, _ entry: PairTable.Entry) -> PairFacts {
        let (oldGroup, newGroup) = groups.pair(old: cell.old, new: cell.new)
        let from = table.old[pair.old]
        let to = table.new[pair.new]
        var facts = PairFacts()
        facts.insideSurvey = cell.insideSurvey
        facts.sameText = from == to
        facts.relation = entry.relation
        facts.statedCause = entry.row?.certainty == .stated ? entry.row?.cause : nil
        facts.soleInRow = table.isSoleInRow(pair)
        facts.soleInColumn = table.isSoleInColumn(pair)
        facts.sameGroup = oldGroup == newGroup
        facts.newCannotArise = properties.cannotArise(to)
        facts.oldCannotVanish = properties.cannotVanish(from)
        return facts
    }

    // MARK: sums over cells

    package var causes: HectaresByCause {
        matrix.reduce(into: HectaresByCause()) { $0 += $1.causes }
    }

    /// Where: places on one map only. *Source*: METHOD §5a.
    package var boundary: BoundaryAccount {
        var account = BoundaryAccount()
        account.both = hectares(measured.both)
        account.onlyOld = hectares(measured.onlyOld)
        account.onlyNew = hectares(measured.onlyNew)
        for cell in matrix where cell.from != nil && cell.to == nil { account.lossCauses += cell.causes }
        for cell in matrix where cell.from == nil && cell.to != nil { account.gainCauses += cell.causes }
        account.bounds = account.causes.bounds
        return account
    }

    /// What: places on both maps.
    package var levels: LevelAccount {
        var account = LevelAccount()
        for cell in matrix where cell.isOnBoth {
            account.causes += cell.causes
            if cell.from != cell.to { account.changed += cell.hectares }
        }
        account.bounds = account.causes.bounds
        return account
    }

    package var classes: [ClassAccount] {
        var accounts: [String: ClassAccount] = [:]
        var touching: [String: HectaresByCause] = [:]
        for name in oldClasses + newClasses { accounts[name] = ClassAccount(name: name) }
        for (index, name) in oldClasses.enumerated() { accounts[name]?.old = hectares(measured.oldAreas[index]) }
        for (index, name) in newClasses.enumerated() { accounts[name]?.new = hectares(measured.newAreas[index]) }
        for cell in matrix {
            if let from = cell.from {
                touching[from, default: HectaresByCause()] += cell.causes
                if cell.to == from {
                    accounts[from]?.unchanged += cell.hectares
                    accounts[from]?.sameCauses += cell.causes
                } else {
                    accounts[from]?.lossCauses += cell.causes
                }
            }
            if let to = cell.to, cell.from != to {
                touching[to, default: HectaresByCause()] += cell.causes
                accounts[to]?.gainCauses += cell.causes
            }
        }
        return accounts.values.map { account in
            var account = account
            // Differences, not sums of cells: where a layer has two classes at a place, both cells count it.
            account.gain = account.gainCauses.total > 0 ? max(0, account.new - account.unchanged) : 0
            account.loss = account.lossCauses.total > 0 ? max(0, account.old - account.unchanged) : 0
            account.bounds = (touching[account.name] ?? HectaresByCause()).bounds
            account.displayName = properties.displayName(account.name)
            account.gainIsNotReal = properties.cannotArise(account.name)
            account.lossIsNotReal = properties.cannotVanish(account.name)
            return account
        }.sorted { codePointOrder($0.name, $1.name) }
    }

    package var commonLegend: CommonLegend {
        var common = CommonLegend()
        common.groups = groups.groups
        for (cell, key) in zip(matrix, keys) {
            let (oldGroup, newGroup) = groups.pair(old: key.old, new: key.new)
            if oldGroup != newGroup { common.causes += cell.causes }
        }
        common.change = common.causes.total
        common.real = common.causes[.real]
        return common
    }

    package var statistics: MapStatistics {
        var between = Array(
            repeating: Array(repeating: 0.0, count: groups.groups.count), count: groups.groups.count)
        var cells: [(row: Int, column: Int, area: Double)] = []
        for (cell, key) in zip(matrix, keys) where key.old >= 0 || key.new >= 0 {
            let (oldGroup, newGroup) = groups.pair(old: key.old, new: key.new)
            between[oldGroup][newGroup] += cell.hectares
            cells.append((key.old, key.new, cell.hectares))
        }
        var statistics = MapStatistics()
        let components = DifferenceComponents(between)
        statistics.quantity = components.quantity
        statistics.exchange = components.exchange
        statistics.shift = components.shift
        if let alike = VMeasure(cells) {
            statistics.vMeasure = alike.vMeasure
            statistics.homogeneity = alike.homogeneity
            statistics.completeness = alike.completeness
        }
        if let curves = MapCurves(cells) {
            statistics.goodnessOfFit = curves.goodnessOfFit
            statistics.fitIsOfOldMap = curves.referenceIsFirst
        }
        return statistics
    }
}
