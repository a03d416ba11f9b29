import GeoCore

/// The disturbance of the ground as a plan file says it, in two of its fields.
enum PlanGround {
    /// - Parameters:
    ///   - features: of the plan.
    ///   - attributes: texts per field.
    /// - Returns: nil when no field is asked for.
    /// - Throws: `ground-field` for a text that is no number of 0 or more.
    static func read(
        _ features: [Int], _ attributes: [String: [String?]], _ options: CheckOptions
    ) throws(InputError) -> GroundDisturbance? {
        guard options.disturbedAreaField != nil || options.depthField != nil else { return nil }
        var ground = options.ground
        if let field = options.disturbedAreaField {
            let values = try numbers(field, features, attributes)
            if !values.isEmpty { ground.areaSquareMetres = values.reduce(0, +) }
        }
        if let field = options.depthField, let depth = try numbers(field, features, attributes).max() {
            ground.depthCentimetres = depth
        }
        return ground
    }

    private static func numbers(
        _ field: String, _ features: [Int], _ attributes: [String: [String?]]
    ) throws(InputError) -> [Double] {
        var values: [Double] = []
        for feature in features {
            guard let column = attributes[field], column.indices.contains(feature), let text = column[feature] else { continue }
            let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2C }
            guard isPlain, let value = Double(text.replacing(",", with: ".")), value <= 1e12 else {
                throw InputError(
                    "ground-field",
                    problem: Bilingual(
                        en: "field '\(field)' holds '\(text)', which is no number of 0 or more",
                        nl: "veld '\(field)' bevat '\(text)', dat is geen getal van 0 of meer"),
                    remedy: Bilingual(
                        en: "write whole square metres or centimetres, without a unit",
                        nl: "schrijf hele vierkante meters of centimeters, zonder eenheid"))
            }
            values.append(value)
        }
        return values
    }
}
