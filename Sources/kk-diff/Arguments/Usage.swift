import GeoCore

/// The errors of a command line that is not understood. All are of kind `usage` (exit status 64).
enum Usage {
    static func error(_ code: String, en: String, nl: String, remedy: Bilingual? = nil) -> InputError {
        InputError(code, kind: .usage, problem: Bilingual(en: en, nl: nl), remedy: remedy)
    }

    /// The likely word; nothing for a text that is absurdly long.
    private static func nearest(to word: String, among known: [String]) -> String? {
        word.utf8.count <= 64 ? Suggestion.nearest(to: word, among: known) : nil
    }

    static func unknownCommand(_ name: String, known: [String]) -> InputError {
        let meant = nearest(to: name, among: known)
        let remedy =
            meant.map { Bilingual(en: "did you mean '\($0)'?", nl: "bedoelt u '\($0)'?") }
            ?? Bilingual(
                en: "the commands are: " + known.joined(separator: ", "),
                nl: "de opdrachten zijn: " + known.joined(separator: ", "))
        return error(
            "unknown-command", en: "unknown command '\(name)'", nl: "onbekende opdracht '\(name)'", remedy: remedy)
    }

    static func unknownOption(_ text: String, _ command: Command) -> InputError {
        let names = command.options.flatMap { option in
            option.kind == .on ? ["--no-" + option.name] : option.names.map { "--" + $0 }
        }
        let meant = nearest(to: text, among: names + ["--help"])
        let remedy =
            meant.map { Bilingual(en: "did you mean \($0)?", nl: "bedoelt u \($0)?") }
            ?? Bilingual(
                en: "see kk-diff \(command.name) --help all", nl: "zie kk-diff \(command.name) --help all")
        return error(
            "unknown-option", en: "'\(command.name)' has no option \(text)",
            nl: "'\(command.name)' kent de optie \(text) niet", remedy: remedy)
    }

    static func needsValue(_ option: OptionSpec, _ name: String) -> InputError {
        error(
            "option-needs-value", en: "option --\(name) needs a value", nl: "optie --\(name) heeft een waarde nodig",
            remedy: Bilingual(en: "write \(option.usage)", nl: "schrijf \(option.usage)"))
    }

    static func takesNoValue(_ name: String) -> InputError {
        error("option-takes-no-value", en: "option --\(name) takes no value", nl: "optie --\(name) heeft geen waarde")
    }

    static func givenTwice(_ name: String) -> InputError {
        error("option-given-twice", en: "option --\(name) is given twice", nl: "optie --\(name) staat er twee keer")
    }

    static func operandCount(_ operands: [String], _ command: Command) -> InputError {
        let missing = operands.count < command.operandCount.lowerBound
        let extra = operands.last ?? ""
        return error(
            missing ? "operand-missing" : "operand-extra",
            en: missing ? "'\(command.name)' needs \(command.operands)" : "one file too many: '\(extra)'",
            nl: missing ? "'\(command.name)' heeft \(command.operands) nodig" : "een bestand te veel: '\(extra)'",
            remedy: Bilingual(
                en: "write kk-diff \(command.name) \(command.operands)",
                nl: "schrijf kk-diff \(command.name) \(command.operands)"))
    }

    /// An option whose value cannot be used; `expected` says what can.
    static func badValue(_ name: String, _ value: String, expected: Bilingual) -> InputError {
        error(
            "option-value", en: "option --\(name): '\(value)' cannot be used",
            nl: "optie --\(name): '\(value)' kan niet",
            remedy: Bilingual(en: "give " + expected.en, nl: "geef " + expected.nl))
    }

    static func conflict(_ one: String, _ other: String) -> InputError {
        error(
            "option-conflict", en: "--\(one) and --\(other) cannot go together",
            nl: "--\(one) en --\(other) gaan niet samen",
            remedy: Bilingual(en: "give one of them", nl: "geef een van beide"))
    }
}
