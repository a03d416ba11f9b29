import GeoCore

/// A run in parts: `--rows i/n --partial FILE` makes one, `--merge FILE…` adds them up.
struct PartRequest {
    /// The share to be swept, and where its sums go; nil when this run makes no part.
    let made: (share: RowShare, target: String)?
    /// Files of parts that take the place of the sweep.
    let merged: [String]

    init(_ arguments: RawArguments) throws(InputError) {
        merged = arguments.all("merge")
        let target = try arguments.text("partial")
        if let text = try arguments.text("rows") {
            guard let share = RowShare(text) else {
                throw Usage.badValue(
                    "rows", text,
                    expected: Bilingual(
                        en: "i/n, such as 1/4 for the first of four parts", nl: "i/n, zoals 1/4 voor het eerste van vier delen"))
            }
            guard let target else { throw Self.needs("rows", "partial") }
            made = (share, target)
        } else {
            guard target == nil else { throw Self.needs("partial", "rows") }
            made = nil
        }
        guard made != nil || !merged.isEmpty else { return }
        let name = made == nil ? "merge" : "rows"
        if made != nil, !merged.isEmpty { throw Usage.conflict("rows", "merge") }
        guard arguments.flag("tables-only") == true else { throw Self.needs(name, "tables-only") }
        try Self.refuseOthers(arguments, name)
    }

    /// The sums of a part are those of two whole maps, each feature as it is; what asks for more is swept in one piece.
    private static func refuseOthers(_ arguments: RawArguments, _ name: String) throws(InputError) {
        let others = [
            "frame", "old-extent", "new-extent", "evidence", "zones", "grid", "sweep-tolerances", "sweep-crosswalk",
        ]
        for other in others where !arguments.all(other).isEmpty { throw Usage.conflict(name, other) }
        if arguments.flag("sweep") == true { throw Usage.conflict(name, "sweep") }
        for (other, plain) in [("repair", "stop"), ("overlaps", "stop"), ("classes", "one-of")] {
            if let value = arguments.value(other), value != plain { throw Usage.conflict(name, other) }
        }
        if name == "rows", arguments.value("out") != nil { throw Usage.conflict(name, "out") }
    }

    private static func needs(_ one: String, _ other: String) -> InputError {
        Usage.error(
            "option-alone", en: "--\(one) needs --\(other) too", nl: "--\(one) heeft ook --\(other) nodig")
    }

    static let options: [OptionSpec] = [
        OptionSpec(
            name: "rows", kind: .value("I/N"),
            summary: Bilingual(
                en: "measure only part I of N of a job that is divided over processes or machines; with --partial and --tables-only",
                nl: "meet alleen deel I van N van een taak die over processen of machines is verdeeld; met --partial en --tables-only")),
        OptionSpec(
            name: "partial", kind: .value("PART.json"),
            summary: Bilingual(
                en: "where the sums of that part are written", nl: "waar de sommen van dat deel komen te staan")),
        OptionSpec(
            name: "merge", kind: .value("FILE…"),
            summary: Bilingual(
                en: "add up the sums of all parts in place of measuring; all files at once, or once for each",
                nl: "tel de sommen van alle delen op in plaats van te meten; alle bestanden ineens, of eenmaal per deel"),
            repeats: true, takesMore: true),
    ]
}
