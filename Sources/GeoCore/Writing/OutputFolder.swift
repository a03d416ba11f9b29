import Foundation

/// A folder of results that is written beside its target under another name and takes the target's place when it is
/// complete: all of it, or nothing.
///
/// An existing folder is replaced only when it is empty or an earlier result of ours. With a record in it that is one
/// in which nobody has put or changed anything: it is recognised by the schema in its `result.json`, and its files by
/// `run.json`.
public struct OutputFolder: ~Copyable {
    /// As the user gave it.
    public let target: String
    /// Where to write.
    public let path: String
    private let place: String
    private var isDone = false

    /// Name of the file that says what the folder is, and of the one that lists its files with their digests.
    public static let resultFile = "result.json"
    public static let recordFile = "run.json"

    /// A folder with a record of its files.
    /// - Parameter inputs: files that the run reads; none may lie in a folder that is going to be replaced.
    /// - Throws: `output-exists`, `output-holds-input`, `output-changed`, `output-unwritable`.
    public init(_ target: String, inputs: [String]) throws(InputError) {
        let place = Self.resolved(target)
        try Self.check(place, shownAs: target, inputs: inputs)
        try self.init(target, checked: place)
    }

    /// A folder without a record: an existing one is replaced when it holds nothing but files that such a folder can
    /// hold.
    /// - Throws: `output-exists` naming a file that is not ours; `output-unwritable`.
    public init(_ target: String, names: Set<String>) throws(InputError) {
        let place = Self.resolved(target)
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) {
            let foreign = Self.files(in: place).first { !names.contains($0) }
            if foreign != nil || !isFolder.boolValue {
                throw InputError(
                    "output-exists", file: target,
                    problem: foreign.map {
                        Bilingual(
                            en: "the folder holds '\($0)', which is no result of this command",
                            nl: "in de map staat '\($0)'; dat is geen uitkomst van deze opdracht")
                    } ?? Bilingual(en: "this is a file, not a folder", nl: "dit is een bestand, geen map"),
                    remedy: Bilingual(en: "give another folder", nl: "geef een andere map"))
            }
        }
        try self.init(target, checked: place)
    }

    private init(_ target: String, checked place: String) throws(InputError) {
        self.target = target
        self.place = place
        path = place + ".part-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString.prefix(8))"
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw OutputFile.unwritable(target, (error as NSError).localizedDescription)
        }
        TemporaryFolders.add(path)
    }

    deinit {
        TemporaryFolders.remove(path)
        if !isDone { try? FileManager.default.removeItem(atPath: path) }
    }

    /// Path of a file in it; folders on the way are made.
    public func file(_ name: String) throws(InputError) -> String {
        let file = path + "/" + name
        guard name.contains("/") else { return file }
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw OutputFile.unwritable(target, (error as NSError).localizedDescription)
        }
        return file
    }

    public func write(_ text: String, to name: String) throws(InputError) {
        try write(Array(text.utf8), to: name)
    }

    public func write(_ bytes: [UInt8], to name: String) throws(InputError) {
        do throws(InputError) {
            try OutputFile.write(bytes, to: try file(name))
        } catch {
            var problem = error
            problem.file = target + "/" + name
            throw problem
        }
    }

    /// Names of all files in it, in code-point order.
    public var names: [String] { Self.files(in: path) }

    /// Puts the folder in its place; what was there goes.
    public mutating func finish() throws(InputError) {
        let old = path + "-old"
        let hasOld = FileManager.default.fileExists(atPath: place)
        if hasOld, rename(place, old) != 0 { throw OutputFile.unwritable(target, String(cString: strerror(errno))) }
        guard rename(path, place) == 0 else {
            let reason = String(cString: strerror(errno))
            if hasOld { rename(old, place) }
            throw OutputFile.unwritable(target, reason)
        }
        isDone = true
        if hasOld { try? FileManager.default.removeItem(atPath: old) }
    }

    // MARK: what is there already

    private static func check(_ place: String, shownAs target: String, inputs: [String]) throws(InputError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) else { return }
        guard isFolder.boolValue else {
            throw InputError(
                "output-exists", file: target,
                problem: Bilingual(en: "this is a file, not a folder", nl: "dit is een bestand, geen map"),
                remedy: Bilingual(en: "give another folder", nl: "geef een andere map"))
        }
        let names = files(in: place)
        if names.isEmpty { return }
        guard isOurs(place) else {
            throw InputError(
                "output-exists", file: target,
                problem: Bilingual(
                    en: "the folder is not empty and not an earlier result of kk-diff",
                    nl: "de map is niet leeg en geen eerdere uitkomst van kk-diff"),
                remedy: Bilingual(en: "give another folder", nl: "geef een andere map"))
        }
        for input in inputs where resolved(input).hasPrefix(place + "/") {
            throw InputError(
                "output-holds-input", file: target,
                problem: Bilingual(
                    en: "the folder is replaced by the result, but holds an input: \(input)",
                    nl: "de map wordt door de uitkomst vervangen, maar bevat invoer: \(input)"),
                remedy: Bilingual(
                    en: "give another folder, or put the input elsewhere", nl: "geef een andere map, of zet de invoer ergens anders"))
        }
        let known = recorded(place)
        for name in names where name != recordFile {
            let digest = known[name] == nil ? nil : try SHA256.hex(ofFile: place + "/" + name, name: target + "/" + name)
            if digest == nil || digest != known[name] {
                throw InputError(
                    "output-changed", file: target,
                    problem: Bilingual(
                        en: digest == nil
                            ? "the earlier result holds a file that kk-diff did not write: \(name)"
                            : "a file of the earlier result was changed since: \(name)",
                        nl: digest == nil
                            ? "de eerdere uitkomst bevat een bestand dat niet van kk-diff is: \(name)"
                            : "een bestand van de eerdere uitkomst is sindsdien gewijzigd: \(name)"),
                    remedy: Bilingual(
                        en: "give another folder, or remove this one yourself",
                        nl: "geef een andere map, of verwijder deze zelf"))
            }
        }
    }

    private static func isOurs(_ place: String) -> Bool {
        guard let json = read(place + "/" + resultFile), case .object(let members) = json,
            case .string(let schema)? = members["schema"]
        else { return false }
        return schema.hasPrefix("kk-diff/")
    }

    /// Digest per file, as `run.json` has them.
    private static func recorded(_ place: String) -> [String: String] {
        guard let json = read(place + "/" + recordFile), case .object(let members) = json,
            case .array(let outputs)? = members["outputs"]
        else { return [:] }
        var digests: [String: String] = [:]
        for case .object(let output) in outputs {
            if case .string(let name)? = output["file"], case .string(let digest)? = output["sha256"] { digests[name] = digest }
        }
        return digests
    }

    private static func read(_ path: String) -> JSONValue? {
        do throws(InputError) { return try JSONValue.read(path) } catch { return nil }
    }

    /// All files below a folder, by their path in it, in code-point order.
    public static func files(in folder: String) -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: folder) else { return [] }
        var names: [String] = []
        for case let name as String in walk {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder) else { continue }
            if !isFolder.boolValue { names.append(name) }
        }
        return names.sorted(by: codePointOrder)
    }

    /// The whole path, links followed as far as it exists.
    public static func resolved(_ path: String) -> String {
        let whole = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        if let real = realpath(whole, nil) {
            defer { free(real) }
            return String(cString: real)
        }
        let url = URL(fileURLWithPath: whole).standardizedFileURL
        let parent = url.deletingLastPathComponent().path
        return parent == url.path ? url.path : (parent == "/" ? "" : resolved(parent)) + "/" + url.lastPathComponent
    }
}
