import GeoCore

extension ZoneAccount {
    /// `{"zone": name | null, …}` with the accounts under the names they have at the top of the result.
    func json(_ language: Language) -> JSONValue {
        guard case .object(let all) = account.json(language: language, versions: [:]) else { return .null }
        let shared: Set<String> = [
            "boundary", "bounds", "causes", "classes", "common_legend", "frame_ha", "levels", "matrix",
        ]
        var members = all.filter { shared.contains($0.key) }
        members["zone"] = .optional(zone)
        return .object(members)
    }
}

extension GridAccount {
    /// `{"side_m", "cells": [{"x", "y", "causes": {…}, "transitions": [{"from", "to", "cause", "ha"}]}]}`; x and y are the
    /// lower left corner.
    var json: JSONValue {
        [
            "side_m": .number(sideMetres),
            "cells": .array(cells.map { cell in
                [
                    "x": .number(cell.x), "y": .number(cell.y),
                    "causes": .object(Dictionary(
                        cell.causes.present.map { ($0.cause.rawValue, .number($0.hectares)) },
                        uniquingKeysWith: { first, _ in first })),
                    "transitions": .array(cell.entries.map {
                        [
                            "from": .optional($0.from), "to": .optional($0.to), "cause": .string($0.cause.rawValue),
                            "ha": .number($0.hectares),
                        ]
                    }),
                ]
            }),
        ]
    }
}
