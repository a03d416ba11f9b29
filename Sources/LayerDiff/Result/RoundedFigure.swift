/// A figure in a message: four significant digits, or whole from 1000 on, at most nine decimals; with the decimal sign and the grouping of each language.
struct RoundedFigure {
    /// As options are written: a decimal point, nothing grouped.
    let plain: String

    init(_ number: Double) {
        guard number.isFinite, number != 0 else {
            plain = "0"
            return
        }
        var scale = 1.0
        while (number * scale).magnitude < 1000 && scale < 1e9 { scale *= 10 }
        let text = ((number * scale).rounded() / scale).description
        plain = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    var en: String { written(decimal: ".", group: ",") }
    var nl: String { written(decimal: ",", group: ".") }

    private func written(decimal: String, group: Character) -> String {
        // Numbers too small or large for plain digits (1e-10) stay as they are.
        guard !plain.contains("e") else { return plain }
        let halves = plain.split(separator: ".", maxSplits: 1)
        var whole = ""
        for (index, digit) in (halves.first ?? "0").reversed().enumerated() {
            if index > 0, index % 3 == 0, digit != "-" { whole.append(group) }
            whole.append(digit)
        }
        return String(whole.reversed()) + (halves.count > 1 ? decimal + halves[1] : "")
    }
}
