public import GeoCore

/// A place to look at: what a reviewer decides over in one go. *Source*: METHOD §6.
public struct WorklistItem: Sendable {
    /// "w1" is the largest.
    public var id: String
    public var from: String?
    public var to: String?
    /// What it counts as now: U, H, X or S.
    public var cause: Cause
    public var hectares: Double
    /// One feature.
    public var polygons: PolygonBuffer
    public var question: Bilingual
    public var owner: String?
    /// `Face.id` of its faces.
    public var faces: [String]
    /// A pair that is improbable by itself.
    public var isNonProbable: Bool
}

/// The list of work: the parts of patches that are open, largest first. A decision about one comes back as evidence and
/// can only shrink the bounds.
public enum Worklist {
    public static let causes: Set<Cause> = [.open, .homonym, .drawing, .small]
    /// What a reviewer can decide: the causes that a document can give.
    public static let decisions: [Cause] = [.definition, .decision, .source, .correction, .real]

    /// - Parameter limit: so many of the largest; nil: all.
    /// - Complexity: linear in the faces, and a union in GEOS for every item of several faces.
    public static func items(_ faces: FaceSet, result: DiffResult, limit: Int? = nil) -> [WorklistItem] {
        struct Key: Hashable {
            /// A face without a patch is a place of its own.
            var patch: Int?
            var face: String?
            var cause: Cause
        }
        var order: [Key] = []
        var members: [Key: [Face]] = [:]
        for face in faces.faces where causes.contains(face.cause) {
            let key = Key(patch: face.patch, face: face.patch == nil ? face.id : nil, cause: face.cause)
            if members[key] == nil { order.append(key) }
            members[key, default: []].append(face)
        }
        let engine = try? GeometryEngine()
        let questions = Dictionary(
            result.questions.map { (Pair(from: $0.from, to: $0.to), $0) }, uniquingKeysWith: { first, _ in first })
        let sizes = order.map { key in members[key]?.reduce(0) { $0 + $1.hectares } ?? 0 }
        // The faces come in an order that depends on coordinates only, so ties are broken by it.
        var ranked = order.indices.sorted { sizes[$0] != sizes[$1] ? sizes[$0] > sizes[$1] : $0 < $1 }
        if let limit { ranked = Array(ranked.prefix(limit)) }
        return ranked.enumerated().compactMap { rank, index -> WorklistItem? in
            guard let faces = members[order[index]], let first = faces.first else { return nil }
            let question = questions[Pair(from: first.from, to: first.to)]
            return WorklistItem(
                id: "w\(rank + 1)", from: first.from, to: first.to, cause: first.cause, hectares: sizes[index], polygons: dissolved(faces, engine),
                question: first.cause == .open || first.cause == .homonym
                    ? question?.text ?? Self.question(first.cause) : Self.question(first.cause),
                owner: question?.owner, faces: faces.map(\.id), isNonProbable: faces.contains(where: \.isNonProbable))
        }
    }

    private struct Pair: Hashable {
        var from: String?
        var to: String?
    }

    /// Faces of one patch share borders; as one shape they have none inside. Without GEOS's help the faces as they are.
    private static func dissolved(_ faces: [Face], _ engine: GeometryEngine?) -> PolygonBuffer {
        var all = PolygonBuffer()
        for face in faces {
            for part in 0..<face.polygons.partCount { all.appendPart(part, of: face.polygons) }
        }
        all.endFeature()
        guard faces.count > 1, let engine else { return all }
        do throws(GEOSError) {
            let union = try engine.unaryUnion(all).polygons
            return union.partCount > 0 ? union : all
        } catch {
            return all
        }
    }

    private static func question(_ cause: Cause) -> Bilingual {
        switch cause {
        case .drawing:
            Bilingual(
                en: "Is this only another drawing of the same border?", nl: "Is dit alleen dezelfde grens, anders getekend?")
        case .small:
            Bilingual(
                en: "Has something changed here, however small?", nl: "Is hier, hoe klein ook, iets veranderd?")
        default:
            Bilingual(
                en: "Has something changed here, or only the definition?", nl: "Is hier iets veranderd, of alleen de definitie?")
        }
    }
}
