import Foundation

/// Quantity, exchange and shift of a square matrix (rows old, columns new).
/// *Source*: Pontius & Santacruz 2014; the overall figures are half the sums over the categories.
package struct DifferenceComponents: Sendable, Hashable {
    package var quantity = 0.0
    package var exchange = 0.0
    package var shift = 0.0
    package var total: Double { quantity + exchange + shift }

    package init(_ matrix: [[Double]]) {
        for j in matrix.indices {
            var row = 0.0
            var column = 0.0
            var swapped = 0.0
            for i in matrix.indices where i != j {
                row += matrix[j][i]
                column += matrix[i][j]
                swapped += 2 * min(matrix[i][j], matrix[j][i])
            }
            let difference = abs(row - column)
            quantity += difference / 2
            exchange += swapped / 2
            // Rounding must not make a negative area of it.
            shift += max(0, row + column - difference - swapped) / 2
        }
    }
}

/// How alike two divisions of the same ground are. *Source*: Nowosad & Stepinski 2018 (β = 1).
package struct VMeasure: Sendable, Hashable {
    package var vMeasure: Double
    package var homogeneity: Double
    package var completeness: Double

    /// nil without any area. `matrix[i][j]` is the area in part i of the first and part j of the second.
    ///
    /// Homogeneity: how far each part of the *second* lies within one part of the first (labels of the first given
    /// the second); completeness the other way round.
    package init?(_ cells: [(row: Int, column: Int, area: Double)]) {
        var rows: [Int: Double] = [:]
        var columns: [Int: Double] = [:]
        var total = 0.0
        for cell in cells where cell.area > 0 {
            rows[cell.row, default: 0] += cell.area
            columns[cell.column, default: 0] += cell.area
            total += cell.area
        }
        guard total > 0 else { return nil }
        func entropy(_ parts: [Int: Double]) -> Double {
            // Summed in order of the key: dictionaries have none of their own.
            -parts.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value / total * log($1.value / total) }
        }
        var rowsGivenColumns = 0.0
        var columnsGivenRows = 0.0
        for cell in cells where cell.area > 0 {
            rowsGivenColumns -= cell.area / total * log(cell.area / (columns[cell.column] ?? total))
            columnsGivenRows -= cell.area / total * log(cell.area / (rows[cell.row] ?? total))
        }
        func share(_ conditional: Double, of whole: Double) -> Double {
            whole > 0 ? min(1, max(0, 1 - conditional / whole)) : 1
        }
        homogeneity = share(rowsGivenColumns, of: entropy(rows))
        completeness = share(columnsGivenRows, of: entropy(columns))
        let sum = homogeneity + completeness
        vMeasure = sum > 0 ? 2 * homogeneity * completeness / sum : 0
    }
}
