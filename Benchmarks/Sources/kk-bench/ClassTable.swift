import GeoCore

/// Square metres per pair of classes, as JSON: what other programs' answers are held against.
enum ClassTable {
    static func print(_ options: Options) throws {
        guard options.names.count == 2 else { throw UsageError(text: "class-table OLD NEW") }
        let maps = try MapPair(fixture: "files", seed: nil, old: options.names[0], new: options.names[1])
        let cells = AreaEngine.table(maps.old, maps.new, threads: 2).cells
        let rows = cells.map { cell -> JSONValue in
            [
                "old": .string(maps.classes.old[Int(cell.old)]), "new": .string(maps.classes.new[Int(cell.new)]),
                "m2": .number(cell.areaSquareMetres),
            ]
        }
        Swift.print(JSONValue.object(["cells": .array(rows), "versions": Machine.versions]).text, terminator: "")
    }
}
