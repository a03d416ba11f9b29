/// MapCurves: how well the classes of one map can be told from those of the other.
///
/// The fit of a class is Σ C²/(A·B) over the classes of the other map (C shared, A and B whole areas). The curve gives the
/// share of classes with at least a given fit; its area is the goodness of fit of a map, and the better of the two maps
/// is the reference.
/// *Source*: Hargrove, Hoffman & Hessburg 2006, J. Geogr. Syst. 8.
package struct MapCurves: Sendable, Hashable {
    /// 0 … 1.
    package var goodnessOfFit: Double
    /// Which of the two maps the curve is of.
    package var referenceIsFirst: Bool

    /// nil without any area. Cells with the same row and column add up.
    package init?(_ cells: [(row: Int, column: Int, area: Double)]) {
        var areas: [(row: Int, column: Int, area: Double)] = []
        var rows: [Int: Double] = [:]
        var columns: [Int: Double] = [:]
        // In order of row and column: sums of dictionaries have none of their own.
        for cell in cells.sorted(by: { ($0.row, $0.column) < ($1.row, $1.column) }) where cell.area > 0 {
            if let last = areas.last, last.row == cell.row, last.column == cell.column {
                areas[areas.count - 1].area += cell.area
            } else {
                areas.append(cell)
            }
            rows[cell.row, default: 0] += cell.area
            columns[cell.column, default: 0] += cell.area
        }
        guard !areas.isEmpty else { return nil }
        var rowFit: [Int: Double] = [:]
        var columnFit: [Int: Double] = [:]
        for (row, column, area) in areas {
            let fit = area * area / ((rows[row] ?? area) * (columns[column] ?? area))
            rowFit[row, default: 0] += fit
            columnFit[column, default: 0] += fit
        }
        let first = Self.areaUnderCurve(Array(rowFit.values))
        let second = Self.areaUnderCurve(Array(columnFit.values))
        referenceIsFirst = first >= second
        goodnessOfFit = max(first, second)
    }

    /// Straight pieces through (0, 1), the sorted fits at evenly falling shares from 1 to 0, and (1, 0).
    private static func areaUnderCurve(_ fits: [Double]) -> Double {
        let sorted = fits.map { min(1, max(0, $0)) }.sorted()
        var area = 0.0
        var (x, y) = (0.0, 1.0)
        for (index, fit) in sorted.enumerated() {
            let share = sorted.count == 1 ? 1 : 1 - Double(index) / Double(sorted.count - 1)
            area += (fit - x) * (y + share) / 2
            (x, y) = (fit, share)
        }
        return area + (1 - x) * y / 2
    }
}
