import GeoCore

/// A plan file before its polygons are read: what is in it, and which of it is the plan.
struct PlanFile: Sendable {
    let path: String
    let object: LayerObject
    let layers: [LayerContents]
    /// The plan-area object of an IMRO file.
    let planArea: PlanAreaObject?

    init(path: String, assumedCRS: String?) throws(InputError) {
        self.path = path
        object = LayerObject(file: path, assumedCRS: assumedCRS)
        layers = try LayerReader.contents(of: object)
        planArea = layers.lazy.compactMap(\.planArea).first
    }

    /// The IMRO id without its status, from the plan-area object or from the file's name; else the path.
    var planID: String {
        if let planArea { return IMROID.withoutStatus(planArea.id) ?? planArea.id }
        return IMROID.withoutStatus(stem) ?? path
    }

    var planName: String { planArea?.name ?? stem }

    /// File name without folders and ending.
    private var stem: String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// What of a file is the plan.
    struct Choice: Sendable, Hashable {
        var layer: String
        /// All fields of the layer.
        var fields: [String]
        /// Only features of this name; nil: all.
        var featureName: String?
    }

    /// The layer that is the plan: the one named, the plan area of an IMRO file, the only one, or the only one with
    /// polygons.
    ///
    /// - Parameter name: of a layer, or of a feature in the layer that is the plan.
    /// - Throws: `plan-choice` with the candidates and their hectares when it is not clear.
    func choose(_ name: String?) throws(InputError) -> Choice {
        if let name, let layer = layers.first(where: { $0.name == name }) {
            return Choice(layer: layer.name, fields: layer.fields)
        }
        if let layer = planLayer { return Choice(layer: layer.name, fields: layer.fields, featureName: name) }
        let candidates = try hectares(layers)
        if candidates.count == 1 {
            return Choice(layer: candidates[0].layer.name, fields: candidates[0].layer.fields, featureName: name)
        }
        throw Self.unclear(candidates.map { (name: $0.layer.name, hectares: $0.hectares) }, wanted: name)
    }

    private var planLayer: LayerContents? {
        if layers.count == 1 { return layers[0] }
        guard let planArea else { return nil }
        return layers.first { $0.name == planArea.layer }
    }

    private func hectares(
        _ layers: [LayerContents]
    ) throws(InputError) -> [(layer: LayerContents, hectares: Double)] {
        var candidates: [(layer: LayerContents, hectares: Double)] = []
        for layer in layers {
            let polygons = try read(layer.name, fields: []).polygons
            guard polygons.partCount > 0 else { continue }
            let area = AreaEngine.measure(EngineLayer(oneGroup: polygons), masks: [], threads: 1).union
            candidates.append((layer, area / 10_000))
        }
        return candidates
    }

    func read(_ layer: String, fields: [String]) throws(InputError) -> ClassifiedLayer {
        var object = object
        object.layer = layer
        var options = LayerReadOptions()
        options.attributeFields = fields
        return try LayerReader.read([object], options: options)
    }

    /// - Parameter candidates: names with hectares, in the order of the file.
    static func unclear(_ candidates: [(name: String, hectares: Double)], wanted: String?) -> InputError {
        guard let first = candidates.first else {
            return InputError(
                "plan-empty",
                problem: Bilingual(en: "no layer has polygons", nl: "geen enkele laag bevat vlakken"),
                remedy: Bilingual(
                    en: "give a file with the plan's outline", nl: "geef een bestand met de omtrek van het plan"))
        }
        func list(_ language: Language) -> String {
            let shown = candidates.prefix(10).map { candidate in
                "\"\(candidate.name)\" \(Hectares.text(candidate.hectares, language)) ha"
            }
            return shown.joined(separator: " · ") + (candidates.count > 10 ? " · …" : "")
        }
        let count = candidates.count
        let problem =
            wanted.map { name in
                Bilingual(
                    en: "there is no area \"\(name)\" among \(count): \(list(.en))",
                    nl: "er is geen gebied \"\(name)\" onder \(count): \(list(.nl))")
            }
            ?? Bilingual(
                en: "\(count) areas, which one is the plan? \(list(.en))",
                nl: "\(count) gebieden, welk is het plan? \(list(.nl))")
        return InputError(
            "plan-choice", problem: problem,
            remedy: Bilingual(en: "choose with --plan \"\(first.name)\"", nl: "kies met --plan \"\(first.name)\""))
    }
}
