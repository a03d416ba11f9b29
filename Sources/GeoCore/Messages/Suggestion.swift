/// The likely word behind a misspelt one: for fields, layers, keys and options.
public enum Suggestion {
    /// The candidate within a third of the word's length (at least 2 edits) of it, whatever the case; the first of
    /// equals.
    public static func nearest(to word: String, among candidates: [String]) -> String? {
        let limit = max(2, word.count / 3)
        var best: (distance: Int, word: String)?
        for candidate in candidates {
            let distance = edits(word.lowercased(), candidate.lowercased())
            if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
        }
        return best?.word
    }

    /// "did you mean 'X'?", or the whole list when nothing is near.
    public static func remedy(for word: String, among candidates: [String]) -> Bilingual {
        if let near = nearest(to: word, among: candidates) {
            return Bilingual(en: "did you mean '\(near)'?", nl: "bedoelde u '\(near)'?")
        }
        let list = candidates.joined(separator: ", ")
        return Bilingual(en: "choose from: \(list)", nl: "kies uit: \(list)")
    }

    /// Levenshtein distance, in characters.
    static func edits(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a), Array(b))
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (x == y ? 0 : 1))
                diagonal = above
            }
        }
        return row[b.count]
    }
}
