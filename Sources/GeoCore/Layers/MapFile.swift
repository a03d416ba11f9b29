/// A layer file that stays open while its layers are read one after another. Stays on the thread that made it:
/// deliberately not `Sendable`.
public final class MapFile {
    /// What the file was opened as; its `layer` does not matter.
    public let object: LayerObject
    /// The layers, in the file's order.
    public let layers: [LayerContents]
    private let file: LayerFile

    /// - Throws: when the file cannot be opened.
    public init(_ object: LayerObject) throws(InputError) {
        self.object = object
        file = try LayerFile.open(object)
        layers = file.contents
    }

    /// One layer, as `LayerReader.read` gives it.
    public func read(_ layer: String, options: LayerReadOptions) throws(InputError) -> ClassifiedLayer {
        var object = object
        object.layer = layer
        var builder = ClassifiedLayerBuilder(options: options)
        try builder.add(object, in: file)
        return try builder.finished()
    }
}
