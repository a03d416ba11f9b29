public import GeoCore

/// Several plans side by side, as variants of one idea: what each takes of every unit. Rows are units, columns are
/// variants; nothing is added up and none is called better.
public struct VariantMatrix: Sendable, Hashable {
    /// Plan ids and names, in the order given.
    public var variants: [NamedUnit]
    /// Units that at least one variant overlaps or borders, ordered as hits are: firmness, level, size.
    public var rows: [Row]

    public struct Row: Sendable, Hashable {
        /// The unit as the first variant has it; its measures are those of `cells`.
        public var unit: UnitHit
        public var cells: [Cell]
        /// The unit's named features under any variant, largest first.
        public var features: [Feature]
    }

    /// One unit under one variant.
    public struct Cell: Sendable, Hashable {
        public var state: HitState
        public var areaHectares: Double?
        public var shareOfPlan: Double?
        public var shareOfUnit: Double?
        public var lengthMetres: Double?
        public var count: Int?
        public var distanceMetres: Double?
        public var partsBefore: Int?
        public var partsAfter: Int?
        public var largestPartAfterHectares: Double?
    }

    /// One feature of a unit: what every variant takes of it.
    public struct Feature: Sendable, Hashable {
        public var name: String
        public var cells: [FeatureHit]
    }

    /// - Complexity: plans × units.
    public init(_ plans: [PlanResult]) {
        variants = plans.map { NamedUnit(id: $0.id, name: $0.name) }
        rows = []
        guard let first = plans.first else { return }
        var ordered: [(row: Row, order: HitOrder, place: Int)] = []
        for (place, unit) in first.hits.enumerated() {
            // Every plan of a run has every unit once, in catalogue order.
            let hits = plans.compactMap { $0.hits.indices.contains(place) ? $0.hits[place] : nil }
            guard hits.count == plans.count, hits.contains(where: { $0.state == .hit || $0.state == .touches }) else {
                continue
            }
            var largest = unit
            for hit in hits where hit.state == .hit && (hit.areaHectares ?? 0) >= (largest.areaHectares ?? 0) { largest = hit }
            ordered.append(
                (
                    Row(unit: unit, cells: hits.map(Cell.init), features: Self.features(hits)), HitOrder(largest), place
                ))
        }
        rows = ordered.sorted { $0.order == $1.order ? $0.place < $1.place : $0.order < $1.order }.map(\.row)
    }

    private static func features(_ hits: [UnitHit]) -> [Feature] {
        var names: [String] = []
        for hit in hits {
            for feature in hit.features where !feature.name.isEmpty && !names.contains(feature.name) {
                names.append(feature.name)
            }
        }
        let features = names.map { name in
            Feature(
                name: name,
                cells: hits.map { hit in
                    hit.features.first { $0.name == name } ?? FeatureHit(name: name, areaHectares: 0, shareOfFeature: 0)
                })
        }
        let size = { (feature: Feature) in feature.cells.map(\.areaHectares).max() ?? 0 }
        return features.sorted { a, b in size(a) != size(b) ? size(a) > size(b) : codePointOrder(a.name, b.name) }
    }
}

extension VariantMatrix.Cell {
    init(_ hit: UnitHit) {
        self.init(
            state: hit.state, areaHectares: hit.areaHectares, shareOfPlan: hit.shareOfPlan, shareOfUnit: hit.shareOfUnit,
            lengthMetres: hit.lengthMetres, count: hit.count, distanceMetres: hit.distanceMetres,
            partsBefore: hit.partsBefore, partsAfter: hit.partsAfter,
            largestPartAfterHectares: hit.largestPartAfterHectares)
    }
}

extension VariantMatrix {
    public var json: JSONValue {
        [
            "variants": .array(variants.map { ["id": .string($0.id), "name": .string($0.name)] }),
            "rows": .array(
                rows.map { row in
                    [
                        "id": .string(row.unit.id), "quality": .string(row.unit.quality), "name": .string(row.unit.name),
                        "level": .optional(row.unit.level), "cells": .array(row.cells.map(\.json)),
                        "features": .array(
                            row.features.map { feature in
                                [
                                    "name": .string(feature.name),
                                    "cells": .array(
                                        feature.cells.map {
                                            [
                                                "area_ha": .number($0.areaHectares),
                                                "share_of_feature": .number($0.shareOfFeature),
                                            ]
                                        }),
                                ]
                            }),
                    ]
                }),
        ]
    }
}

extension VariantMatrix.Cell {
    var json: JSONValue {
        [
            "state": .string(state.rawValue), "area_ha": .optional(areaHectares),
            "share_of_plan": .optional(shareOfPlan), "share_of_unit": .optional(shareOfUnit),
            "length_m": .optional(lengthMetres), "count": .optional(count), "distance_m": .optional(distanceMetres),
            "parts_before": .optional(partsBefore), "parts_after": .optional(partsAfter),
            "largest_part_after_ha": .optional(largestPartAfterHectares),
        ]
    }
}
