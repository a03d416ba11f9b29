public import GeoCore

/// How sure the area of a class is when every vertex is off by the layer's accuracy: two ends of what it may be.
public struct AreaAccuracy: Sendable, Hashable {
    /// nil: the whole layer.
    public var className: String?
    /// Sum of the polygons.
    public var hectares: Double
    /// One standard deviation, vertices off independently of each other.
    public var standardDeviationHectares: Double
    /// Outline × accuracy: all of it off to the same side.
    public var outlineHectares: Double
}

/// The accuracy of the areas of one layer, of the whole layer and not only inside the frame.
public struct LayerAccuracy: Sendable, Hashable {
    /// 1 σ of a vertex in each direction.
    public var metres: Double
    public var layer: AreaAccuracy
    /// In the order of the layer's classes.
    public var classes: [AreaAccuracy]

    /// Var(area) = (σ²/4) Σ [(x_{i+1} − x_{i−1})² + (y_{i+1} − y_{i−1})²] over independent vertices.
    ///
    /// A position that several polygons share is one vertex: what it gives to one polygon it takes from the other, so that
    /// borders inside a class (or the layer) do not count, neither in the variance nor in the outline.
    /// - Complexity: O(v log v) for v vertices.
    /// *Source*: METHOD §6; Chrisman & Yandell 1988.
    public init(_ layer: ClassifiedLayer, metres: Double) {
        self.metres = metres
        var ofClass: [[Int]] = Array(repeating: [], count: layer.classes.count)
        for (feature, number) in layer.classOfFeature.enumerated() where ofClass.indices.contains(Int(number)) {
            ofClass[Int(number)].append(feature)
        }
        classes = layer.classes.indices.map {
            VertexSums(layer.polygons, features: ofClass[$0]).accuracy(layer.classes[$0], metres)
        }
        self.layer = VertexSums(layer.polygons, features: Array(layer.classOfFeature.indices)).accuracy(nil, metres)
    }
}

/// Sums over the vertices and edges of some features, each position and each edge once.
package struct VertexSums: Sendable {
    package private(set) var area = 0.0
    /// Σ over positions of |∂area/∂position|².
    package private(set) var squaredGradients = 0.0
    /// Length of the edges that do not run in both directions.
    package private(set) var outline = 0.0

    private struct Vertex {
        var at: SIMD2<Double>
        var gradient: SIMD2<Double>
    }
    private struct Edge {
        var low: SIMD2<Double>
        var high: SIMD2<Double>
        /// +1 from low to high.
        var direction: Int
    }

    package init(_ polygons: PolygonBuffer, features: [Int]) {
        var vertices: [Vertex] = []
        var edges: [Edge] = []
        for feature in features {
            for ring in polygons.rings(ofFeature: feature) {
                let range = polygons.vertices(ofRing: ring)
                let count = range.count - 1
                guard count >= 3 else { continue }
                let origin = polygons.coordinates[range.lowerBound]
                var twice = 0.0
                for k in 0..<count {
                    let previous = polygons.coordinates[range.lowerBound + (k + count - 1) % count]
                    let here = polygons.coordinates[range.lowerBound + k]
                    let next = polygons.coordinates[range.lowerBound + k + 1]
                    let (a, b) = (here - origin, next - origin)
                    twice += a.x * b.y - b.x * a.y
                    vertices.append(Vertex(
                        at: here, gradient: SIMD2(next.y - previous.y, previous.x - next.x) / 2))
                    let forward = Self.precedes(here, next)
                    edges.append(
                        Edge(low: forward ? here : next, high: forward ? next : here, direction: forward ? 1 : -1))
                }
                area += twice / 2
            }
        }
        // A full order, so that the sums do not depend on the order of the features.
        vertices.sort { $0.at != $1.at ? Self.precedes($0.at, $1.at) : Self.precedes($0.gradient, $1.gradient) }
        edges.sort {
            if $0.low != $1.low { return Self.precedes($0.low, $1.low) }
            return $0.high != $1.high ? Self.precedes($0.high, $1.high) : $0.direction < $1.direction
        }
        var start = 0
        while start < vertices.count {
            var gradient = SIMD2<Double>(0, 0)
            var end = start
            while end < vertices.count, vertices[end].at == vertices[start].at {
                gradient += vertices[end].gradient
                end += 1
            }
            squaredGradients += (gradient * gradient).sum()
            start = end
        }
        start = 0
        while start < edges.count {
            var net = 0
            var end = start
            while end < edges.count, edges[end].low == edges[start].low, edges[end].high == edges[start].high {
                net += edges[end].direction
                end += 1
            }
            let along = edges[start].high - edges[start].low
            if net != 0 { outline += (along * along).sum().squareRoot() }
            start = end
        }
    }

    private static func precedes(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Bool {
        a.x != b.x ? a.x < b.x : a.y < b.y
    }

    /// - Parameter metres: σ of a vertex in x and in y.
    func accuracy(_ name: String?, _ metres: Double) -> AreaAccuracy {
        AreaAccuracy(
            className: name, hectares: hectares(area),
            standardDeviationHectares: hectares(metres * squaredGradients.squareRoot()),
            outlineHectares: hectares(metres * outline))
    }
}

/// The accuracy of both layers, when it was given.
public struct VertexError: Sendable, Hashable {
    public var old: LayerAccuracy?
    public var new: LayerAccuracy?

    /// nil when no accuracy of a layer was given.
    init?(old: ClassifiedLayer, new: ClassifiedLayer, tolerance: PositionalTolerance) {
        func accuracy(_ layer: ClassifiedLayer, _ metres: Double?) -> LayerAccuracy? {
            guard let metres, metres > 0, layer.polygons.featureCount > 0 else { return nil }
            return LayerAccuracy(layer, metres: metres)
        }
        self.old = accuracy(old, tolerance.oldMetres)
        self.new = accuracy(new, tolerance.newMetres)
        if self.old == nil && self.new == nil { return nil }
    }

    var json: JSONValue { ["old": old?.json ?? .null, "new": new?.json ?? .null] }
}

extension LayerAccuracy {
    fileprivate var json: JSONValue {
        [
            "accuracy_m": .number(metres), "layer": .object(layer.members),
            "classes": .array(classes.map { .object($0.members.merging(["class": .optional($0.className)]) { $1 }) }),
        ]
    }
}

extension AreaAccuracy {
    fileprivate var members: [String: JSONValue] {
        [
            "ha": .number(hectares), "sd_ha": .number(standardDeviationHectares),
            "outline_times_accuracy_ha": .number(outlineHectares),
        ]
    }
}
