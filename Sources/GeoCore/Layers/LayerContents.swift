/// A layer of a file, without its features.
public struct LayerContents: Sendable, Hashable {
    public var name: String
    /// Names of its attribute fields.
    public var fields: [String]
    /// The plan-area object of the IMRO file that the layer is in.
    public var planArea: PlanAreaObject?

    public init(name: String, fields: [String], planArea: PlanAreaObject? = nil) {
        self.name = name
        self.fields = fields
        self.planArea = planArea
    }
}

extension LayerReader {
    /// The layers of an object's file, in the file's order; its `layer` and filters do not matter.
    /// - Throws: when the file cannot be opened.
    public static func contents(of object: LayerObject) throws(InputError) -> [LayerContents] {
        let file = try LayerFile.open(object)
        return file.layerNames.enumerated().map { place, name in
            LayerContents(name: name, fields: file.fields(layer: place).map(\.name), planArea: file.planArea)
        }
    }
}
