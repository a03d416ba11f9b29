import GeoCore

/// What a result must be read with: counted, never a stop.
enum ResultNotices {
    static func list(_ result: DiffResult, _ table: PairTable) -> [Notice] {
        crosswalkNotices(result) + directionNotices(result, table) + pairNotices(result)
    }

    private static func crosswalkNotices(_ result: DiffResult) -> [Notice] {
        guard let crosswalk = result.crosswalk, crosswalk.rows > 0 else { return [] }
        var notices: [Notice] = []
        let missing = crosswalk.oldClassesMissing + crosswalk.newClassesMissing
        if !missing.isEmpty {
            notices.append(Notice(
                "crosswalk-class-without-row",
                message: Bilingual(
                    en: "classes in the data without a row in the crosswalk (it is incomplete): \(names(missing, .en))",
                    nl: "klassen in de gegevens zonder regel in de vertaaltabel (die is onvolledig): \(names(missing, .nl))"),
                count: missing.count))
        }
        let unused = crosswalk.oldClassesUnused + crosswalk.newClassesUnused
        if !unused.isEmpty {
            notices.append(Notice(
                "crosswalk-row-without-class",
                message: Bilingual(
                    en: "classes in the crosswalk that the data do not have: \(names(unused, .en))",
                    nl: "klassen in de vertaaltabel die de gegevens niet hebben: \(names(unused, .nl))"),
                count: unused.count))
        }
        return notices
    }

    /// A complete row (or column) that declares more than a fifth of its own area impossible is more likely the wrong
    /// way round than true. *Source*: METHOD §2.
    private static func directionNotices(_ result: DiffResult, _ table: PairTable) -> [Notice] {
        var impossible: [[Double]] = [Array(repeating: 0, count: table.old.count), Array(repeating: 0, count: table.new.count)]
        var whole = impossible
        for cell in result.matrix {
            for (side, number) in [(0, table.number(ofOld: cell.from)), (1, table.number(ofNew: cell.to))] {
                whole[side][number] += cell.hectares
                if cell.relation == .disjoint { impossible[side][number] += cell.hectares }
            }
        }
        func suspects(_ side: Int, _ classes: [String?], _ isComplete: (Int) -> Bool) -> [String] {
            classes.indices.compactMap { number in
                guard let name = classes[number], impossible[side][number] > 0.2 * whole[side][number],
                    isComplete(number)
                else { return nil }
                return name
            }
        }
        let old = suspects(0, table.old) { table.isComplete(old: $0) }
        let new = suspects(1, table.new) { table.isComplete(new: $0) }
        var notices: [Notice] = []
        if !old.isEmpty {
            notices.append(Notice(
                "crosswalk-direction",
                message: Bilingual(
                    en: "check the direction: the crosswalk makes more than a fifth of these old classes impossible: "
                        + names(old, .en),
                    nl: "controleer de richting: volgens de vertaaltabel kan meer dan een vijfde van deze oude "
                        + "klassen niet: \(names(old, .nl))"),
                count: old.count))
        }
        if !new.isEmpty {
            notices.append(Notice(
                "crosswalk-direction-new",
                message: Bilingual(
                    en: "check the direction: the crosswalk makes more than a fifth of these new classes impossible: "
                        + names(new, .en),
                    nl: "controleer de richting: volgens de vertaaltabel kan meer dan een vijfde van deze nieuwe "
                        + "klassen niet: \(names(new, .nl))"),
                count: new.count))
        }
        return notices
    }

    private static func pairNotices(_ result: DiffResult) -> [Notice] {
        var notices: [Notice] = []
        let united = result.boundary.both + result.boundary.onlyOld + result.boundary.onlyNew
        // A map without polygons is not an unlikely partner: it is drawn in another way.
        if united > 0, result.old.areaHectares > 0, result.new.areaHectares > 0, result.boundary.both < 0.1 * united {
            notices.append(Notice(
                "unlikely-pair",
                message: Bilingual(
                    en: "less than a tenth of the two maps lies on both: are these two versions of one map?",
                    nl: "minder dan een tiende van de twee kaarten ligt op beide: zijn dit twee versies van een kaart?")))
        }
        if result.commonLegend.isImpossible && result.crosswalk != nil {
            notices.append(Notice(
                "common-legend-one-group",
                message: Bilingual(
                    en: "at the common legend everything hangs together: the revision of the legend makes a comparison "
                        + "at this level impossible until more pairs are stated",
                    nl: "op de gezamenlijke legenda hangt alles samen: de herziening van de legenda maakt een "
                        + "vergelijking op dit niveau onmogelijk zolang niet meer paren zijn beantwoord")))
        }
        return notices
    }

    /// The first few, and how many more.
    private static func names(_ all: [String], _ language: Language) -> String {
        let shown = all.prefix(8).map { "'\($0)'" }.joined(separator: ", ")
        guard all.count > 8 else { return shown }
        return shown + (language == .nl ? " en \(all.count - 8) andere" : " and \(all.count - 8) more")
    }
}
