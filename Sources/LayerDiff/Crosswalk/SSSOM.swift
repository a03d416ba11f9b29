/// Crosswalks beside SSSOM (Simple Standard for Sharing Ontological Mappings): what its columns and predicates say here.
///
/// A trap: SKOS names the *object*. `skos:broadMatch` says that the new class is the broader one, so the old class lies
/// within it (`old-within-new`, whose short alias here is `narrow`); `skos:narrowMatch` is `new-within-old`.
/// *Source*: SSSOM mapping model; SKOS reference §10.
package enum SSSOM {
    /// Columns read when our own are missing.
    static let columns = ["subject_id", "subject_label", "object_id", "object_label", "predicate_id", "predicate_modifier"]
        .map { (name: $0, header: $0) }
    /// Columns that say nothing about the relation and need no notice.
    static let silent: Set<String> = [
        "mapping_justification", "predicate_label", "subject_type", "object_type", "subject_id", "subject_label", "object_id",
        "object_label", "predicate_id", "predicate_modifier", "author_label", "author_id", "mapping_date", "comment",
        "mapping_source",
    ]
    static let noTerm = "sssom:NoTermFound"
    static let predicateWords =
        "skos:exactMatch, skos:broadMatch, skos:narrowMatch, skos:closeMatch, skos:relatedMatch, owl:disjointWith"

    /// What a predicate says about the two classes as sets. "Close" and "related" name no relation between sets.
    package static func relation(_ predicate: String) -> Relation? {
        let name = predicate.split { $0 == ":" || $0 == "#" || $0 == "/" }.last.map { $0.lowercased() } ?? ""
        return switch name {
        case "exactmatch", "equivalentclass", "sameas": .exact
        case "broadmatch", "subclassof": .narrow
        case "narrowmatch", "superclassof": .broad
        case "disjointwith": .disjoint
        case "closematch", "relatedmatch", "mappingrelation": .unknown
        default: nil
        }
    }

    package static func predicate(_ relation: Relation) -> String {
        switch relation {
        case .exact: "skos:exactMatch"
        case .narrow: "skos:broadMatch"
        case .broad: "skos:narrowMatch"
        case .overlap: "skos:relatedMatch"
        case .disjoint: "owl:disjointWith"
        case .unknown: "skos:mappingRelation"
        }
    }

    /// Lines that start with `#` before the header become empty, so that the others keep their numbers.
    package static func withoutMetadata(_ bytes: [UInt8]) -> [UInt8] {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let start = bytes.starts(with: mark) ? mark.count : 0
        guard bytes.count > start, bytes[start] == UInt8(ascii: "#") else { return bytes }
        var clean = bytes
        var position = start
        while position < clean.count, clean[position] == UInt8(ascii: "#") {
            while position < clean.count, clean[position] != 0x0A, clean[position] != 0x0D {
                clean[position] = UInt8(ascii: " ")
                position += 1
            }
            while position < clean.count, clean[position] == 0x0A || clean[position] == 0x0D { position += 1 }
        }
        return clean
    }
}

extension Relation {
    /// The SSSOM predicate that says it; see the trap above.
    public var sssomPredicate: String { SSSOM.predicate(self) }
}
