import GeoCore
import LayerDiff
import TestSupport

/// Small maps and crosswalks for tests.
enum TestMaps {
    /// Rectangles in hectometres: one by one is a hectare.
    struct Rectangle {
        var name: String
        var x: Double
        var y: Double
        var width: Double
        var height: Double

        init(_ name: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double) {
            self.name = name
            self.x = x
            self.y = y
            self.width = width
            self.height = height
        }
    }

    static func layer(_ rectangles: [Rectangle], file: String = "map.gpkg") throws -> ClassifiedLayer {
        var layer = ClassifiedLayer(sources: [LayerSource(file: file, layer: "map")])
        layer.classes = Set(rectangles.map(\.name)).sorted(by: codePointOrder)
        for (index, rectangle) in rectangles.enumerated() {
            try layer.polygons.appendRing(Self.ring(rectangle))
            layer.polygons.endFeature()
            layer.classOfFeature.append(Int32(layer.classes.firstIndex(of: rectangle.name) ?? 0))
            layer.origins.append(FeatureOrigin(source: 0, id: Int64(index + 1)))
        }
        layer.ledger.featuresIn = rectangles.count
        layer.ledger.used = rectangles.count
        return layer
    }

    static func ring(_ r: Rectangle) -> [SIMD2<Double>] {
        let low = SIMD2(r.x, r.y) * 100 + SIMD2(230_000, 540_000)
        let high = SIMD2(r.x + r.width, r.y + r.height) * 100 + SIMD2(230_000, 540_000)
        return [low, SIMD2(high.x, low.y), high, SIMD2(low.x, high.y), low]
    }

    static func area(_ rectangles: [Rectangle], file: String) throws -> StudyArea {
        StudyArea(polygons: try layer(rectangles).polygons, source: LayerSource(file: file, layer: "area"))
    }

    /// Rows as (from, to, relation); "" is ∅.
    static func crosswalk(_ rows: [(String, String, Relation)]) -> Crosswalk {
        Crosswalk(file: "crosswalk.csv", rows: rows.enumerated().map { index, row in
            CrosswalkRow(
                line: index + 2, from: row.0.isEmpty ? nil : row.0, to: row.1.isEmpty ? nil : row.1,
                relation: row.2)
        })
    }

    /// A random partition of a square of `side` × `side` cells, each with a class or none.
    static func randomMap(
        _ names: [String], side: Int, emptyShare: Double, using random: inout SeededGenerator
    ) throws -> ClassifiedLayer {
        var rectangles: [Rectangle] = []
        let cuts = (0..<side).map { _ in Double.random(in: 0.05...0.95, using: &random) }
        for row in 0..<side {
            for column in 0..<side where Double.random(in: 0..<1, using: &random) >= emptyShare {
                let name = names.randomElement(using: &random) ?? names[0]
                // Every cell in two pieces, so that classes have borders inside them.
                let cut = cuts[row]
                rectangles.append(Rectangle(name, Double(column), Double(row), cut, 1))
                let other = names.randomElement(using: &random) ?? names[0]
                rectangles.append(Rectangle(other, Double(column) + cut, Double(row), 1 - cut, 1))
            }
        }
        return try layer(rectangles)
    }

    /// The crosswalk read the other way round.
    static func inverted(_ crosswalk: Crosswalk) -> Crosswalk {
        Crosswalk(file: crosswalk.file, rows: crosswalk.rows.map { row in
            var inverse = row
            inverse.from = row.to
            inverse.to = row.from
            inverse.relation = row.relation.inverse
            return inverse
        })
    }
}
