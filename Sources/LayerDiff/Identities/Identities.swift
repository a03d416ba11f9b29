package import GeoCore

/// The closed sums of METHOD §7 that need neither shapes nor zones. They are asserted in every run: a failure is
/// not a warning but stops it (exit status 3), because then no number of the result can be trusted.
package struct Identities: Sendable {
    package private(set) var checks: [IdentityCheck] = []
    /// Largest deviation, as a share of the frame.
    package private(set) var closureMaxRelative = 0.0
    private let frame: Double

    /// All arguments of the same run; areas are compared in hectares.
    /// - Throws: `InputError` of kind `accounting`, naming the identity and both numbers.
    package init(
        accounting: Accounting, result: DiffResult, oldLedger: LayerSummary, newLedger: LayerSummary
    ) throws(InputError) {
        let measured = accounting.measured
        frame = hectares(measured.frame)
        for part in measured.parts { try sumOfCauses(part, accounting) }
        pass("I1")
        for part in measured.parts { try margins(part, accounting) }
        pass("I2")
        // The faces of each feature add up to it: asserted where they are made (`RawFaces`).
        if result.checks.faces != nil { pass("I3") }
        try classNets(accounting, result)
        pass("I4")
        try gainsEqualLosses(accounting)
        pass("I5")
        try components(result)
        pass("I6")
        try order(result)
        pass("I7")
        try oneCause(accounting)
        pass("I9")
        try features(oldLedger)
        try features(newLedger)
        pass("I10")
        try boundaryAndLevels(measured, result)
        pass("I11")
    }

    private mutating func pass(_ name: String) { checks.append(IdentityCheck(name: name, holds: true)) }

    /// METHOD §7: 1e-9 of the frame and 0.01 m² per face; here every cell is a face.
    private func tolerance(_ cells: Int) -> Double { 1e-9 * frame + hectares(0.01) * Double(cells) }

    /// `a` must lie between `b` and `b + slack`.
    private mutating func require(
        _ name: String, _ a: Double, _ b: Double, cells: Int, slack: Double = 0, what: Bilingual
    ) throws(InputError) {
        let deviation = max(b - a, a - b - slack, 0)
        if frame > 0 && slack == 0 { closureMaxRelative = max(closureMaxRelative, deviation / frame) }
        guard deviation <= tolerance(cells), a.isFinite, b.isFinite else {
            throw InputError(
                "identity-\(name)", kind: .accounting,
                problem: Bilingual(
                    en: "accounting identity \(name) fails (\(what.en)): \(a) ha against \(b) ha",
                    nl: "controlesom \(name) klopt niet (\(what.nl)): \(a) ha tegen \(b) ha"),
                remedy: Bilingual(
                    en: "no result is given; check the input with 'kk-diff inspect' and report the case",
                    nl: "er is geen uitkomst; controleer de invoer met 'kk-diff inspect' en meld het geval"))
        }
    }

    /// I1: the causes add up to the frame, plus what two classes at one place count twice.
    private mutating func sumOfCauses(_ part: MeasuredPair.Part, _ accounting: Accounting) throws(InputError) {
        let sum = part.cells.reduce(0) { $0 + hectares($1.squareMetres) }
        try require(
            "I1", sum, hectares(part.frame + part.overlapExcess), cells: part.cells.count,
            what: Bilingual(en: "sum of all causes and the frame", nl: "som van de oorzaken en het studiegebied"))
        guard case .oneOf = accounting.measured.mode else { return }
        try require(
            "I1", accounting.causes.total, sum, cells: part.cells.count,
            what: Bilingual(en: "causes and cells", nl: "oorzaken en overgangen"))
    }

    /// I2: rows and columns of the matrix against the classes measured on their own. A place with two classes of
    /// the *other* layer counts in two cells of its row, so rows may be larger by that much.
    private mutating func margins(_ part: MeasuredPair.Part, _ accounting: Accounting) throws(InputError) {
        var rows: [Int: Double] = [:]
        var columns: [Int: Double] = [:]
        for cell in part.cells {
            rows[cell.old, default: 0] += hectares(cell.squareMetres)
            columns[cell.new, default: 0] += hectares(cell.squareMetres)
        }
        let slack = hectares(part.overlapExcess)
        for (index, sum) in rows.sorted(by: { $0.key < $1.key }) where index >= 0 {
            try require(
                "I2", sum, hectares(accounting.measured.oldAreas[index]), cells: part.cells.count, slack: slack,
                what: Bilingual(
                    en: "row and area of old class '\(accounting.oldClasses[index])'",
                    nl: "rij en oppervlakte van oude klasse '\(accounting.oldClasses[index])'"))
        }
        for (index, sum) in columns.sorted(by: { $0.key < $1.key }) where index >= 0 {
            try require(
                "I2", sum, hectares(accounting.measured.newAreas[index]), cells: part.cells.count, slack: slack,
                what: Bilingual(
                    en: "column and area of new class '\(accounting.newClasses[index])'",
                    nl: "kolom en oppervlakte van nieuwe klasse '\(accounting.newClasses[index])'"))
        }
    }

    /// I4: what a class gained and lost by cause is the difference of its two areas.
    private mutating func classNets(_ accounting: Accounting, _ result: DiffResult) throws(InputError) {
        let excess = hectares(accounting.measured.overlapExcess)
        for account in result.classes {
            let byCause = account.gainCauses.total - account.lossCauses.total
            // Either side may count places twice: the difference lies within the excess on both sides.
            try require(
                "I4", byCause + excess, account.net, cells: result.matrix.count, slack: 2 * excess,
                what: Bilingual(
                    en: "gains minus losses by cause of '\(account.name)' and its net",
                    nl: "winst min verlies per oorzaak van '\(account.name)' en het saldo"))
        }
    }

    /// I5: at the common legend with ∅ nothing appears or disappears, it only moves; from the classes' areas
    /// measured on their own.
    private mutating func gainsEqualLosses(_ accounting: Accounting) throws(InputError) {
        let measured = accounting.measured
        let groups = accounting.groups
        // With any-of every part has its own "not on the map", so that its frame counts once per part.
        var old = Array(repeating: 0.0, count: groups.groups.count)
        var new = old
        for (index, area) in measured.oldAreas.enumerated() { old[groups.old[index]] += hectares(area) }
        for (index, area) in measured.newAreas.enumerated() { new[groups.new[index]] += hectares(area) }
        for part in measured.parts {
            old[groups.empty] += hectares(part.frame - part.oldUnion)
            new[groups.empty] += hectares(part.frame - part.newUnion)
        }
        var stays = Array(repeating: 0.0, count: groups.groups.count)
        for cell in measured.parts.flatMap(\.cells) {
            let (oldGroup, newGroup) = groups.pair(old: cell.old, new: cell.new)
            if oldGroup == newGroup { stays[oldGroup] += hectares(cell.squareMetres) }
        }
        var gain = 0.0
        var loss = 0.0
        for index in stays.indices {
            gain += new[index] - stays[index]
            loss += old[index] - stays[index]
        }
        let excess = hectares(measured.overlapExcess)
        try require(
            "I5", gain + excess, loss, cells: measured.cells.count, slack: 2 * excess,
            what: Bilingual(
                en: "total gain and total loss at the common legend",
                nl: "totale winst en totaal verlies op de gezamenlijke legenda"))
    }

    /// I6: quantity, exchange and shift are all of the change at the common legend.
    private mutating func components(_ result: DiffResult) throws(InputError) {
        guard let statistics = result.statistics else { return }
        try require(
            "I6", statistics.quantity + statistics.exchange + statistics.shift, result.commonLegend.change,
            cells: result.matrix.count,
            what: Bilingual(
                en: "quantity, exchange and shift and the change at the common legend",
                nl: "hoeveelheid, ruil en verschuiving en de verandering op de gezamenlijke legenda"))
    }

    /// I7: the bounds are in order and within the frame.
    private mutating func order(_ result: DiffResult) throws(InputError) {
        let what = Bilingual(en: "order of the bounds", nl: "volgorde van de grenzen")
        let all = [result.bounds, result.boundary.bounds, result.levels.bounds] + result.classes.map(\.bounds)
        for bounds in all {
            let lowest = bounds.strictLower ?? 0
            for (small, large) in [(0, lowest), (lowest, bounds.lower), (bounds.lower, bounds.upper)]
            where small > large {
                try require("I7", large, small, cells: 0, what: what)
            }
        }
        guard result.parameters.classes == .oneOf else { return }
        let most = frame + result.checks.overlapExcessHectares
        if result.bounds.upper > most {
            try require("I7", most, result.bounds.upper, cells: result.matrix.count, what: what)
        }
    }

    /// I9: every cell has its causes, and each of them one rule.
    private mutating func oneCause(_ accounting: Accounting) throws(InputError) {
        for cell in accounting.matrix {
            let causes = cell.causes.present
            guard causes.count == cell.rules.count, causes.allSatisfy({ cell.rules[$0.cause] != nil }) else {
                try require(
                    "I9", Double(cell.rules.count), Double(causes.count), cells: 0,
                    what: Bilingual(en: "causes and rules of a cell", nl: "oorzaken en regels van een overgang"))
                return
            }
            try require(
                "I9", cell.causes.total, cell.hectares, cells: 1,
                what: Bilingual(en: "causes of a cell and its area", nl: "oorzaken en oppervlakte van een overgang"))
        }
    }

    /// I10: every feature read is accounted for.
    private mutating func features(_ layer: LayerSummary) throws(InputError) {
        let ledger = layer.ledger
        let sum = ledger.used + ledger.null + ledger.empty + ledger.otherGeometry + ledger.leftOut
        guard sum == ledger.featuresIn else {
            throw InputError(
                "identity-I10", kind: .accounting, file: layer.sources.first?.file,
                problem: Bilingual(
                    en: "accounting identity I10 fails: \(ledger.featuresIn) features in, \(sum) accounted for",
                    nl: "controlesom I10 klopt niet: \(ledger.featuresIn) objecten erin, \(sum) verantwoord"))
        }
    }

    /// I11: the boundary account and the level account are everything.
    private mutating func boundaryAndLevels(
        _ measured: MeasuredPair, _ result: DiffResult
    ) throws(InputError) {
        let cells = result.matrix.count
        try require(
            "I11", hectares(measured.both + measured.onlyOld), hectares(measured.oldUnion), cells: cells,
            what: Bilingual(en: "both + only old, and the old map", nl: "beide + alleen oud, en de oude kaart"))
        try require(
            "I11", hectares(measured.both + measured.onlyNew), hectares(measured.newUnion), cells: cells,
            what: Bilingual(en: "both + only new, and the new map", nl: "beide + alleen nieuw, en de nieuwe kaart"))
        let neither = result.matrix.filter { $0.from == nil && $0.to == nil }.reduce(0) { $0 + $1.hectares }
        try require(
            "I11", result.boundary.causes.total + result.levels.causes.total + neither, result.causes.total,
            cells: cells,
            what: Bilingual(
                en: "boundary and level account, and all causes", nl: "begrenzing en niveau, en alle oorzaken"))
    }
}
