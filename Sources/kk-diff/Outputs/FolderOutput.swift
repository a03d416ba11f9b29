import Foundation
import GeoCore

/// `--out`: a folder of results with its record.
enum FolderOutput {
    /// Runs `body` with arguments and target such that no result names a place on this machine: files that were given
    /// by their whole path are read through links, under names from the folder that they share.
    /// - Parameter files: what the run reads beside the files that the arguments name.
    static func withoutPlaces<Result>(
        _ arguments: RawArguments, of command: Command, target: String, files: [String] = [],
        _ body: (RawArguments, String) throws(InputError) -> Result
    ) throws(InputError) -> Result {
        let all = arguments.files(of: command) + files
        let whole = Set(all.filter { $0.hasPrefix("/") })
        guard !whole.isEmpty else { return try body(arguments, target) }
        let names = names(of: whole, beside: Set(all).subtracting(whole), keepsFolders: !files.isEmpty)
        let stage = try InputStage(Set(all).sorted(by: codePointOrder).map { (names[$0] ?? $0, OutputFolder.resolved($0)) })
        let target = OutputFolder.resolved(target)
        let here = FileManager.default.currentDirectoryPath
        try stage.enter()
        defer { _ = FileManager.default.changeCurrentDirectoryPath(here) }
        return try body(arguments.mappingFiles(of: command) { names[$0] ?? $0 }, target)
    }

    /// Names for whole paths: from the folder that they share, or without folders when that is the root.
    private static func names(of paths: Set<String>, beside taken: Set<String>, keepsFolders: Bool) -> [String: String] {
        let parts = paths.map { $0.split(separator: "/", omittingEmptySubsequences: true) }
        var shared = 0
        while let first = parts.first, shared < first.count - 1, parts.allSatisfy({ $0.count - 1 > shared && $0[shared] == first[shared] }) {
            shared += 1
        }
        let own = Set(parts.compactMap(\.last))
        let isFlat = shared == 0 && own.count == parts.count && !keepsFolders
        var names: [String: String] = [:]
        for path in paths {
            let parts = path.split(separator: "/", omittingEmptySubsequences: true)
            names[path] = isFlat ? parts.last.map(String.init) : parts.dropFirst(shared).joined(separator: "/")
        }
        while !taken.isDisjoint(with: names.values) { names = names.mapValues { "2/" + $0 } }
        return names
    }

    /// Writes a folder: `fill` writes the results, the record comes last.
    /// - Parameters:
    ///   - arguments: without names of places on this machine.
    ///   - files: what the run reads beside the files that the arguments name.
    static func write(
        _ target: String, _ arguments: RawArguments, of command: Command, files: [String] = [], language: Language,
        fill: (borrowing OutputFolder) throws(InputError) -> Void
    ) throws(InputError) {
        let inputs = arguments.files(of: command) + files
        var folder = try OutputFolder(target, inputs: inputs)
        let digests = DigestsAhead(Set(inputs).sorted(by: codePointOrder).map { (path: $0, name: $0) })
        // Also when something fails: the working directory, from which files are named, changes afterwards.
        defer { digests.wait() }
        try fill(folder)
        let record = try RunRecord(arguments, of: command, inputs: digests, language: language, folder: folder)
        try folder.write(record.json.text, to: OutputFolder.recordFile)
        try folder.finish()
    }

    /// What was written, for the terminal.
    static func tell(_ target: String, _ console: Console) {
        console.notice(
            Notice("written", message: Bilingual(en: "written: \(target)", nl: "geschreven: \(target)")))
    }
}
