/// "Did you mean": the closest of a list of known words.
enum Suggestion {
    /// The candidate within a third of its length (at least one, at most three edits) of `word`; the first in the
    /// list when several are equally near. nil when nothing is near, or `word` is absurdly long.
    static func closest(to word: String, among candidates: [String]) -> String? {
        guard word.utf8.count <= 64 else { return nil }
        var best: (distance: Int, candidate: String)?
        for candidate in candidates {
            let distance = editDistance(word.lowercased(), candidate)
            let limit = min(3, max(1, candidate.filter { $0 != "-" }.count / 3))
            if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
        }
        return best?.candidate
    }

    /// Insertions, deletions, replacements and swaps of neighbours that make `a` into `b` (optimal string
    /// alignment).
    /// - Complexity: O(|a|·|b|).
    static func editDistance(_ a: String, _ b: String) -> Int {
        let a = Array(a)
        let b = Array(b)
        var rows = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in 0...a.count { rows[i][0] = i }
        for j in 0...b.count { rows[0][j] = j }
        for i in 0..<a.count {
            for j in 0..<b.count {
                var cost = min(rows[i][j + 1], rows[i + 1][j]) + 1
                cost = min(cost, rows[i][j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, rows[i - 1][j - 1] + 1) }
                rows[i + 1][j + 1] = cost
            }
        }
        return rows[a.count][b.count]
    }
}
