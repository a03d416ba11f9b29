/// Identifications of spatial plans ("NL.IMRO.0106.99BHV2020180B-C001").
enum IMROID {
    /// "NL.IMRO.0106.99BHV2020180B" of "NL.IMRO.0106.99BHV2020180B-C001", the same for concept, draft and adopted plan;
    /// nil for what is no IMRO id with a status.
    static func withoutStatus(_ id: String) -> String? {
        guard id.hasPrefix("NL.IMRO."), let dash = id.lastIndex(of: "-") else { return nil }
        let status = id[id.index(after: dash)...]
        guard let first = status.first, first.isLetter, status.allSatisfy({ $0.isLetter || $0.isNumber }) else {
            return nil
        }
        return String(id[..<dash])
    }
}
