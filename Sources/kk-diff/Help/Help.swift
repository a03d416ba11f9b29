import GeoCore

/// Help on the terminal, printed from the command table.
enum Help {
    private static let width = 100

    /// `kk-diff --help`.
    static func overview(_ language: Language) -> String {
        let names = CommandTable.commands.map { "\($0.name) \($0.operands)" }
        let column = (names.map(\.count).max() ?? 0) + 2
        var lines = [CommandTable.summary.text(language), ""]
        lines.append(Bilingual(en: "Usage: kk-diff COMMAND …", nl: "Gebruik: kk-diff OPDRACHT …").text(language))
        lines.append("")
        for (name, command) in zip(names, CommandTable.commands) {
            lines += entry(name, command.summary.text(language), column: column)
        }
        lines.append("")
        lines.append(
            Bilingual(
                en: "kk-diff COMMAND --help shows what people use, --help all the rest; kk-diff --version the versions.",
                nl: "kk-diff OPDRACHT --help toont wat men gebruikt, --help all de rest; kk-diff --version de versies."
            ).text(language))
        lines.append("")
        lines += statusLines(language)
        return lines.joined(separator: "\n") + "\n"
    }

    /// `kk-diff COMMAND --help`, or `--help all`.
    static func page(_ command: Command, all: Bool, _ language: Language) -> String {
        var lines = ["kk-diff \(command.name) \(command.operands)"] + fold(command.summary.text(language), indent: 0) + [""]
        for note in command.notes { lines += fold(note.text(language), indent: 0) + [""] }
        let shown = command.options.filter { all || $0.isCommon }
        let column = min(38, (shown.map { $0.usage.count }.max() ?? 0) + 2)
        lines.append(Bilingual(en: "Options:", nl: "Opties:").text(language))
        for option in shown {
            lines += entry(option.usage, summary(option, all: all, language), column: column)
        }
        if shown.count < command.options.count {
            let rest = command.options.count - shown.count
            lines.append(
                Bilingual(
                    en: "  … and \(rest) more: kk-diff \(command.name) --help all",
                    nl: "  … en nog \(rest): kk-diff \(command.name) --help all"
                ).text(language))
        }
        guard !command.examples.isEmpty else { return lines.joined(separator: "\n") + "\n" }
        lines += ["", Bilingual(en: "Examples:", nl: "Voorbeelden:").text(language)]
        for example in command.examples {
            lines += ["  " + example.line, "      " + example.purpose.text(language)]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func summary(_ option: OptionSpec, all: Bool, _ language: Language) -> String {
        var text = option.summary.text(language)
        if option.hasSides, all { text += language == .nl ? " (ook --old-…, --new-…)" : " (also --old-…, --new-…)" }
        if option.repeats, all { text += language == .nl ? " (mag vaker)" : " (may be repeated)" }
        return text
    }

    static func statusLines(_ language: Language) -> [String] {
        [Bilingual(en: "Exit status:", nl: "Afsluitcode:").text(language)]
            + ExitStatus.allCases.map { status in
                let number = String(status.rawValue)
                return "  " + String(repeating: " ", count: max(0, 3 - number.count)) + number + "  "
                    + status.meaning.text(language)
            }
    }

    /// `  name    text`, the text folded under itself; a name longer than the column gets a line of its own.
    private static func entry(_ name: String, _ text: String, column: Int) -> [String] {
        let folded = fold(text, indent: column + 2)
        guard name.count + 2 <= column else { return ["  " + name] + folded }
        let first = folded.first ?? ""
        return ["  " + name + String(first.dropFirst(name.count + 2))] + folded.dropFirst()
    }

    private static func fold(_ text: String, indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, indent + line.count + 1 + word.count > width {
                lines.append(margin + line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return lines + [margin + line]
    }
}

extension ExitStatus {
    /// What the status says, in one line.
    var meaning: Bilingual {
        switch self {
        case .done: Bilingual(en: "done", nl: "klaar")
        case .differences:
            Bilingual(en: "differences found (only with --exit-code, and by verify)", nl: "verschillen gevonden (alleen met --exit-code, en door verify)")
        case .badInput:
            Bilingual(
                en: "bad input; of several plans: some failed, the rest is written",
                nl: "de invoer deugt niet; bij meer plannen: een deel mislukte, de rest is geschreven")
        case .accounting:
            Bilingual(en: "the sums do not add up: do not use the figures", nl: "de sommen kloppen niet: gebruik de cijfers niet")
        case .usage: Bilingual(en: "the command line was not understood", nl: "de opdrachtregel is niet begrepen")
        case .interrupted: Bilingual(en: "interrupted", nl: "onderbroken")
        }
    }
}
