import GeoCore

/// A remark of the catalogue's owner about a place, printed with every plan near it: for instance that two sources
/// contradict each other there. The tool reports it and decides nothing.
public struct PlaceNote: Sendable, Hashable {
    /// Position in the catalogue's CRS.
    public var at: SIMD2<Double>
    /// The note is for plans that come at least this near.
    public var radiusMetres: Double
    /// Name of the place.
    public var name: String
    public var text: String
    public var references: [String]

    public init(at: SIMD2<Double>, radiusMetres: Double, name: String, text: String, references: [String] = []) {
        self.at = at
        self.radiusMetres = radiusMetres
        self.name = name
        self.text = text
        self.references = references
    }

    /// Whether the plan comes within the radius.
    /// - Complexity: O(edges of the plan).
    func concerns(_ plan: PolygonBuffer) -> Bool {
        let place = Box(minX: at.x, minY: at.y, maxX: at.x, maxY: at.y)
        guard plan.box.expanded(by: radiusMetres).intersects(place) else { return false }
        let edges = PlanEdges(plan)
        return edges.contains(at) || edges.nearest(at, at, limit: radiusMetres) != nil
    }
}

extension PlaceNote {
    /// The list `place_notes` of a catalogue.
    static func all(in fields: JSONFields) throws(InputError) -> [PlaceNote] {
        var notes: [PlaceNote] = []
        for (index, item) in (try fields.list("place_notes") ?? []).enumerated() {
            let entry = try JSONFields(
                item, file: fields.file, place: "place_notes[\(index)]",
                allowed: ["at", "radius_m", "name", "text", "references"])
            let position = (try entry.list("at") ?? []).compactMap { value -> Double? in
                switch value {
                case .integer(let number): Double(number)
                case .number(let number): number
                default: nil
                }
            }
            guard position.count == 2, position.allSatisfy({ abs($0) <= PolygonBuffer.coordinateLimit }) else {
                throw entry.problem(
                    "json-kind", en: "'at' must be [x, y]", nl: "'at' moet [x, y] zijn",
                    remedy: Bilingual(en: "write the position in the catalogue's CRS", nl: "schrijf de plek in het CRS van de catalogus"))
            }
            notes.append(
                PlaceNote(
                    at: SIMD2(position[0], position[1]), radiusMetres: try entry.measure("radius_m") ?? 0,
                    name: try entry.requiredText("name"), text: try entry.requiredText("text"),
                    references: try entry.texts("references")))
        }
        return notes
    }
}
