extension PolygonBuffer {
    /// Whether a feature covers a place: the number of edges below it is odd. A place on an edge belongs to one of the
    /// two features that share it. For valid polygons; holes are no part of it.
    /// - Complexity: linear in the feature's vertices.
    public func covers(_ place: SIMD2<Double>, feature: Int) -> Bool {
        var isInside = false
        for ring in rings(ofFeature: feature) {
            let vertices = vertices(ofRing: ring)
            for index in vertices.dropFirst() {
                let (a, b) = (coordinates[index - 1], coordinates[index])
                guard (a.x > place.x) != (b.x > place.x) else { continue }
                let y = a.y + (place.x - a.x) / (b.x - a.x) * (b.y - a.y)
                if y < place.y { isInside.toggle() }
            }
        }
        return isInside
    }
}
