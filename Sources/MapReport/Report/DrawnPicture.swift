import GeoCore
import LayerDiff

/// A picture at the chosen detail: the shapes that are written.
struct DrawnPicture {
    let grid: ScreenGrid
    let old: MapPicture.DatedMap
    let new: MapPicture.DatedMap
    let faces: GridShapes
    let frame: GridShapes?

    /// Half a step and a little: what cannot be seen goes.
    private static let tolerance = 0.8

    init(_ picture: MapPicture, _ detail: MapDetail) {
        let coarse = detail.coarseness > 1 ? picture.grid.coarser(by: detail.coarseness) ?? picture.grid : picture.grid
        grid = coarse
        func drawn(_ shapes: GridShapes) -> GridShapes {
            let own = coarse == picture.grid ? shapes : shapes.coarser(from: picture.grid, to: coarse)
            return own.simplified(on: coarse, tolerance: Self.tolerance)
        }
        func dated(_ map: MapPicture.DatedMap) -> MapPicture.DatedMap {
            var map = map
            map.shapes = drawn(map.shapes)
            return map
        }
        old = dated(picture.old)
        new = dated(picture.new)
        faces = drawn(picture.faces)
        frame = picture.frame.map(drawn)
    }

    /// Pixels of a step when the picture is shown at its usual width; for strokes and patterns.
    var scale: Double { Double(MapPicture.longest) / Double(max(grid.width, grid.height)) }
}
