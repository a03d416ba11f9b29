import GeoCore

/// The documentation page of the command line, printed from the command table: `kk-diff help --markdown`.
enum HelpMarkdown {
    static func page(_ language: Language) -> String {
        var lines = [
            Bilingual(en: "# The command line of kk-diff", nl: "# De opdrachtregel van kk-diff").text(language), "",
            Bilingual(
                en: "Printed by `kk-diff help --markdown` from the same table as `--help`; do not edit by hand.",
                nl: "Geschreven door `kk-diff help --markdown` uit dezelfde tabel als `--help`; niet met de hand wijzigen."
            ).text(language), "", CommandTable.summary.text(language), "",
        ]
        for command in CommandTable.commands { lines += section(command, language) }
        lines += [Bilingual(en: "## Exit status", nl: "## Afsluitcode").text(language), ""]
        lines += ["| | |", "|---:|---|"]
        lines += ExitStatus.allCases.map { "| \($0.rawValue) | \($0.meaning.text(language)) |" }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func section(_ command: Command, _ language: Language) -> [String] {
        var lines = ["## `kk-diff \(command.name) \(command.operands)`", "", command.summary.text(language), ""]
        for note in command.notes { lines += [note.text(language), ""] }
        let option = Bilingual(en: "option", nl: "optie").text(language)
        let meaning = Bilingual(en: "meaning", nl: "betekenis").text(language)
        lines += ["| \(option) | \(meaning) |", "|---|---|"]
        lines += command.options.map { spec in
            let usage = spec.usage.replacing("|", with: "\\|")
            let summary = Help.summary(spec, all: true, language).replacing("|", with: "\\|")
            return "| `\(usage)` | \(summary) |"
        }
        // A command that writes beside its input has none.
        guard !command.examples.isEmpty else { return lines + [""] }
        lines += ["", "```sh"] + command.examples.map { "\($0.line)   # \($0.purpose.text(language))" } + ["```", ""]
        return lines
    }
}
