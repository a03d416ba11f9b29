/// An area on two maps as a bar of characters, on its own scale: only on the old map, on both, only on the new one. Told
/// apart by shade, so that it needs no colour.
public struct TextBar: Sendable, Hashable {
    var onlyOld: Double
    var both: Double
    var onlyNew: Double
    /// What most of either side is, for colours.
    var oldMark: TextMark?
    var newMark: TextMark?

    static let widths = 8...24
    private static let shades = (old: "▒", both: "█", new: "░")

    /// A bar of `width` columns; every part that is there has one at least. Empty when nothing is there.
    func text(_ width: Int) -> String {
        let parts = [onlyOld, both, onlyNew].map { $0.isFinite && $0 >= NumberStyle.noiseHectares ? $0 : 0 }
        let total = parts.reduce(0, +)
        guard total > 0, width >= 3 else { return "" }
        var cells = parts.map { $0 > 0 ? max(1, Int(($0 / total * Double(width)).rounded())) : 0 }
        // The largest part takes up what rounding left over, or gives what it took.
        if let largest = parts.indices.max(by: { parts[$0] < parts[$1] }) {
            cells[largest] += width - cells.reduce(0, +)
        }
        func part(_ shade: String, _ count: Int, _ mark: TextMark?) -> String {
            let text = String(repeating: shade, count: max(0, count))
            return mark?(text) ?? text
        }
        return part(Self.shades.old, cells[0], oldMark) + part(Self.shades.both, cells[1], nil) + part(Self.shades.new, cells[2], newMark)
    }
}
