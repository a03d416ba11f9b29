public import GeoCore

/// How much changed, estimated from points that somebody looked at.
///
/// p̂ = Σ W_h p̂_h, SE² = Σ W_h² p̂_h (1 − p̂_h) / (n_h − 1), area = |F| · p̂, with a 95 % interval of ± 1.96 SE.
/// *Source*: Olofsson et al. 2014, RSE 148, eqs. 9–11; METHOD §6.
public struct SampleEstimate: Sendable, Hashable {
    public struct Stratum: Sendable, Hashable {
        public var name: String
        public var hectares: Double
        /// Points that were judged, and those of them that changed.
        public var judged: Int
        public var changed: Int

        public init(name: String, hectares: Double, judged: Int, changed: Int) {
            self.name = name
            self.hectares = hectares
            self.judged = judged
            self.changed = changed
        }

        public var share: Double { judged > 0 ? Double(changed) / Double(judged) : 0 }
    }

    public static let z95 = 1.96

    /// In code-point order.
    public let strata: [Stratum]
    public let totalHectares: Double
    public let share: Double
    public let standardError: Double
    /// Points without a judgement: left out.
    public var notJudged = 0

    public var hectares: Double { totalHectares * share }
    public var standardErrorHectares: Double { totalHectares * standardError }
    /// Never below 0 or above the whole area.
    public var interval: (low: Double, high: Double) {
        let half = Self.z95 * standardErrorHectares
        return (max(0, hectares - half), min(totalHectares, hectares + half))
    }

    /// - Parameter file: for messages.
    /// - Throws: a stratum with fewer than two judged points.
    public init(_ strata: [Stratum], file: String? = nil) throws(InputError) {
        self.strata = strata.sorted { codePointOrder($0.name, $1.name) }
        let total = self.strata.reduce(0) { $0 + $1.hectares }
        guard total > 0 else {
            throw InputError(
                "sample-no-area", file: file,
                problem: Bilingual(en: "the strata have no area", nl: "de strata hebben geen oppervlakte"),
                remedy: Bilingual(
                    en: "fill in stratum_ha, as kk-diff sample design writes it",
                    nl: "vul stratum_ha in, zoals kk-diff sample design dat schrijft"))
        }
        var share = 0.0
        var variance = 0.0
        for stratum in self.strata {
            guard stratum.judged >= 2 else {
                throw InputError(
                    "sample-too-few", file: file,
                    problem: Bilingual(
                        en: "stratum '\(stratum.name)' has \(stratum.judged) judged points; an error margin needs two",
                        nl: "stratum '\(stratum.name)' heeft \(stratum.judged) beoordeelde punten; een foutmarge vraagt er twee"),
                    remedy: Bilingual(
                        en: "judge more points of it (column changed: yes or no)",
                        nl: "beoordeel er meer punten van (kolom veranderd: ja of nee)"))
            }
            let weight = stratum.hectares / total
            share += weight * stratum.share
            variance += weight * weight * stratum.share * (1 - stratum.share) / Double(stratum.judged - 1)
        }
        totalHectares = total
        self.share = share
        standardError = variance.squareRoot()
    }

    /// Reads the points back: columns `stratum`, `stratum_ha` and `changed` (yes or no; empty: not judged).
    public static func read(_ path: String) throws(InputError) -> SampleEstimate {
        try SampleEstimate(CSVTable.read(path))
    }

    package init(_ table: CSVTable) throws(InputError) {
        func column(_ names: String...) throws(InputError) -> Int {
            for name in names { if let index = table.column(name) { return index } }
            throw InputError(
                "sample-column-missing", file: table.file,
                problem: Bilingual(
                    en: "row 1: there is no column '\(names[0])'; found: \(table.header.joined(separator: ", "))",
                    nl: "rij 1: er is geen kolom '\(names[0])'; gevonden: \(table.header.joined(separator: ", "))"),
                remedy: Bilingual(
                    en: "use the file that kk-diff sample design wrote, with the answers filled in",
                    nl: "gebruik het bestand dat kk-diff sample design schreef, met de antwoorden ingevuld"))
        }
        let name = try column("stratum")
        let area = try column("stratum_ha")
        let answer = try column("changed", "veranderd")
        var strata: [String: Stratum] = [:]
        var notJudged = 0
        for row in table.rows {
            let stratum = row.fields[name]
            guard let hectares = CSVTable.number(row.fields[area]), hectares >= 0 else {
                throw .crosswalk(
                    "sample-area", file: table.file, line: row.line, column: "stratum_ha",
                    problem: Bilingual(
                        en: "'\(row.fields[area])' is no area", nl: "'\(row.fields[area])' is geen oppervlakte"),
                    remedy: Bilingual(en: "write a number of hectares", nl: "schrijf een aantal hectaren"))
            }
            var known = strata[stratum] ?? Stratum(name: stratum, hectares: hectares, judged: 0, changed: 0)
            guard abs(known.hectares - hectares) <= 1e-6 * max(known.hectares, hectares) else {
                throw .crosswalk(
                    "sample-area-differs", file: table.file, line: row.line, column: "stratum_ha",
                    problem: Bilingual(
                        en: "stratum '\(stratum)' has another area (\(hectares) ha) than in an earlier row (\(known.hectares) ha)",
                        nl: "stratum '\(stratum)' heeft een andere oppervlakte (\(hectares) ha) dan in een eerdere rij (\(known.hectares) ha)"),
                    remedy: Bilingual(en: "write the same area in all its rows", nl: "schrijf in al zijn rijen dezelfde oppervlakte"))
            }
            if row.fields[answer].isEmpty {
                notJudged += 1
            } else {
                guard let isChanged = CSVTable.flag(row.fields[answer]), row.fields[answer] != "-" else {
                    throw .crosswalk(
                        "sample-answer", file: table.file, line: row.line, column: table.header[answer],
                        problem: Bilingual(
                            en: "unknown word '\(row.fields[answer])'", nl: "onbekend woord '\(row.fields[answer])'"),
                        remedy: Bilingual(
                            en: "write yes or no, or leave it empty when nobody looked",
                            nl: "schrijf ja of nee, of laat het leeg als niemand keek"))
                }
                known.judged += 1
                if isChanged { known.changed += 1 }
            }
            strata[stratum] = known
        }
        try self.init(Array(strata.values), file: table.file)
        self.notJudged = notJudged
    }
}
