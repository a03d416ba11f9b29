import LayerDiff

/// SVG path data in whole steps, relative, as short as it gets.
struct PathData {
    private(set) var bytes: [UInt8] = []

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var isEmpty: Bool { bytes.isEmpty }

    mutating func add(_ shapes: GridShapes, shape: Int) {
        for ring in shapes.rings(ofShape: shape) {
            add(shapes.places(ofRing: ring))
            bytes.append(UInt8(ascii: "z"))
        }
    }

    /// A line through places of the grid.
    mutating func add(_ line: some Sequence<SIMD2<Int32>>) {
        var before: SIMD2<Int32>?
        var isFirstStep = true
        for place in line {
            if let last = before {
                bytes.append(contentsOf: isFirstStep ? [UInt8(ascii: "l")] : [])
                let step = place &- last
                write(step.x, separated: !isFirstStep)
                write(step.y, separated: true)
                isFirstStep = false
            } else {
                bytes.append(UInt8(ascii: "M"))
                write(place.x, separated: false)
                write(place.y, separated: true)
            }
            before = place
        }
    }

    private mutating func write(_ number: Int32, separated: Bool) {
        if separated, number >= 0 { bytes.append(UInt8(ascii: " ")) }
        bytes.append(contentsOf: String(number).utf8)
    }
}

extension GridShapes {
    /// Path data of one shape.
    func path(_ shape: Int) -> String {
        var data = PathData()
        data.add(self, shape: shape)
        return data.text
    }
}
