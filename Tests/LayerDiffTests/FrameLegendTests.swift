import GeoCore
import LayerDiff
import TestSupport
import Testing

/// A frame clips what is counted, never what is seen.
@Suite struct FrameLegendTests {
    @Test func classesOutsideTheFrameStillJoinTheCommonLegend() throws {
        // a–x, b–x and b–y overlap, so everything is one group; b lies outside the frame.
        let old = try TestMaps.layer([.init("a", 0, 0, 1, 1), .init("b", 2, 0, 1, 1)])
        let new = try TestMaps.layer([.init("x", 0, 0, 0.5, 1), .init("y", 0.5, 0, 0.5, 1), .init("x", 2, 0, 1, 1)])
        var crosswalk = TestMaps.crosswalk([
            ("a", "x", .overlap), ("b", "x", .overlap), ("b", "y", .overlap), ("", "x", .disjoint), ("", "y", .disjoint),
        ])
        for index in crosswalk.rows.indices { crosswalk.rows[index].rowIsComplete = crosswalk.rows[index].from != nil }
        var options = DiffOptions()
        options.crosswalk = crosswalk
        options.legend = .common
        let whole = try LayerDiffRun.run(old: old, new: new, options: options)
        options.frame = try TestMaps.area([.init("frame", 0, 0, 1, 1)], file: "frame")
        let framed = try LayerDiffRun.run(old: old, new: new, options: options)
        for result in [whole, framed] {
            let cell = try #require(result.matrix.first { $0.from == "a" && $0.to == "y" })
            #expect(cell.causes.present.map(\.cause) == [.definition])
            #expect(result.commonLegend.change == 0)
        }
        #expect(framed.commonLegend.groups == whole.commonLegend.groups)
    }
}
