public import GeoCore

/// An earlier result (`diff --out`) read back: its account, and one of its faces.
public struct ResultFolder: Sendable {
    /// As the user gave it.
    public let path: String
    /// `kk-diff/diff@1`.
    public let result: JSONValue
    private let mapFile: String

    /// - Parameter mapFile: name of the map in the folder.
    /// - Throws: `result-missing`, `result-schema`, or what is wrong with the JSON.
    public init(_ path: String, mapFile: String) throws(InputError) {
        self.path = path
        self.mapFile = path + "/" + mapFile
        let file = path + "/" + OutputFolder.resultFile
        result = try JSONValue.read(file)
        guard result["schema"].stringValue == "kk-diff/diff@1" else {
            throw InputError(
                "result-schema", file: file,
                problem: Bilingual(en: "not the result of kk-diff diff", nl: "geen uitkomst van kk-diff diff"),
                remedy: Bilingual(
                    en: "give the folder that diff --out wrote (of compare --out: the folder of one comparison)",
                    nl: "geef de map die diff --out schreef (van compare --out: de map van één vergelijking)"))
        }
    }

    /// Fields of the layer of faces that an explanation needs.
    private static let fields = [
        "from", "to", "cause", "rule", "area_ha", "crosswalk_line", "evidence", "patch", "zone", "non_probable", "shape_check",
        "old_features", "new_features",
    ]

    /// A face by its id.
    /// - Throws: `face-unknown`; what is wrong with the map.
    public func face(_ id: String) throws(InputError) -> ExplainedFace {
        let layer = try read { $0.filter = [FieldFilter(field: "face", values: [id])] }
        guard layer.polygons.featureCount > 0 else {
            throw InputError(
                "face-unknown", file: mapFile,
                problem: Bilingual(en: "there is no face '\(id)'", nl: "er is geen deelvlak '\(id)'"),
                remedy: Bilingual(
                    en: "take one from the layer 'faces', or give --at X,Y", nl: "neem er een uit de laag 'faces', of geef --at X,Y"))
        }
        return face(0, of: layer)
    }

    /// The faces that cover a place, in the CRS of the map. Several in any-of mode; none where nothing changed.
    public func faces(at place: SIMD2<Double>) throws(InputError) -> [ExplainedFace] {
        let box = Box(minX: place.x, minY: place.y, maxX: place.x, maxY: place.y)
        let layer = try read(within: box) { _ in }
        return (0..<layer.polygons.featureCount).filter { layer.polygons.covers(place, feature: $0) }.map { face($0, of: layer) }
    }

    private func read(within box: Box? = nil, _ choose: (inout LayerObject) -> Void) throws(InputError) -> ClassifiedLayer {
        var object = LayerObject(file: mapFile, layer: "faces", classRule: .fields(["face"]))
        choose(&object)
        var options = LayerReadOptions()
        options.within = box
        options.attributeFields = Self.fields
        return try LayerReader.read([object], options: options)
    }

    private func face(_ index: Int, of layer: ClassifiedLayer) -> ExplainedFace {
        func text(_ field: String) -> String? {
            guard let values = layer.attributes[field], values.indices.contains(index) else { return nil }
            return values[index]
        }
        return ExplainedFace(
            id: layer.classes[Int(layer.classOfFeature[index])], from: text("from"), to: text("to"),
            cause: text("cause").flatMap(Cause.init(rawValue:)) ?? .open, rule: text("rule").flatMap { Int($0) } ?? 8,
            hectares: text("area_ha").flatMap { Double($0) } ?? 0, crosswalkLine: text("crosswalk_line").flatMap { Int($0) },
            evidence: text("evidence"), patch: text("patch").flatMap { Int($0) }, zone: text("zone"),
            isNonProbable: text("non_probable") == "1", check: text("shape_check"), oldFeatures: text("old_features") ?? "",
            newFeatures: text("new_features") ?? "")
    }
}

/// One face as the map has it.
public struct ExplainedFace: Sendable, Hashable {
    public var id: String
    public var from: String?
    public var to: String?
    public var cause: Cause
    public var rule: Int
    public var hectares: Double
    public var crosswalkLine: Int?
    public var evidence: String?
    public var patch: Int?
    public var zone: String?
    public var isNonProbable: Bool
    public var check: String?
    public var oldFeatures: String
    public var newFeatures: String
}
