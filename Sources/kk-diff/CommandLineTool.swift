import Foundation
import GeoCore

/// The whole tool: find the command, take its arguments apart, run it, turn errors into one line and a status.
enum CommandLineTool {
    /// Runs what `arguments` (the program's name first) ask for.
    static func run(_ arguments: [String]) -> ExitStatus {
        signal(SIGPIPE, SIG_IGN)
        let words = Array(arguments.dropFirst())
        let console = console(for: words)
        do {
            return try dispatch(words, console)
        } catch let error as InputError {
            console.fail(error)
            return ExitStatus(error.kind)
        } catch {
            // Everything thrown on purpose is an InputError; this is for what the libraries may add.
            console.fail(InputError("unexpected", problem: Bilingual(en: "\(error)", nl: "\(error)")))
            return .badInput
        }
    }

    private static func dispatch(_ words: [String], _ console: Console) throws -> ExitStatus {
        guard let first = words.first else {
            console.fail(
                Usage.error(
                    "no-command", en: "no command given", nl: "geen opdracht gegeven",
                    remedy: Bilingual(en: "see kk-diff --help", nl: "zie kk-diff --help")))
            return .usage
        }
        switch first {
        case "--version":
            try console.out(Version.text)
            return .done
        case "-h", "--help":
            try console.out(Help.overview(console.language))
            return .done
        case "help":
            return try help(Array(words.dropFirst()), console)
        default:
            break
        }
        let (command, rest) = try find(words)
        let arguments = try RawArguments(rest, for: command)
        if let level = arguments.help {
            try console.out(Help.page(command, all: level == .all, console.language))
            return .done
        }
        Interruption.exitQuietlyOnSignal(console.progress)
        defer { console.progress.finish() }
        return try command.run(arguments, console)
    }

    /// The command that `words` start with (`crosswalk lint` before a possible `crosswalk`), and the rest.
    static func find(_ words: [String]) throws(InputError) -> (Command, ArraySlice<String>) {
        for length in [2, 1] where words.count >= length {
            let name = words.prefix(length).joined(separator: " ")
            if let command = CommandTable.commands.first(where: { $0.name == name }) {
                return (command, words.dropFirst(length))
            }
        }
        let first = words.first ?? ""
        let startsLonger = CommandTable.commands.contains { $0.name.hasPrefix(first + " ") }
        let isPair = startsLonger && words.count > 1 && !words[1].hasPrefix("-")
        let typed = isPair ? words.prefix(2).joined(separator: " ") : first
        throw Usage.unknownCommand(typed, known: CommandTable.commands.map(\.name))
    }

    private static func help(_ words: [String], _ console: Console) throws -> ExitStatus {
        var words = words
        if let index = words.firstIndex(of: "--lang"), index + 1 < words.count { words.removeSubrange(index...(index + 1)) }
        words.removeAll { $0.hasPrefix("--lang=") }
        if words.isEmpty {
            try console.out(Help.overview(console.language))
            return .done
        }
        if words == ["--markdown"] {
            try console.out(HelpMarkdown.page(console.fileLanguage))
            return .done
        }
        let all = words.last == "all" || words.last == "--all"
        let (command, rest) = try find(all ? words.dropLast() : words)
        if let extra = rest.first { throw Usage.unknownOption(extra, command) }
        try console.out(Help.page(command, all: all, console.language))
        return .done
    }

    /// The console, before anything else is understood: errors about the command line must already come in the
    /// language that it asks for.
    private static func console(for words: [String]) -> Console {
        let environment = ProcessInfo.processInfo.environment
        let options = words.prefix { $0 != "--" }
        let chosen = zip(options, options.dropFirst()).first { $0.0 == "--lang" }.flatMap { Language(rawValue: $0.1) }
            ?? options.first { $0.hasPrefix("--lang=") }.flatMap { Language(rawValue: String($0.dropFirst(7))) }
        let isQuiet = options.contains("--quiet")
        let language = chosen ?? Language(environment: environment)
        return Console(
            language: language, languageIsChosen: chosen != nil, environment: environment,
            progress: Progress(quiet: isQuiet, language, environment), isQuiet: isQuiet)
    }
}

extension ExitStatus {
    init(_ kind: InputError.Kind) {
        switch kind {
        case .input: self = .badInput
        case .usage: self = .usage
        case .accounting: self = .accounting
        }
    }
}
