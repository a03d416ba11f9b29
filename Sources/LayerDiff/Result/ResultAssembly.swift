package import GeoCore

/// From areas to the result: the part of a run that no engine takes part in.
package struct ResultAssembly: Sendable {
    package var old: LayerSummary
    package var new: LayerSummary
    package var oldClasses: [String]
    package var newClasses: [String]
    package var measured: MeasuredPair
    package var rules: PairRules
    package var options: DiffOptions
    package var notices: [Notice] = []
    /// nil when no shapes were made.
    package var faceChecks: FaceChecks?
    /// Classes of lines and points: the crosswalk may speak of them, the matrix does not.
    package var otherClasses: (old: Set<String>, new: Set<String>) = ([], [])

    package init(
        old: LayerSummary, new: LayerSummary, measured: MeasuredPair, rules: PairRules, options: DiffOptions
    ) {
        self.old = old
        self.new = new
        oldClasses = rules.oldClasses
        newClasses = rules.newClasses
        self.measured = measured
        self.rules = rules
        self.options = options
    }

    /// - Throws: when an identity fails.
    package func result() throws(InputError) -> DiffResult {
        var notices = notices
        let rows = options.crosswalk?.rows(ofTheme: options.theme) ?? []
        let table = self.rules.table
        let accounting = Accounting(measured: measured, rules: self.rules)

        var result = DiffResult()
        result.old = old
        result.new = new
        result.parameters = parameters
        if options.crosswalk != nil || options.sameMeaning { result.crosswalk = summary(rows, table) }
        result.frameHectares = hectares(measured.frame)
        result.boundary = accounting.boundary
        result.levels = accounting.levels
        result.classes = accounting.classes
        result.matrix = accounting.matrix
        let improbable = result.flag(options.nonProbable)
        result.causes = accounting.causes
        result.causesAssessed = Cause.allCases.filter { !options.tablesOnly || !Cause.geometric.contains($0) }
        result.bounds = accounting.bounds()
        result.commonLegend = accounting.commonLegend
        if measured.mode == .oneOf && options.legend == .new {
            let tightened = TightenedRows(result.matrix, table)
            tightened.apply(to: &result)
            notices += tightened.notices
        }
        result.questions = Questions.list(
            result.matrix, bounds: result.bounds, rows: result.rowBounds, table: table, owners: Questions.owners(rows),
            oldLabel: options.oldLabel, newLabel: options.newLabel)
        result.statistics = accounting.statistics
        result.checks.overlapExcessHectares = hectares(measured.overlapExcess)
        result.checks.work = measured.work
        result.checks.faces = faceChecks
        result.notices = (notices + improbable + ResultNotices.list(result, table)).sorted {
            $0.code != $1.code ? codePointOrder($0.code, $1.code) : codePointOrder($0.message.en, $1.message.en)
        }
        let identities = try Identities(
            accounting: accounting, result: result, oldLedger: old, newLedger: new)
        result.checks.identities = identities.checks
        result.checks.closureMaxRelative = identities.closureMaxRelative
        return result
    }

    private var parameters: DiffParameters {
        var parameters = DiffParameters()
        parameters.legend = options.legend
        parameters.classes = measured.mode
        parameters.classesWereGiven = options.classes != nil
        parameters.overlaps = options.overlaps
        parameters.overlapLimit = options.overlapLimit
        parameters.sameMeaning = options.sameMeaning
        parameters.theme = options.theme
        parameters.targetCRS = options.targetCRS
        parameters.repair = options.repair
        parameters.repairLimit = options.repairLimit
        parameters.legendFile = options.legendFile?.file
        parameters.tolerance = options.tolerance
        parameters.minAreaHectares = options.minAreaHectares
        parameters.tablesOnly = options.tablesOnly
        parameters.evidenceFile = options.evidence?.file
        parameters.evidenceSHA256 = options.evidence?.sha256
        parameters.evidenceConflict = options.evidenceConflict
        parameters.nonProbable = options.nonProbable
        parameters.zoneFile = options.zones?.layer.sources.first
        parameters.zoneField = options.zones?.field
        parameters.gridMetres = options.gridMetres
        parameters.frame = options.frame?.source
        parameters.oldExtent = options.oldExtent?.source
        parameters.newExtent = options.newExtent?.source
        parameters.oldLabel = options.oldLabel
        parameters.newLabel = options.newLabel
        return parameters
    }

    private func summary(_ rows: [CrosswalkRow], _ table: PairTable) -> CrosswalkSummary {
        let inOld = Set(oldClasses)
        let inNew = Set(newClasses)
        // `--same-meaning` answers for a text that stands on both maps.
        let asserted = options.sameMeaning ? inOld.intersection(inNew) : []
        var summary = CrosswalkSummary()
        summary.file = options.crosswalk?.file
        summary.sha256 = options.crosswalk?.sha256
        summary.rows = rows.count
        summary.rowsStated = rows.count(where: \.isStated)
        summary.oldClassesMissing = oldClasses.filter {
            !table.hasRow(old: table.number(ofOld: $0)) && !asserted.contains($0)
        }
        summary.newClassesMissing = newClasses.filter {
            let number = table.number(ofNew: $0)
            return !table.hasRow(new: number) && !asserted.contains($0) && !table.isComplete(new: number)
        }
        summary.oldClassesUnused = table.old.compactMap { $0 }.filter { !inOld.contains($0) && !otherClasses.old.contains($0) }
        summary.newClassesUnused = table.new.compactMap { $0 }.filter { !inNew.contains($0) && !otherClasses.new.contains($0) }
        summary.isComplete = summary.oldClassesMissing.isEmpty && summary.newClassesMissing.isEmpty
            && summary.rowsStated == summary.rows
        return summary
    }
}
