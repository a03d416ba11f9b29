/// A layer of a file, without its features.
public struct LayerContents: Sendable, Hashable {
    public var name: String
    /// Names of its attribute fields.
    public var fields: [String]
    /// The plan-area object of the IMRO file that the layer is in.
    public var planArea: PlanAreaObject?
    /// Which file of a zip it is in, as a path there.
    public var member: String?

    public init(name: String, fields: [String], planArea: PlanAreaObject? = nil, member: String? = nil) {
        self.name = name
        self.fields = fields
        self.planArea = planArea
        self.member = member
    }
}

extension LayerReader {
    /// The layers of an object's file, in the file's order; its `layer` and filters do not matter.
    /// - Throws: when the file cannot be opened.
    public static func contents(of object: LayerObject) throws(InputError) -> [LayerContents] {
        try MapFile(object).layers
    }
}

extension LayerFile {
    /// The layers without their features.
    var contents: [LayerContents] {
        if case .archive(let members, _) = self {
            let inside = members.flatMap { member in
                member.file.contents.map { layer in
                    var layer = layer
                    layer.member = member.path
                    return layer
                }
            }
            return zip(inside, layerNames).map { layer, name in
                var layer = layer
                layer.name = name
                return layer
            }
        }
        return layerNames.enumerated().map { place, name in
            LayerContents(name: name, fields: fields(layer: place).map(\.name), planArea: planArea)
        }
    }
}
