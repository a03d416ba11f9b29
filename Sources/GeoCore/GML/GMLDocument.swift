/// A GML file that is read here: which kind it is, and its objects as layers.
struct GMLDocument: Sendable {
    enum Kind: Sendable, Hashable {
        /// A spatial plan of the Wro (IMRO2006, 2008, 2012): a layer per kind of plan object.
        case imro
        /// A GIO of the Omgevingswet (STOP geo): one layer, an object per location.
        case gio
        /// Bare geometries of a delivery (basisgeometrie): one layer.
        case geometries
    }
    var kind: Kind
    var layers: [MemoryLayer]
    /// The plan-area object of an IMRO file.
    var planArea: PlanAreaObject?
}

/// The object of an IMRO file that is the plan's area.
public struct PlanAreaObject: Sendable, Hashable {
    /// gml:id ("NL.IMRO.0106.99BHV2020180B-C001").
    public var id: String
    /// The plan's name.
    public var name: String?
    /// Layer it is in ("Besluitgebied_X").
    public var layer: String

    public init(id: String, name: String?, layer: String) {
        self.id = id
        self.name = name
        self.layer = layer
    }

    /// Whether an object of this kind is a plan's area: "Bestemmingsplangebied", "Besluitgebied_X",
    /// "Structuurvisieplangebied_G".
    public static func isPlanArea(_ kind: String) -> Bool {
        var name = kind.lowercased()
        if name.dropLast().hasSuffix("_") { name = String(name.dropLast(2)) }
        return name == "besluitgebied" || (name.hasSuffix("plangebied") && name != "geometrieplangebied")
    }
}

/// Objects of one file on their way to layers.
struct GMLFeatures {
    /// Objects that only carry a geometry for others to point at.
    private static let geometryObject = "geometrie"

    private struct Place {
        var layer: Int
        var feature: Int
    }
    private(set) var layers: [MemoryLayer] = []
    private var layerPlaces: [String: Int] = [:]
    private var columns: [[String: Int]] = []
    private var srs: [GMLSRS?] = []
    /// Where the geometry objects are, by gml:id.
    private var geometryObjects: [String: Place] = [:]
    /// Geometry objects that an object points at.
    private var isUsed: Set<String> = []
    /// gml:ids that objects without a geometry of their own point at.
    private var references: [(place: Place, ids: [String])] = []
    private(set) var withoutTarget = 0

    /// Place of a layer, made when it is new.
    mutating func layer(_ name: String) -> Int {
        if let place = layerPlaces[name] { return place }
        layerPlaces[name] = layers.count
        layers.append(MemoryLayer(name: name))
        columns.append([:])
        srs.append(nil)
        return layers.count - 1
    }

    /// Lends the polygons of a layer to what appends to them.
    mutating func withPolygons(_ layer: Int, _ body: (inout PolygonBuffer) -> Void) {
        body(&layers[layer].polygons)
    }

    /// Closes the object whose polygons were appended to the layer.
    mutating func end(
        layer: Int, id: String?, fields: [(name: String, text: String)], geometry: GMLGeometryBuilder, references ids: [String]
    ) {
        var values: [FieldValue] = []
        for (name, text) in fields {
            let column = column(name, of: layer)
            while values.count <= column { values.append(.null) }
            values[column] = .text(text)
        }
        let feature = layers[layer].featureCount
        var problem = geometry.problem
        if let own = geometry.srs, problem == nil {
            if let known = srs[layer], known.definition != own.definition {
                problem = .mixedCRS(known.definition, own.definition)
            } else {
                srs[layer] = own
            }
        }
        var summary = geometry.summary
        if let problem {
            layers[layer].polygons.discardOpenFeature()
            layers[layer].problems[feature] = .gml(problem, feature: id)
            summary = GeometrySummary()
        } else if summary.isEmpty {
            summary.isNull = true
        }
        layers[layer].endFeature(summary, values: values)
        let place = Place(layer: layer, feature: feature)
        if let id, layers[layer].name.lowercased().hasPrefix(Self.geometryObject) { geometryObjects[id] = place }
        if summary.isNull, problem == nil, !ids.isEmpty { references.append((place, ids)) }
    }

    private mutating func column(_ name: String, of layer: Int) -> Int {
        if let column = columns[layer][name] { return column }
        columns[layer][name] = layers[layer].fields.count
        layers[layer].fields.append(LayerField(name: name, kind: .text))
        return layers[layer].fields.count - 1
    }

    /// The layers with the geometry of objects that only point at theirs; objects that were pointed at are no layer
    /// any more, so that no hectare stands in the file twice.
    mutating func resolved(defaultCRS: String?) -> [MemoryLayer] {
        resolve()
        var result: [MemoryLayer] = []
        for (place, var layer) in layers.enumerated() {
            let definition = srs[place]?.definition ?? defaultCRS
            layer.crsDefinition = definition
            if layer.name.lowercased().hasPrefix(Self.geometryObject) {
                let ids = geometryObjects.filter { $0.value.layer == place }.map(\.key)
                if !ids.isEmpty, ids.allSatisfy(isUsed.contains) { continue }
            }
            result.append(layer)
        }
        return result
    }

    private mutating func resolve() {
        var targets: [Int: [Int: [Place]]] = [:]
        for (place, ids) in references {
            let found = ids.compactMap { geometryObjects[$0] }
            if found.isEmpty { withoutTarget += 1 }
            for id in ids where geometryObjects[id] != nil { isUsed.insert(id) }
            if !found.isEmpty { targets[place.layer, default: [:]][place.feature] = found }
        }
        let sources = layers
        for (place, features) in targets {
            var polygons = PolygonBuffer()
            for feature in 0..<sources[place].featureCount {
                polygons.appendParts(ofFeature: feature, of: sources[place].polygons)
                for target in features[feature] ?? [] {
                    let source = sources[target.layer]
                    polygons.appendParts(ofFeature: target.feature, of: source.polygons)
                    layers[place].summaries[feature].add(source.summaries[target.feature])
                    if let problem = source.problems[target.feature] { layers[place].problems[feature] = problem }
                    if srs[place] == nil { srs[place] = srs[target.layer] }
                }
                polygons.endFeature()
            }
            layers[place].polygons = polygons
        }
    }
}

extension GeometrySummary {
    /// Adds what another geometry holds, of which the polygons were appended.
    fileprivate mutating func add(_ other: GeometrySummary) {
        if other.isNull { return }
        isNull = false
        polygonParts += other.polygonParts
        lines += other.lines
        lineLength += other.lineLength
        points += other.points
        linePositions += other.linePositions
        pointPositions += other.pointPositions
        otherBox.add(other.otherBox)
        hasExtraDimensions = hasExtraDimensions || other.hasExtraDimensions
    }
}
