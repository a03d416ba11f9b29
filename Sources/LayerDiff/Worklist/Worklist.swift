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
            /// The patch; a face without one is a place of its own, below 0.
            var place: Int
            var cause: Cause
        }
        // Per place and cause its faces, in the order in which they are met.
        var members: [[Int]] = []
        var number: [Key: Int] = [:]
        for (index, face) in faces.faces.enumerated() where causes.contains(face.cause) {
            let key = Key(place: face.patch ?? -1 - index, cause: face.cause)
            if let known = number[key] {
                members[known].append(index)
            } else {
                number[key] = members.count
                members.append([index])
            }
        }
        let engine = try? GeometryEngine()
        let questions = Dictionary(
            result.questions.map { (Pair(from: $0.from, to: $0.to), $0) }, uniquingKeysWith: { first, _ in first })
        let sizes = members.map { $0.reduce(0) { $0 + faces.faces[$1].hectares } }
        // The faces come in an order that depends on coordinates only, so ties are broken by it.
        var ranked = members.indices.sorted { sizes[$0] != sizes[$1] ? sizes[$0] > sizes[$1] : $0 < $1 }
        if let limit { ranked = Array(ranked.prefix(limit)) }
        return ranked.enumerated().map { rank, index in
            let own = members[index]
            let first = faces.faces[own[0]]
            let question = questions[Pair(from: first.from, to: first.to)]
            return WorklistItem(
                id: "w\(rank + 1)", from: first.from, to: first.to, cause: first.cause, hectares: sizes[index],
                polygons: own.count == 1 ? first.polygons : dissolved(own.map { faces.faces[$0] }, engine),
                question: first.cause == .open || first.cause == .homonym
                    ? question?.text ?? Self.question(first.cause) : Self.question(first.cause),
                owner: question?.owner, faces: own.map { faces.faces[$0].id },
                isNonProbable: own.contains { faces.faces[$0].isNonProbable })
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
