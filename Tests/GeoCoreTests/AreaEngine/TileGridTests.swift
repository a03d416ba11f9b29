@testable import GeoCore
import Testing

/// How large tiles are: about twelve edges where a border passes.
@Suite struct TileGridTests {
    private static let box = Box(minX: 0, minY: 0, maxX: 10_000, maxY: 10_000)

    @Test func oneBorderTakesTwelveEdges() throws {
        // A coast of 100 000 edges of 10 m round 1e8 m²: hardly anything but the one border.
        let grid = try #require(TileGrid(box: Self.box, meanEdge: 10, edges: 100_000, area: 1e8))
        // d = 100 000 · 100 / 2e8 = 0.05: k = 8.3, 83 m, and 64 m is nearer than 128 m on a ratio scale.
        #expect(grid.side == 64)
        let single = try #require(TileGrid(box: Self.box, meanEdge: 10, edges: 1_000, area: 1e8))
        #expect(single.side == 128)
    }

    @Test func manySmallPolygonsTakeSmallerTiles() throws {
        // The same edges in polygons that touch: d = 4e6 · 100 / 2e8 = 2, k = 2.2.
        let grid = try #require(TileGrid(box: Self.box, meanEdge: 10, edges: 4_000_000, area: 1e8))
        #expect(grid.side == 16)
    }

    @Test func aWindowTakesTheTilesOfTheWhole() throws {
        let whole = try #require(TileGrid(box: Self.box, meanEdge: 10, edges: 100_000, area: 1e8))
        let window = Box(minX: 4_000, minY: 4_000, maxX: 4_300, maxY: 4_300)
        let part = try #require(TileGrid(box: window, meanEdge: 10, edges: 100_000, area: 1e8, all: Self.box))
        #expect(part.side == whole.side)
    }

    @Test func anyNumberOfLayersAndNoAreaGiveAGrid() throws {
        // Ten layers in one place have no more ground than two.
        let two = try #require(TileGrid(box: Self.box, meanEdge: 10, edges: 1_000_000, area: 2e8))
        let ten = try #require(TileGrid(box: Self.box, meanEdge: 10, edges: 1_000_000, area: 1e9))
        #expect(two.side == ten.side)
        let flat = try #require(TileGrid(box: Self.box, meanEdge: 10, edges: 10, area: 0))
        #expect(flat.side >= 20 && flat.columns > 0)
        #expect(TileGrid(box: .empty, meanEdge: 10, edges: 10, area: 1) == nil)
    }
}
