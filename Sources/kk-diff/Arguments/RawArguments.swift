import GeoCore

/// A command line taken apart by its syntax: which options were given with which text, and the operands.
/// What the texts mean is not looked at here, and no file is touched.
struct RawArguments: Sendable, Hashable {
    enum HelpRequest: Sendable, Hashable {
        case common
        case all
    }

    private(set) var operands: [String] = []
    private(set) var help: HelpRequest?
    /// Per option name (as written: `old-class` apart from `class`) its values, in the order given.
    private var values: [String: [String]] = [:]
    private var switches: [String: Bool] = [:]

    /// Takes `arguments` (without the program's and the command's name) apart.
    ///
    /// `--name value` and `--name=value` are the same; `--` ends the options; a single `-` is an operand.
    /// - Throws: `InputError` of kind `usage`.
    init(_ arguments: some Sequence<String>, for command: Command) throws(InputError) {
        var rest = Array(arguments)[...]
        // The option whose further values the next operands may be, and those that may be: where they stand.
        var open: String?
        var followers: [(operand: Int, option: String)] = []
        while let argument = rest.popFirst() {
            if argument == "--" {
                operands += rest
                break
            }
            if argument == "-h" || argument == "--help" {
                help = rest.first == "all" ? .all : .common
                if help == .all { rest.removeFirst() }
                continue
            }
            if argument == "--help=all" {
                help = .all
                continue
            }
            guard argument.hasPrefix("-"), argument.count > 1 else {
                if let open { followers.append((operands.count, open)) }
                operands.append(argument)
                continue
            }
            open = nil
            guard argument.hasPrefix("--") else { throw Usage.unknownOption(argument, command) }
            let option = try take(argument.dropFirst(2), &rest, command)
            if option.takesMore { open = option.name }
        }
        give(followers, command)
        if help == nil { try checkOperands(command) }
    }

    /// Gives operands that are too many to the options they follow, the first ones first. All of them or none: what is too
    /// many anyway is said as it was written.
    private mutating func give(_ followers: [(operand: Int, option: String)], _ command: Command) {
        let excess = operands.count - command.operandCount.upperBound
        guard excess > 0, followers.count >= excess else { return }
        let given = followers.prefix(excess)
        for (operand, option) in given { values[option, default: []].append(operands[operand]) }
        for (operand, _) in given.reversed() { operands.remove(at: operand) }
    }

    /// - Returns: the option.
    private mutating func take(
        _ argument: Substring, _ rest: inout ArraySlice<String>, _ command: Command
    ) throws(InputError) -> OptionSpec {
        let pieces = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(pieces.first ?? "")
        let attached = pieces.count == 2 ? String(pieces[1]) : nil

        if let option = command.option(named: name) {
            if option.takesValue {
                guard let value = attached ?? nextValue(&rest, command) else {
                    throw Usage.needsValue(option, name)
                }
                guard option.repeats || values[name] == nil else { throw Usage.givenTwice(name) }
                values[name, default: []].append(value)
            } else {
                guard attached == nil else { throw Usage.takesNoValue(name) }
                switches[name] = true
            }
            return option
        } else if name.hasPrefix("no-"), let option = command.option(named: String(name.dropFirst(3))),
            !option.takesValue
        {
            guard attached == nil else { throw Usage.takesNoValue(name) }
            switches[option.name] = false
            return option
        } else {
            throw Usage.unknownOption("--" + name, command)
        }
    }

    /// The next argument as a value: not when it is an option of this command, which shows that the value was
    /// forgotten. A negative number or any other text is taken, for the meaning to be judged later.
    private func nextValue(_ rest: inout ArraySlice<String>, _ command: Command) -> String? {
        guard let next = rest.first else { return nil }
        if next == "--" || next == "--help" { return nil }
        if next.hasPrefix("--") {
            let name = next.dropFirst(2).prefix { $0 != "=" }
            if command.option(named: String(name)) != nil { return nil }
        }
        rest.removeFirst()
        return next
    }

    private func checkOperands(_ command: Command) throws(InputError) {
        guard command.operandCount.contains(operands.count) else {
            throw Usage.operandCount(operands, command)
        }
    }

    // MARK: the files among them, and the words again

    /// Every file that is named: the operands, and the values of options that take a file.
    func files(of command: Command) -> [String] {
        operands + fileOptions(of: command).flatMap { values[$0] ?? [] }
    }

    /// With every file name changed.
    func mappingFiles(of command: Command, _ change: (String) -> String) -> RawArguments {
        var copy = self
        copy.operands = operands.map(change)
        for name in fileOptions(of: command) { copy.values[name] = values[name]?.map(change) }
        return copy
    }

    private func fileOptions(of command: Command) -> [String] {
        command.options.filter(\.takesFile).flatMap(\.names).filter { values[$0] != nil }
    }

    /// The arguments as words that are understood as the same, options first, sorted by name.
    func words(leavingOut names: Set<String>) -> [String] {
        let options = values.filter { !names.contains($0.key) }.sorted { codePointOrder($0.key, $1.key) }
            .flatMap { option in option.value.flatMap { ["--" + option.key + "=" + $0] } }
        let flags = switches.filter { !names.contains($0.key) }.sorted { codePointOrder($0.key, $1.key) }
            .map { ($0.value ? "--" : "--no-") + $0.key }
        return options + flags + ["--"] + operands
    }

    // MARK: what was given

    /// The value of `name`; nil when it was not given.
    func value(_ name: String) -> String? { values[name]?.last }

    /// All values of a repeatable option.
    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// A switch: given, taken back, or nil.
    func flag(_ name: String) -> Bool? { switches[name] }
}
