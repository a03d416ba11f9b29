import GeoCore
import PlanCheck

/// Numbers on units, lengths along common borders, distances to what is near.
struct PlanMapLabels {
    let frame: MapFrame
    let plan: PlanResult
    let outline: PolygonBuffer
    let style: NumberStyle

    func svg(_ units: [(number: Int, hit: UnitHit, shape: UnitShape)]) -> [String] {
        var out: [String] = []
        var taken: [SIMD2<Double>] = []
        var borders: [(line: [SIMD2<Double>], number: Int)] = []
        for unit in units {
            for line in unit.shape.sharedBoundary {
                out.append(
                    "<path d=\"\(frame.path(line))\" fill=\"none\" stroke=\"#c1121f\" stroke-width=\"4\" stroke-linecap=\"round\"/>")
                borders.append((line, unit.number))
            }
            if unit.shape.nearest.count == 2 { out += distance(unit.hit, unit.shape.nearest, &taken) }
        }
        out += sides(units, &taken)
        for unit in units {
            let around = frame.labelPlaces(unit.shape.overlap.partCount > 0 ? unit.shape.overlap : unit.shape.surroundings)
            let others =
                unit.shape.pointsInside.map(frame.place) + unit.shape.linesInside.compactMap(middle)
                + unit.shape.points.map(frame.place) + unit.shape.lines.compactMap(middle)
            let places = (around + others).filter { $0.x > 8 && $0.y > 8 && $0.x < frame.width - 8 && $0.y < frame.height - 8 }
            guard let place = places.first(where: { isFree($0, taken) }) ?? places.first else { continue }
            taken.append(place)
            let look = QualityLook.of(unit.hit.quality)
            out.append(Self.badge(unit.number, at: place, look.colour))
        }
        return out
    }

    static func badge(_ number: Int, at place: SIMD2<Double>, _ colour: String) -> String {
        let (x, y) = (MapFrame.number(place.x), MapFrame.number(place.y))
        return "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"9\" fill=\"#ffffff\" stroke=\"\(colour)\" stroke-width=\"2\"/>"
            + "<text x=\"\(x)\" y=\"\(MapFrame.number(place.y + 4))\" text-anchor=\"middle\" font-size=\"11\" font-weight=\"bold\">\(number)</text>"
    }

    private func middle(_ line: [SIMD2<Double>]) -> SIMD2<Double>? {
        line.isEmpty ? nil : frame.place(line[line.count / 2])
    }

    private func isFree(_ place: SIMD2<Double>, _ taken: [SIMD2<Double>]) -> Bool {
        taken.allSatisfy { other in
            let step = place - other
            return abs(step.x) > 22 || abs(step.y) > 20
        }
    }

    /// A dashed line to the nearest point, with its length.
    private func distance(_ hit: UnitHit, _ line: [SIMD2<Double>], _ taken: inout [SIMD2<Double>]) -> [String] {
        let (from, to) = (frame.place(line[0]), frame.place(line[1]))
        let step = to - from
        let place = (from + to) / 2
        var out = [
            "<path d=\"M\(MapFrame.text(from))L\(MapFrame.text(to))\" fill=\"none\" stroke=\"#111111\" stroke-width=\"1.2\" stroke-dasharray=\"3 3\"/>"
        ]
        let text = style.distance(hit.distanceMetres ?? 0)
        let label = abs(step.x) > abs(step.y) ? place + SIMD2(0, -6) : place + SIMD2(6, 4)
        if isFree(label, taken) {
            taken.append(label)
            out.append(halo(text, at: label, anchor: abs(step.x) > abs(step.y) ? "middle" : "start"))
        }
        return out
    }

    /// Per side of the plan the length of the border, once however many units share it; the side's letters and metres
    /// stand outside the plan.
    private func sides(
        _ units: [(number: Int, hit: UnitHit, shape: UnitShape)], _ taken: inout [SIMD2<Double>]
    ) -> [String] {
        var out: [String] = []
        var told: Set<String> = []
        for unit in units where unit.hit.state == .touches {
            for side in unit.hit.sides {
                let length = unit.hit.sideLengthsMetres?[side] ?? 0
                let text = side.text(style.language) + (length > 0 ? " " + style.metres(length) : "")
                guard told.insert(text).inserted, let place = borderMiddle(side, unit.shape.sharedBoundary) else { continue }
                let away = Self.direction(side)
                let anchor = away.x > 0.5 ? "start" : away.x < -0.5 ? "end" : "middle"
                var label = frame.place(place) + SIMD2(away.x * 10, away.y * 14 + 4)
                let room = 6.4 * Double(text.count)
                // Inside the frame, whatever the side.
                if anchor == "start" { label.x = min(label.x, frame.width - room) }
                if anchor == "end" { label.x = max(label.x, room) }
                label.y = min(max(label.y, 14), frame.height - 6)
                taken.append(label + SIMD2(anchor == "start" ? room / 2 : anchor == "end" ? -room / 2 : 0, 0))
                out.append(halo(text, at: label, anchor: anchor, colour: "#a00f1a", bold: true))
            }
        }
        return out
    }

    /// The middle of the longest piece of a common border that faces a side.
    private func borderMiddle(_ side: Side, _ lines: [[SIMD2<Double>]]) -> SIMD2<Double>? {
        var best: (length: Double, middle: SIMD2<Double>)?
        var all: (length: Double, middle: SIMD2<Double>)?
        for line in lines {
            for (a, b) in zip(line, line.dropFirst()) {
                let step = b - a
                let length = (step * step).sum().squareRoot()
                let isThatSide =
                    switch side {
                    // The interior lies to the left: going east the outside is south.
                    case .south: abs(step.x) >= abs(step.y) && step.x > 0
                    case .north: abs(step.x) >= abs(step.y) && step.x < 0
                    case .east: abs(step.y) > abs(step.x) && step.y > 0
                    case .west: abs(step.y) > abs(step.x) && step.y < 0
                    default: true
                    }
                if length > all?.length ?? 0 { all = (length, (a + b) / 2) }
                if isThatSide, length > best?.length ?? 0 { best = (length, (a + b) / 2) }
            }
        }
        return best?.middle ?? all?.middle
    }

    /// In the drawing, y down.
    private static func direction(_ side: Side) -> SIMD2<Double> {
        switch side {
        case .north: SIMD2(0, -1)
        case .northEast: SIMD2(0.7, -0.7)
        case .east: SIMD2(1, 0)
        case .southEast: SIMD2(0.7, 0.7)
        case .south: SIMD2(0, 1)
        case .southWest: SIMD2(-0.7, 0.7)
        case .west: SIMD2(-1, 0)
        case .northWest: SIMD2(-0.7, -0.7)
        case .all: SIMD2(0, 0)
        }
    }

    private func halo(_ text: String, at place: SIMD2<Double>, anchor: String, colour: String = "#111111", bold: Bool = false) -> String {
        "<text x=\"\(MapFrame.number(place.x))\" y=\"\(MapFrame.number(place.y))\" text-anchor=\"\(anchor)\" fill=\"\(colour)\""
            + (bold ? " font-weight=\"bold\"" : "") + " stroke=\"#ffffff\" stroke-width=\"3\" paint-order=\"stroke\">\(XML.escaped(text))</text>"
    }
}
