import GeoCore

/// Adds up the cells of the parts of a comparison, to be held against the whole. *Source*: METHOD §7 I8.
struct CellSum {
    private var sums: [[String?]: HectaresByCause] = [:]
    private var count = 0

    mutating func add(_ from: String?, _ to: String?, _ causes: HectaresByCause) {
        sums[[from, to], default: HectaresByCause()] += causes
        count += 1
    }

    /// - Parameters:
    ///   - withEmpty: the parts have the places on neither map too (counted inside a frame).
    ///   - slack: hectares that may count in more than one part.
    /// - Throws: `identity-I8`, naming the cell, the cause and both numbers.
    func require(
        _ whole: DiffResult, withEmpty: Bool, slack: Double, file: String?, what: Bilingual
    ) throws(InputError) {
        let tolerance = 1e-9 * whole.frameHectares + hectares(0.01) * Double(count)
        for cell in whole.matrix where withEmpty || cell.from != nil || cell.to != nil {
            let sum = sums[[cell.from, cell.to]] ?? HectaresByCause()
            for cause in Cause.allCases {
                let difference = sum[cause] - cell.causes[cause]
                if difference >= -tolerance, difference <= slack + tolerance { continue }
                let pair = "\(cell.from ?? "∅") → \(cell.to ?? "∅"), \(cause.rawValue)"
                throw InputError(
                    "identity-I8", kind: .accounting, file: file,
                    problem: Bilingual(
                        en: "accounting identity I8 fails (\(what.en), \(pair)): \(sum[cause]) ha against \(cell.causes[cause]) ha",
                        nl: "controlesom I8 klopt niet (\(what.nl), \(pair)): \(sum[cause]) ha tegen \(cell.causes[cause]) ha"),
                    remedy: Bilingual(
                        en: "no result is given; check the input with 'kk-diff inspect' and report the case",
                        nl: "er is geen uitkomst; controleer de invoer met 'kk-diff inspect' en meld het geval"))
            }
        }
    }
}
