import GeoCore

/// An open plan file: what is in it, and which of it is the plan. Stays on one thread.
final class PlanFile {
    let path: String
    private let file: MapFile

    init(path: String, assumedCRS: String?) throws(InputError) {
        self.path = path
        file = try MapFile(LayerObject(file: path, assumedCRS: assumedCRS))
    }

    var layers: [LayerContents] { file.layers }

    func read(_ layer: String, fields: [String]) throws(InputError) -> ClassifiedLayer {
        var options = LayerReadOptions()
        options.attributeFields = fields
        options.keepsLinesAndPoints = true
        return try file.read(layer, options: options)
    }

    /// What of a file is the plan.
    struct Choice: Sendable, Hashable {
        var layer: String
        /// All fields of the layer.
        var fields: [String]
        /// Only features of this name; nil: all.
        var featureName: String?
        /// The plan-area object of the IMRO file that the layer is in.
        var planArea: PlanAreaObject?
        /// What the chosen one of several is called.
        var title: String?

        init(_ layer: LayerContents, featureName: String? = nil, title: String? = nil) {
            self.layer = layer.name
            fields = layer.fields
            planArea = layer.planArea
            self.featureName = featureName
            self.title = title ?? featureName
        }
    }

    /// Something that may be the plan: a layer, and what it is called.
    private struct Candidate {
        var layer: LayerContents
        var name: String
    }

    /// The layer that is the plan: the one named, the plan area of an IMRO file, the only one, or the only one with
    /// polygons.
    ///
    /// - Parameter name: of a candidate (whole, its beginning when only one begins so, or its number in the list), of a
    ///   layer, or of a feature in the layer that is the plan.
    /// - Throws: `plan-choice` with the candidates and their hectares when it is not clear.
    func choose(_ name: String?) throws(InputError) -> Choice {
        if let name, let layer = layers.first(where: { $0.name == name }) { return Choice(layer, title: name) }
        let candidates = candidates
        if candidates.count == 1 { return Choice(candidates[0].layer, featureName: name) }
        if let name, let place = try PlanName.place(of: name, among: candidates.map(\.name)) {
            return Choice(candidates[place].layer, title: candidates[place].name)
        }
        let measured = try candidates.map { (candidate) throws(InputError) in
            (candidate: candidate, hectares: try hectares(of: candidate))
        }
        let areas = measured.filter { $0.hectares > 0 }
        if areas.count == 1 { return Choice(areas[0].candidate.layer, featureName: name) }
        // Numbers are places in this list, so it holds what has no area too when a name was asked for.
        throw PlanName.unclear(
            (areas.isEmpty ? [] : measured).map { ($0.candidate.name, $0.hectares) }, wanted: name)
    }

    /// Of every IMRO file its plan area, of every other file all layers; in the order of the files.
    private var candidates: [Candidate] {
        layers.compactMap { layer in
            guard let area = layer.planArea else { return Candidate(layer: layer, name: layer.name) }
            // In a zip the file's path may stand behind the name.
            guard layer.name == area.layer || layer.name.hasPrefix(area.layer + " (") else { return nil }
            return Candidate(layer: layer, name: area.name ?? area.id)
        }
    }

    private func hectares(of candidate: Candidate) throws(InputError) -> Double {
        let polygons = try read(candidate.layer.name, fields: []).polygons
        guard polygons.partCount > 0 else { return 0 }
        return AreaEngine.measure(EngineLayer(oneGroup: polygons), masks: [], threads: 1).union / 10_000
    }
}

extension PlanFile {
    /// The IMRO id without its status, from the plan-area object or from the file's name; else the path, from one of
    /// the folders when it is absolute.
    func planID(_ choice: Choice, folders: [String]) -> String {
        if let area = choice.planArea { return IMROID.withoutStatus(area.id) ?? area.id }
        return IMROID.withoutStatus(stem) ?? Self.relative(path, to: folders)
    }

    func planName(_ choice: Choice) -> String { choice.planArea?.name ?? choice.title ?? stem }

    /// File name without folders and ending.
    private var stem: String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// A path without the folders that are nobody's business: as it was given, or, when it is absolute, from the folder
    /// that everything given has in common.
    /// - Parameter given: files and folders on the command line.
    static func relative(_ path: String, to given: [String]) -> String {
        func steps(_ path: String) -> [Substring] { path.split(separator: "/") }
        guard path.hasPrefix("/") else { return path.hasPrefix("./") ? String(path.dropFirst(2)) : path }
        let own = steps(path)
        var common = own.dropLast()
        for other in given where other.hasPrefix("/") {
            common = common.prefix(zip(common, steps(other)).prefix { $0 == $1 }.count)
        }
        let isAlone = !given.contains { $0.hasPrefix("/") && $0 != path }
        return isAlone ? own.last.map(String.init) ?? path : own.dropFirst(common.count).joined(separator: "/")
    }
}
