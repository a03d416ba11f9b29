extension AuditConsumer {
    /// Adds a tile with one border that both layers have; false when a polygon winds otherwise than 0 or 1: nothing has been
    /// added then.
    mutating func add(_ border: BorderOfBoth) -> Bool {
        let measure = frame.measure(border)
        let (sides, noise) = (border.sides, frame.noise)
        if sides.oldBelow >= 0, measure.excessBelow.magnitude > noise { return false }
        if sides.oldAbove >= 0, measure.excessAbove.magnitude > noise { return false }
        // Both together: the same everywhere, once.
        if sides.oldBelow >= 0, sides.oldAbove >= 0, border.below + border.above != 1 { return false }
        identicalTiles += 1
        var common = 0.0
        if sides.oldBelow >= 0 {
            addCommon(sides.oldBelow, sides.newBelow, measure.areaBelow)
            common += measure.areaBelow
        }
        if sides.oldAbove >= 0 {
            addCommon(sides.oldAbove, sides.newAbove, measure.areaAbove)
            common += measure.areaAbove
        }
        both += scale.quanta(common)
        return true
    }

    @inline(__always)
    private mutating func addCommon(_ old: Int32, _ new: Int32, _ area: Double) {
        cells.add(groups[Int(old)], groups[Int(new)], 0, scale.quanta(area))
    }
}
