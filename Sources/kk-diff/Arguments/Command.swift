import GeoCore

/// One command: everything that help, usage errors and the documentation print, and what it does.
struct Command: Sendable {
    /// One or two words: `diff`, `crosswalk lint`.
    let name: String
    /// What stands after the name in the usage line: `OLD NEW`.
    let operands: String
    /// How many operands it takes.
    let operandCount: ClosedRange<Int>
    let summary: Bilingual
    /// What must be so before it can be run; one paragraph.
    let notes: [Bilingual]
    let options: [OptionSpec]
    /// Complete command lines that run in the folder of the golden inputs.
    let examples: [Example]
    let run: @Sendable (RawArguments, Console) throws -> ExitStatus
    /// Writes the folder of results that `--out` writes, and nothing else; nil for commands without one.
    var remake: (@Sendable (RawArguments, String, Console) throws -> Void)?

    struct Example: Sendable {
        let line: String
        let purpose: Bilingual
    }

    /// The option that `name` (without dashes) belongs to, and the side it is for.
    func option(named name: String) -> OptionSpec? {
        options.first { $0.names.contains(name) }
    }
}

/// One option: a switch, or a name that takes exactly one value.
struct OptionSpec: Sendable {
    enum Kind: Sendable, Hashable {
        /// A switch that is off until given; `--no-NAME` takes it back.
        case off
        /// A switch that is on; only `--no-NAME` means something.
        case on
        /// Takes one value; the text is its placeholder in help.
        case value(String)
    }

    let name: String
    let kind: Kind
    let summary: Bilingual
    /// Shown by plain `--help`; the others by `--help all`.
    var isCommon = false
    /// May be given more than once.
    var repeats = false
    /// Takes the words after its value too, as far as the command has no use for them: `OLD NEW --merge A B C`.
    var takesMore = false
    /// Exists also as `--old-NAME` and `--new-NAME`.
    var hasSides = false
    /// The only values it takes; empty: any.
    var choices: [String] = []

    /// All names it answers to, without dashes.
    var names: [String] {
        hasSides ? [name, "old-" + name, "new-" + name] : [name]
    }

    var takesValue: Bool {
        if case .value = kind { return true }
        return false
    }

    /// Its value is the name of a file that is read: the placeholder says so.
    var takesFile: Bool {
        if case .value(let placeholder) = kind { return placeholder.hasPrefix("FILE") }
        return false
    }

    /// As help shows it: `--class FIELD[,FIELD]`, `--no-share`, `--format text|json`.
    var usage: String {
        switch kind {
        case .off: "--" + name
        case .on: "--no-" + name
        case .value(let placeholder): "--\(name) " + (choices.isEmpty ? placeholder : choices.joined(separator: "|"))
        }
    }
}
