import GeoCore

/// What a folder of results was made of and with (`run.json`): enough to make it again, and no more. File names are
/// as they were given, relative; where they lay is said relative to the folder.
struct RunRecord {
    static let schema = "kk-diff/record@1"

    struct Input: Hashable {
        /// As the arguments (or a file among them) name it.
        var file: String
        /// From the folder of results; nil when the way leads over the root of the machine, which says nothing
        /// elsewhere.
        var path: String?
        var sha256: String
    }

    struct Output: Hashable {
        var file: String
        var sha256: String
    }

    var command: String
    /// The words after the command that decide over the content: not threads, format or where it was written.
    var arguments: [String]
    var language: Language
    var versions: [String: String]
    var inputs: [Input]
    var outputs: [Output]

    /// Options that do not change what is in the files.
    private static let incidental: Set<String> = ["out", "threads", "quiet", "format", "table", "exit-code", "hash", "lang"]

    /// The record of what has been written into `folder`.
    /// - Parameter inputs: every file that was read, as named.
    init(
        _ arguments: RawArguments, of command: Command, inputs digests: DigestsAhead, language: Language,
        folder: borrowing OutputFolder
    ) throws(InputError) {
        self.command = command.name
        self.arguments = arguments.words(leavingOut: Self.incidental)
        self.language = language
        versions = Versions.all
        let target = OutputFolder.resolved(folder.target)
        let written = DigestsAhead(folder.names.map { (path: folder.path + "/" + $0, name: $0) })
        inputs = try digests.all().map {
            Input(file: $0.name, path: RelativePath.from(target, to: OutputFolder.resolved($0.name)), sha256: $0.sha256)
        }
        outputs = try written.all().map { Output(file: $0.name, sha256: $0.sha256) }
    }

    /// Reads the record of a folder.
    init(folder: String) throws(InputError) {
        let file = folder + "/" + OutputFolder.recordFile
        let json = try JSONValue.read(file)
        guard json["schema"].stringValue == Self.schema, let command = json["command"].stringValue else {
            throw InputError(
                "record-schema", file: file,
                problem: Bilingual(
                    en: "not a record that this version of kk-diff can read", nl: "geen verslag dat deze versie van kk-diff kan lezen"),
                remedy: Bilingual(en: "give a folder that --out wrote", nl: "geef een map die met --out is geschreven"))
        }
        self.command = command
        arguments = json["arguments"].arrayValue.compactMap(\.stringValue)
        language = json["lang"].stringValue.flatMap(Language.init(rawValue:)) ?? .en
        versions = [:]
        if case .object(let members) = json["versions"] { versions = members.compactMapValues(\.stringValue) }
        inputs = json["inputs"].arrayValue.compactMap { input in
            guard let file = input["file"].stringValue, let sha256 = input["sha256"].stringValue else { return nil }
            return Input(file: file, path: input["path"].stringValue, sha256: sha256)
        }
        outputs = json["outputs"].arrayValue.compactMap { output in
            guard let file = output["file"].stringValue, let sha256 = output["sha256"].stringValue else { return nil }
            return Output(file: file, sha256: sha256)
        }
    }

    var json: JSONValue {
        [
            "schema": .string(Self.schema), "command": .string(command), "arguments": .array(arguments.map(JSONValue.string)),
            "lang": .string(language.rawValue), "versions": .object(versions.mapValues(JSONValue.string)),
            "inputs": .array(inputs.map {
                ["file": .string($0.file), "path": .optional($0.path), "sha256": .string($0.sha256)]
            }),
            "outputs": .array(outputs.map { ["file": .string($0.file), "sha256": .string($0.sha256)] }),
        ]
    }
}

/// Digests of files, made on other threads while something else is done: they cost as much as a comparison.
final class DigestsAhead: Sendable {
    private let files: [(path: String, name: String)]
    private let digests: Ahead<[Result<String, InputError>]>

    init(_ files: [(path: String, name: String)]) {
        self.files = files
        digests = Ahead {
            parallelMap(count: files.count, workers: 2) { index in
                do throws(InputError) {
                    return .success(try FileDigests.digest(ofFile: files[index].path, name: files[index].name))
                } catch {
                    return .failure(error)
                }
            }
        }
    }

    func wait() { _ = digests.value }

    /// In their order.
    /// - Throws: of the first that cannot be read.
    func all() throws(InputError) -> [(name: String, sha256: String)] {
        var all: [(name: String, sha256: String)] = []
        for (file, digest) in zip(files, digests.value) { all.append((file.name, try digest.get())) }
        return all
    }
}

/// Paths between places.
enum RelativePath {
    /// The way from a folder to a file, both whole paths; nil when they share nothing but the root.
    static func from(_ folder: String, to file: String) -> String? {
        let here = folder.split(separator: "/")
        let there = file.split(separator: "/")
        let common = zip(here, there).prefix { $0 == $1 }.count
        guard common > 0 else { return nil }
        let way = Array(repeating: "..", count: here.count - common) + there.dropFirst(common).map(String.init)
        return way.isEmpty ? "." : way.joined(separator: "/")
    }

    /// The way from a folder to a file, both as given from the working directory, so that both can be moved together.
    /// A file that shares nothing with the folder but the root keeps its whole path.
    static func asGiven(from folder: String, to file: String) -> String {
        let file = OutputFolder.resolved(file)
        return from(OutputFolder.resolved(folder), to: file) ?? file
    }
}
