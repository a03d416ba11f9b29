package import GeoCore

/// A class drawn as points or lines on one map and as polygons on the other: counts, kilometres and hectares stand side by
/// side, and no hectare of it is change. *Source*: DOMAIN R7, METHOD §2 (kind `method-changed`).
public struct MethodChange: Sendable, Hashable {
    public var from: String
    public var to: String
    public var old: StockRow.Amount
    public var new: StockRow.Amount

    public init(from: String, to: String, old: StockRow.Amount, new: StockRow.Amount) {
        self.from = from
        self.to = to
        self.old = old
        self.new = new
    }

    /// The classes of two maps of which this holds: the same text, or joined by a row that lets them share states.
    package static func list(old: ClassifiedLayer, new: ClassifiedLayer, rows: [CrosswalkRow]) -> [MethodChange] {
        guard !old.lineMetres.isEmpty || !old.pointCounts.isEmpty || !new.lineMetres.isEmpty || !new.pointCounts.isEmpty
        else { return [] }
        var changes: [MethodChange] = []
        for from in Comparability.classes(old) {
            for to in Comparability.classes(new) {
                let continues = from == to
                    || rows.contains { $0.from == from && $0.to == to && $0.relation != .disjoint }
                let (before, after) = (amounts(of: from, in: old), amounts(of: to, in: new))
                guard continues, before.count == 1, after.count == 1, before[0].isArea != after[0].isArea else { continue }
                changes.append(MethodChange(from: from, to: to, old: before[0], new: after[0]))
            }
        }
        return changes
    }

    /// The rows, and for each change the row it implies where none states a cause: the hectares are a difference of
    /// definition, documented by the two maps themselves.
    package static func completed(_ rows: [CrosswalkRow], by changes: [MethodChange]) -> [CrosswalkRow] {
        var rows = rows
        for change in changes {
            let (from, to): (String?, String?) = change.new.isArea ? (nil, change.to) : (change.from, nil)
            let index = rows.firstIndex { $0.from == from && $0.to == to }
            var row = index.map { rows[$0] } ?? CrosswalkRow(from: from, to: to, relation: .unknown)
            if row.cause != nil && row.certainty == .stated { continue }
            row.kind = .methodChanged
            row.cause = .definition
            row.certainty = .stated
            if let index { rows[index] = row } else { rows.append(row) }
        }
        return rows
    }

    /// What a map has of a class, one entry per kind of geometry.
    private static func amounts(of name: String, in layer: ClassifiedLayer) -> [StockRow.Amount] {
        var amounts: [StockRow.Amount] = []
        if let index = layer.classes.firstIndex(of: name) {
            var features = PolygonBuffer()
            for feature in layer.classOfFeature.indices where Int(layer.classOfFeature[feature]) == index {
                features.appendFeature(feature, of: layer.polygons)
            }
            // Every place once.
            let area = AreaEngine.measure(EngineLayer(oneGroup: features), masks: [], threads: 1).union
            amounts.append(.hectares(hectares(area)))
        }
        if let metres = layer.lineMetres[name] { amounts.append(.kilometres(metres / 1000)) }
        if let count = layer.pointCounts[name] { amounts.append(.count(count)) }
        return amounts
    }
}

extension StockRow.Amount {
    var isArea: Bool {
        if case .hectares = self { true } else { false }
    }
}
