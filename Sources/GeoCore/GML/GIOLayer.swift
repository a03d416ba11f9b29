/// A GIO's one layer, with its name and what the GIO says of all its locations as fields.
enum GIOLayer {
    static func named(_ layer: MemoryLayer, _ header: GIOHeader, file: String) -> MemoryLayer {
        var layer = layer
        addGroups(header, to: &layer)
        for (field, key) in [("norm", "normlabel"), ("eenheid", "eenheidlabel"), ("expression", "FRBRExpression")] {
            guard let value = header.values[key] else { continue }
            layer.add(field: field) { _ in .text(value) }
        }
        layer.name = name(of: layer, header) ?? FileBytes.stem(file)
        return layer
    }

    /// The one group's label, else the one name that all locations have, else the last part of the work's
    /// identification.
    private static func name(of layer: MemoryLayer, _ header: GIOHeader) -> String? {
        let labels = Set(header.groups.map(\.label))
        if labels.count == 1, let label = labels.first { return label }
        if let column = layer.fields.firstIndex(where: { $0.name == "naam" }) {
            let names = Set(layer.values.map { $0.indices.contains(column) ? $0[column] : .null })
            if names.count == 1, case .text(let name) = names.first { return name }
        }
        return header.values["FRBRWork"]?.split(separator: "/").last.map(String.init)
    }

    private static func addGroups(_ header: GIOHeader, to layer: inout MemoryLayer) {
        guard !header.groups.isEmpty, let column = layer.fields.firstIndex(where: { $0.name == "groepID" }) else { return }
        let labels = Dictionary(header.groups.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
        layer.add(field: "groep") { values in
            guard values.indices.contains(column), case .text(let id) = values[column], let label = labels[id] else { return .null }
            return .text(label)
        }
    }
}

extension MemoryLayer {
    /// Adds a field; a name that is taken stays as it is.
    fileprivate mutating func add(field: String, value: ([FieldValue]) -> FieldValue) {
        guard !fields.contains(where: { $0.name == field }) else { return }
        let column = fields.count
        fields.append(LayerField(name: field, kind: .text))
        for row in values.indices {
            let new = value(values[row])
            while values[row].count < column { values[row].append(.null) }
            values[row].append(new)
        }
    }
}
