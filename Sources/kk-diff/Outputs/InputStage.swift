import Foundation
import GeoCore

/// A private folder in which every input stands under its recorded name, by links: the run then reads and names the
/// same files wherever they lie now.
final class InputStage {
    let folder: String
    let workingFolder: String

    /// - Parameter files: recorded name and whole path of the file as it is now.
    init(_ files: [(name: String, path: String)]) throws(InputError) {
        // Names may lead upwards; the working folder lies deep enough for all of them.
        let depth = files.map { $0.name.split(separator: "/").count { $0 == ".." } }.max() ?? 0
        folder = FileManager.default.temporaryDirectory.path + "/kk-diff-verify-" + UUID().uuidString
        workingFolder = folder + "/stage" + String(repeating: "/w", count: depth)
        TemporaryFolders.track(folder)
        do {
            try FileManager.default.createDirectory(atPath: workingFolder, withIntermediateDirectories: true)
            for (name, path) in files { try link(name, path) }
        } catch {
            throw OutputFile.unwritable(folder, (error as NSError).localizedDescription)
        }
    }

    deinit { TemporaryFolders.discard(folder) }

    /// From now on names of files are read from here.
    func enter() throws(InputError) {
        guard FileManager.default.changeCurrentDirectoryPath(workingFolder) else {
            throw OutputFile.unwritable(workingFolder, String(cString: strerror(errno)))
        }
    }

    /// Links the file and what belongs to it: the other files of a Shapefile, the log of a database.
    private func link(_ name: String, _ path: String) throws {
        let target = URL(fileURLWithPath: workingFolder + "/" + name).standardizedFileURL
        let source = URL(fileURLWithPath: path)
        let files = FileManager.default
        try files.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        let stem = source.deletingPathExtension().lastPathComponent
        let newStem = target.deletingPathExtension().lastPathComponent
        let beside = (try? files.contentsOfDirectory(atPath: source.deletingLastPathComponent().path)) ?? []
        for file in beside.sorted() where file == source.lastPathComponent || file.hasPrefix(stem + ".") || file.hasPrefix(source.lastPathComponent + "-") {
            let place = target.deletingLastPathComponent().appendingPathComponent(newStem + file.dropFirst(stem.count))
            if !files.fileExists(atPath: place.path) {
                try files.createSymbolicLink(
                    at: place, withDestinationURL: source.deletingLastPathComponent().appendingPathComponent(file))
            }
        }
    }
}
