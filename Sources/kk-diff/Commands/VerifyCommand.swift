import GeoCore
import MapReport

/// `kk-diff verify`: are these results what comes out of these inputs?
enum VerifyCommand {
    static func run(_ arguments: RawArguments, _ console: Console) throws -> ExitStatus {
        let common = try CommonRequest(arguments)
        let folder = arguments.operands.first ?? ""
        var verification = try Verification(folder, inputFolder: try arguments.text("inputs"))
        if verification.inputsAreSame {
            console.progress.show(en: "making it again", nl: "opnieuw maken")
            try verification.recompute(console)
        }
        switch common.format {
        case .json: try console.out(json(verification, console.fileLanguage).text)
        case .csv: try console.out(table(verification, console.fileLanguage).csv(console.fileLanguage, common.csv))
        case .md:
            try console.out(table(verification, console.fileLanguage).markdown(console.fileLanguage).joined(separator: "\n") + "\n")
        case .text: try console.out(text(verification, console.language))
        }
        guard verification.inputsAreSame else {
            let bad = verification.inputs.filter { $0.state != .same }
            let names = bad.map { $0.input.file }.joined(separator: ", ")
            throw InputError(
                "verify-inputs", file: folder,
                problem: Bilingual(
                    en: "cannot be verified: missing or changed since: \(names)",
                    nl: "niet na te rekenen: ontbreekt of is sindsdien gewijzigd: \(names)"),
                remedy: Bilingual(
                    en: "give the folder with the inputs: --inputs DIR", nl: "geef de map met de invoer: --inputs MAP"))
        }
        return verification.outputsAreSame ? .done : .differences
    }

    private static func rows(_ verification: Verification) -> [(kind: Bilingual, file: String, state: String)] {
        verification.inputs.map { (Bilingual(en: "input", nl: "invoer"), $0.input.file, $0.state.rawValue) }
            + verification.outputs.map { (Bilingual(en: "output", nl: "uitvoer"), $0.file, $0.state.rawValue) }
    }

    private static func words(_ state: String) -> Bilingual {
        switch state {
        case "same": Bilingual(en: "same", nl: "gelijk")
        case "changed": Bilingual(en: "CHANGED", nl: "GEWIJZIGD")
        case "different": Bilingual(en: "DIFFERENT", nl: "ANDERS")
        case "extra": Bilingual(en: "not of this run", nl: "hoort er niet bij")
        default: Bilingual(en: "MISSING", nl: "ONTBREEKT")
        }
    }

    private static func table(_ verification: Verification, _ language: Language) -> Table {
        Table(
            columns: [
                Table.Column(Bilingual(en: "kind", nl: "soort"), csv: Bilingual(en: "kind", nl: "soort")),
                Table.Column(Bilingual(en: "file", nl: "bestand"), csv: Bilingual(en: "file", nl: "bestand")),
                Table.Column(Bilingual(en: "state", nl: "uitkomst"), csv: Bilingual(en: "state", nl: "uitkomst")),
            ],
            rows: rows(verification).map { [.text($0.kind.text(language)), .text($0.file), .text(words($0.state).text(language))] })
    }

    private static func text(_ verification: Verification, _ language: Language) -> String {
        var lines = table(verification, language).text(language, header: false)
        let (old, new) = (verification.record.versions, Versions.all)
        for name in old.keys.sorted(by: codePointOrder) where old[name] != new[name] {
            let now = new[name] ?? "-"
            lines.append(
                language == .nl ? "\(name) was \(old[name] ?? "-") en is nu \(now)" : "\(name) was \(old[name] ?? "-") and is \(now) now")
        }
        if verification.inputsAreSame {
            lines.append(
                verification.outputsAreSame
                    ? (language == .nl ? "Uit dezelfde invoer komt dezelfde uitvoer, byte voor byte." : "The same inputs give the same outputs, byte for byte.")
                    : (language == .nl ? "De uitvoer is NIET wat uit deze invoer komt." : "The outputs are NOT what comes out of these inputs."))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func json(_ verification: Verification, _ language: Language) -> JSONValue {
        [
            "schema": "kk-diff/verify@1", "lang": .string(language.rawValue),
            "versions": .object(Versions.all.mapValues(JSONValue.string)),
            "recorded_versions": .object(verification.record.versions.mapValues(JSONValue.string)),
            "inputs": .array(verification.inputs.map { ["file": .string($0.input.file), "state": .string($0.state.rawValue)] }),
            "outputs": .array(verification.outputs.map { ["file": .string($0.file), "state": .string($0.state.rawValue)] }),
            "same": .bool(verification.inputsAreSame && verification.outputsAreSame),
        ]
    }
}
