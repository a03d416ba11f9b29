import Foundation
import GeoCore

/// An earlier folder of results made again from its recorded inputs, and compared with what it holds.
struct Verification {
    enum InputState: String { case same, changed, missing }
    enum OutputState: String { case same, different, missing, extra }

    let folder: String
    let record: RunRecord
    private(set) var inputs: [(input: RunRecord.Input, state: InputState, found: String?)] = []
    private(set) var outputs: [(file: String, state: OutputState)] = []

    /// Finds the recorded inputs: in `inputFolder` when given (by the name as recorded, else by the file's own name),
    /// else where they lay as seen from the folder, else where the arguments say as seen from here.
    init(_ folder: String, inputFolder: String?) throws(InputError) {
        self.folder = folder
        record = try RunRecord(folder: folder)
        for input in record.inputs {
            let own = input.file.split(separator: "/").last.map(String.init) ?? input.file
            let candidates = inputFolder.map { ["\($0)/\(input.file)", "\($0)/\(own)"] }
                ?? [input.path.map { "\(folder)/\($0)" }, input.file, "\(folder)/\(own)"].compactMap { $0 }
            let present = candidates.filter { FileManager.default.fileExists(atPath: $0) }
            var state = present.isEmpty ? InputState.missing : .changed
            var found = present.first
            for candidate in present where try SHA256.hex(ofFile: candidate, name: candidate) == input.sha256 {
                (state, found) = (.same, candidate)
                break
            }
            inputs.append((input, state, found))
        }
    }

    var inputsAreSame: Bool { inputs.allSatisfy { $0.state == .same } }
    var outputsAreSame: Bool { outputs.allSatisfy { $0.state == .same } }

    /// Makes the results again and compares them byte for byte, the record apart: it says where things lay.
    mutating func recompute(_ console: Console) throws {
        guard let command = CommandTable.commands.first(where: { $0.name == record.command }), let remake = command.remake else {
            throw InputError(
                "record-command", file: folder + "/" + OutputFolder.recordFile,
                problem: Bilingual(
                    en: "this version cannot make '\(record.command)' again", nl: "deze versie kan '\(record.command)' niet opnieuw maken"))
        }
        let arguments = try RawArguments(record.arguments, for: command)
        let whole = OutputFolder.resolved(folder)
        let stage = try InputStage(inputs.compactMap { entry in entry.found.map { (entry.input.file, OutputFolder.resolved($0)) } })
        try stage.enter()
        let quiet = Console(
            language: record.language, languageIsChosen: true, environment: console.environment, progress: console.progress,
            isQuiet: true)
        let target = stage.folder + "/out"
        try remake(arguments, target, quiet)
        let expected = OutputFolder.files(in: target).filter { $0 != OutputFolder.recordFile }
        let present = OutputFolder.files(in: whole).filter { $0 != OutputFolder.recordFile }
        for name in Set(expected).union(present).sorted(by: codePointOrder) {
            let state: OutputState
            if !present.contains(name) {
                state = .missing
            } else if !expected.contains(name) {
                state = .extra
            } else {
                let contents = [target, whole].map { FileManager.default.contents(atPath: $0 + "/" + name) }
                state = contents[0] == contents[1] ? .same : .different
            }
            outputs.append((name, state))
        }
    }
}
