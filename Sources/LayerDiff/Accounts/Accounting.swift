import GeoCore

/// Turns measured areas into accounts: every cell gets its cause, everything else is sums over cells.
package struct Accounting: Sendable {
    package let oldClasses: [String]
    package let newClasses: [String]
    package let measured: MeasuredPair
    package let rules: PairRules
    package var groups: CommonLegendGroups { rules.groups }
    private var properties: ClassProperties { rules.properties }
    /// Cells of the matrix with their causes, by (from, to), ∅ first.
    package private(set) var matrix: [MatrixCell] = []
    /// Class indices of each element of `matrix`; −1 is ∅.
    package private(set) var keys: [(old: Int, new: Int)] = []

    package init(measured: MeasuredPair, rules: PairRules) {
        oldClasses = rules.oldClasses
        newClasses = rules.newClasses
        self.measured = measured
        self.rules = rules
        judge()
    }

    /// One matrix cell per pair of labels; its parts outside the survey, under evidence and of rules 5 and 6 have causes
    /// of their own.
    private mutating func judge() {
        // Classes are in code-point order and ∅ is −1, so sorting the numbers sorts the texts.
        let cells = measured.cells.sorted { ($0.old, $0.new, $0.position) < ($1.old, $1.new, $1.position) }
        for cell in cells where cell.squareMetres > 0 {
            if keys.last.map({ $0 != (cell.old, cell.new) }) ?? true {
                let entry = rules.entry(cell.old, cell.new)
                var new = MatrixCell(from: rules.from(cell.old), to: rules.to(cell.new))
                new.relation = entry.relation
                new.origin = entry.origin
                new.row = entry.row
                if measured.assessesShapes { new.strictHectares = 0 }
                matrix.append(new)
                keys.append((cell.old, cell.new))
            }
            matrix[matrix.count - 1].add(cell, rules)
            if !measured.assessesShapes { matrix[matrix.count - 1].strictHectares = nil }
        }
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
        account.bounds = bounds { $0.from == nil || $0.to == nil }
        return account
    }

    /// Of the cells of the matrix that `include` keeps, with the strict lower bound where shapes were looked at.
    package func bounds(_ include: (MatrixCell) -> Bool = { _ in true }) -> RealBounds {
        var sum = HectaresByCause()
        var strict: Double? = 0
        for cell in matrix where include(cell) {
            sum += cell.causes
            strict = strict.flatMap { total in cell.strictHectares.map { total + $0 } }
        }
        var bounds = sum.bounds
        bounds.strictLower = strict.map { min($0, bounds.lower) }
        return bounds
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
