import Foundation
import GeoCore

// usage: overlay-bench [--out DIR] [--runs N] [--commit ID] [OLD.gpkg NEW.gpkg]
var arguments = Array(CommandLine.arguments.dropFirst())
@MainActor func option(_ name: String) -> String? {
    guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count else { return nil }
    let value = arguments[place + 1]
    arguments.removeSubrange(place...place + 1)
    return value
}
let folder = option("--out")
let runs = max(option("--runs").flatMap { Int($0) } ?? 5, 1)
let commit = option("--commit")

var inputs = Inputs(name: "fixture", files: nil)
if arguments.count == 2 {
    let name = URL(fileURLWithPath: arguments[0]).deletingPathExtension().lastPathComponent
    inputs = Inputs(name: String(name.split(separator: "_").last ?? "files"), files: (arguments[0], arguments[1]))
} else {
    let folder = "../shared/data/bench"
    if FileManager.default.fileExists(atPath: folder + "/l2010_S.gpkg") {
        inputs = Inputs(name: "S", files: (folder + "/l2010_S.gpkg", folder + "/l2022_S.gpkg"))
    }
}

do {
    let report = try Report(inputs: inputs, runs: runs, commit: commit)
    print(report.markdown, terminator: "")
    if let folder {
        let target = URL(fileURLWithPath: folder)
        try Data(report.json.text.utf8).write(to: target.appendingPathComponent("benchmark.json"))
        try Data(report.markdown.utf8).write(to: target.appendingPathComponent("benchmark.md"))
    }
    exit(report.areasAgree ? 0 : 3)
} catch {
    FileHandle.standardError.write(Data("overlay-bench: \(error)\n".utf8))
    exit(2)
}
