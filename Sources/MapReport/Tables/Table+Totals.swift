import Foundation
import GeoCore

/// How far figures that are rounded one by one are from their rounded sum.
enum Rounding {
    /// What a row for the rounding has to say, so that the figures as printed add up; 0 when they do.
    static func difference(of values: [Double], sum: Double, decimals: Int) -> Double {
        let scale = pow(10, Double(decimals))
        func whole(_ value: Double) -> Double { (value * scale).rounded(.toNearestOrAwayFromZero) }
        let difference = (whole(sum) - values.reduce(0) { $0 + whole($1) }) / scale
        return difference == 0 ? 0 : difference
    }
}

extension Table {
    func hectares(_ row: Int, _ column: Int) -> Double? {
        switch rows[row][column] {
        case .hectares(let value), .signedHectares(let value): value.isFinite ? value : nil
        default: nil
        }
    }

    /// With the totals of the columns that add up, and before them, when the figures as printed do not, a row for the
    /// rounding. The first column has the words.
    func withTotals(of additive: Set<Int>, _ language: Language, decimals: Int = 1) -> Table {
        guard rows.count > 1 else { return self }
        var rounding: [Cell] = [.text(language == .nl ? "afronding" : "rounding")]
        var total: [Cell] = [.text(language == .nl ? "totaal" : "total")]
        var isRounded = false
        for column in columns.indices.dropFirst() {
            guard additive.contains(column) else {
                rounding.append(.empty)
                total.append(.empty)
                continue
            }
            let values = rows.indices.compactMap { hectares($0, column) }
            let sum = values.reduce(0, +)
            let difference = Rounding.difference(of: values, sum: sum, decimals: decimals)
            if difference != 0 { isRounded = true }
            rounding.append(difference == 0 ? .empty : .signedHectares(difference))
            total.append(.hectares(sum))
        }
        var table = self
        table.rows += isRounded ? [rounding, total] : [total]
        return table
    }
}
