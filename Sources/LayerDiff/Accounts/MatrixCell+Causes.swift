import GeoCore

extension MatrixCell {
    /// Adds a measured part of the cell, each piece to its cause. The pieces always add up to the part: what shapes take
    /// of it (X, S) is taken from rule 7 or 8.
    ///
    /// The strict bound counts R that evidence or a document of the crosswalk says in full: no drawing is involved.
    mutating func add(_ part: MeasuredPair.Cell, _ rules: PairRules) {
        let area = LayerDiff.hectares(part.squareMetres)
        hectares += area
        if !part.insideSurvey {
            add(.noData, rule: 1, area)
        } else if let evidence = part.evidence {
            add(evidence, rule: 2, area)
            if evidence == .real { addStrict(area) }
        } else {
            let verdict = rules.verdict(part.old, part.new)
            var rest = area
            if let shapes = part.shapes, rules.isTested(part.old, part.new) {
                // Shapes are rounded: together they are never more than the engine's cell, and nothing or all of it is
                // not made into a cause of a billionth.
                let noise = LayerDiff.hectares(ShapeAreas.noise(part.squareMetres))
                func taken(_ squareMetres: Double) -> Double {
                    let taken = LayerDiff.hectares(squareMetres)
                    return taken <= noise ? 0 : rest - taken <= noise ? rest : taken
                }
                let drawing = taken(shapes.drawing)
                rest -= drawing
                let small = taken(shapes.small)
                rest -= small
                add(.drawing, rule: 5, drawing)
                add(.small, rule: 6, small)
            }
            add(verdict.cause, rule: verdict.rule, rest)
            if verdict.cause == .real {
                addStrict(part.shapes?.strict.map { min(rest, LayerDiff.hectares($0)) } ?? rest)
            }
        }
    }

    private mutating func addStrict(_ area: Double) { strictHectares = (strictHectares ?? 0) + area }

    private mutating func add(_ cause: Cause, rule: Int, _ area: Double) {
        guard area > 0 else { return }
        causes[cause] += area
        rules[cause] = min(rules[cause] ?? rule, rule)
    }
}
