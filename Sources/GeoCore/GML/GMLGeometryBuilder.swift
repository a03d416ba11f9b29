/// Puts one geometry together from the elements that an XML reader meets (GML 3.1.1, 3.2.1 and the spellings of 2).
///
/// Surfaces of every kind (Polygon, Surface with patches, MultiSurface, CompositeSurface…) become polygon parts,
/// curves of every kind lines, points points. Arcs and circles become chords. Heights are dropped.
struct GMLGeometryBuilder {
    /// What the geometries of this object have come to.
    private(set) var summary = GeometrySummary()
    /// The first thing that was wrong; what comes after it is not looked at.
    private(set) var problem: GMLProblem?
    /// CRS of the coordinates; nil when none is named.
    private(set) var srs: GMLSRS?
    /// Arcs and circles that became chords.
    var arcs = 0
    /// Dimension for lists that do not say theirs, from a surrounding `boundedBy`.
    var defaultDimension: Int?
    /// CRS for geometries that do not say theirs, likewise.
    var defaultSRS: String?

    private let arcMaker: GMLArcs
    private var elements: [Element] = []
    /// Curves being drawn, the outermost first.
    private var curves: [Curve] = []
    /// Rings of the polygon being drawn.
    private var shell: [SIMD2<Double>]?
    private var holes: [[SIMD2<Double>]] = []
    private var isHole = false
    private var rings = 0
    private var numbers = GMLNumbers()
    /// Text of a `coordinates`, `radius` or angle.
    private var text = ""
    private var separators: (decimal: Character, coordinate: Character, tuple: Character) = (".", ",", " ")
    private var dimension: Int?
    private var knownOrders: [GMLSRS: Bool] = [:]
    private var isYFirst = false

    private struct Element {
        var name: String
        var srsName: String?
        var dimension: Int?
    }

    private struct Curve {
        var name: String
        var positions: [SIMD2<Double>] = []
        var isReversed = false
        var radius: Double?
        var startAngle: Double?
        var endAngle: Double?
    }

    init(chordError: Double) {
        arcMaker = GMLArcs(chordError: chordError)
    }

    /// Holds the place of one that is at work.
    static let idle = GMLGeometryBuilder(chordError: GMLArcs.defaultChordErrorMetres)

    // MARK: element names

    private static let polygons: Set = ["Polygon", "PolygonPatch", "Rectangle", "Triangle"]
    private static let rings: Set = ["LinearRing", "Ring"]
    private static let segments: Set = [
        "LineStringSegment", "Arc", "ArcString", "Circle", "CircleByCenterPoint", "ArcByCenterPoint",
    ]
    private static let lines: Set = ["LineString", "Curve", "CompositeCurve", "OrientableCurve"]
    private static let groups: Set = [
        "MultiSurface", "MultiPolygon", "Surface", "CompositeSurface", "PolyhedralSurface", "TriangulatedSurface",
        "OrientableSurface", "MultiCurve", "MultiLineString", "MultiPoint", "MultiGeometry", "GeometricComplex",
    ]
    /// Geometries whose outline is not made of lines and arcs, or that are no flat figure.
    private static let unsupported: Set = [
        "ArcByBulge", "ArcStringByBulge", "Bezier", "BSpline", "CubicSpline", "Clothoid", "OffsetCurve", "Geodesic",
        "GeodesicString", "Solid", "CompositeSolid", "MultiSolid", "Tin", "Cone", "Cylinder", "Sphere", "Grid",
        "RectifiedGrid",
    ]

    /// Whether an element begins a geometry.
    static func isGeometry(_ name: String) -> Bool {
        polygons.contains(name) || rings.contains(name) || lines.contains(name) || groups.contains(name)
            || name == "Point" || unsupported.contains(name)
    }

    // MARK: reading

    /// Inside a geometry.
    var isOpen: Bool { !elements.isEmpty }

    /// Forgets the object, for the next one.
    mutating func reset() {
        summary = GeometrySummary()
        problem = nil
        srs = nil
        elements.removeAll(keepingCapacity: true)
        curves.removeAll()
        (shell, holes, isHole, rings, dimension) = (nil, [], false, 0, nil)
    }

    mutating func start(_ name: String, _ attributes: [String: String]) {
        elements.append(
            Element(
                name: name, srsName: attributes["srsName"],
                dimension: (attributes["srsDimension"] ?? attributes["dimension"]).flatMap { Int($0) }))
        guard problem == nil else { return }
        switch name {
        case "posList", "pos", "coord", "X", "Y", "Z":
            if name != "X" && name != "Y" && name != "Z" { numbers.removeAll() }
        case "coordinates":
            text = ""
            separators = (
                attributes["decimal"]?.first ?? ".", attributes["cs"]?.first ?? ",", attributes["ts"]?.first ?? " "
            )
        case "radius", "startAngle", "endAngle":
            text = ""
            if let unit = attributes["uom"], !Self.isUnit(unit, of: name) {
                problem = .incomplete(
                    en: "gml:\(name) in '\(unit)', not in \(name == "radius" ? "metres" : "degrees")",
                    nl: "gml:\(name) in '\(unit)', niet in \(name == "radius" ? "meters" : "graden")")
            }
        case "exterior", "outerBoundaryIs": isHole = false
        case "interior", "innerBoundaryIs": isHole = true
        case _ where Self.polygons.contains(name): (shell, holes, isHole) = (nil, [], false)
        case _ where Self.rings.contains(name) || Self.lines.contains(name) || Self.segments.contains(name):
            curves.append(Curve(name: name, isReversed: name == "OrientableCurve" && attributes["orientation"] == "-"))
        case _ where Self.unsupported.contains(name): problem = .unsupported(name)
        default:
            // A piece that stands elsewhere: what is here would be measured as if it were whole.
            if attributes.keys.contains(where: { $0 == "href" || $0.hasSuffix(":href") }) {
                problem = .incomplete(
                    en: "part of the geometry (\(name)) stands elsewhere and is only pointed at (xlink)",
                    nl: "een deel van de geometrie (\(name)) staat elders; er is alleen een verwijzing (xlink)")
            }
        }
    }

    mutating func characters(_ bytes: ArraySlice<UInt8>) {
        guard problem == nil, let element = elements.last else { return }
        switch element.name {
        case "posList", "pos", "X", "Y", "Z": numbers.add(bytes)
        case "coordinates", "radius", "startAngle", "endAngle": text += String(decoding: bytes, as: UTF8.self)
        default: break
        }
    }

    /// Ends the innermost element; polygons that are done go to `buffer`.
    mutating func end(_ name: String, into buffer: inout PolygonBuffer) {
        defer { elements.removeLast() }
        guard problem == nil else { return }
        do throws(GMLProblem) {
            try close(name, &buffer)
        } catch {
            problem = error
        }
    }

    private mutating func close(_ name: String, _ buffer: inout PolygonBuffer) throws(GMLProblem) {
        switch name {
        case "posList", "pos", "coord":
            numbers.finish()
            try takeNumbers(of: name)
        case "X", "Y", "Z": numbers.finish()
        case "coordinates": try takeCoordinates()
        case "radius", "startAngle", "endAngle": try takeMeasure(name)
        case _ where Self.polygons.contains(name): try closePolygon(&buffer)
        case _ where !curves.isEmpty && curves[curves.count - 1].name == name: try closeCurve()
        default: break
        }
    }

    // MARK: positions

    private mutating func takeNumbers(of name: String) throws(GMLProblem) {
        if let bad = numbers.badText { throw .notANumber(bad) }
        let values = numbers.values
        guard !values.isEmpty else { return }
        let stated = elements.reversed().lazy.compactMap(\.dimension).first ?? defaultDimension
        let count: Int
        if name == "posList" {
            if let stated { count = stated } else { count = try guessedDimension(values) }
        } else {
            count = values.count
            if let stated, stated != count {
                throw .mixedDimensions(
                    en: "a position of \(count) numbers where srsDimension says \(stated)",
                    nl: "een punt van \(count) getallen waar srsDimension \(stated) zegt")
            }
        }
        try take(values, dimension: count)
    }

    /// 2 or 3, for a list that does not say it: what divides it; where both do, what closes the ring; else 2.
    private func guessedDimension(_ values: [Double]) throws(GMLProblem) -> Int {
        let n = values.count
        if n % 2 == 0, n % 3 != 0 { return 2 }
        if n % 3 == 0, n % 2 != 0 { return 3 }
        guard n % 6 == 0 else {
            throw .mixedDimensions(
                en: "\(n) numbers are neither pairs nor triples", nl: "\(n) getallen zijn geen paren en geen drietallen")
        }
        let closesIn2 = values[0] == values[n - 2] && values[1] == values[n - 1]
        let closesIn3 = values[0] == values[n - 3] && values[1] == values[n - 2]
        return curves.last?.name == "LinearRing" && !closesIn2 && closesIn3 ? 3 : 2
    }

    private mutating func take(_ values: [Double], dimension count: Int) throws(GMLProblem) {
        guard count == 2 || count == 3 else {
            throw .mixedDimensions(
                en: "positions of \(count) numbers", nl: "punten van \(count) getallen")
        }
        guard values.count % count == 0 else {
            throw .mixedDimensions(
                en: "\(values.count) numbers are no whole positions of \(count)",
                nl: "\(values.count) getallen zijn geen hele punten van \(count)")
        }
        if let dimension, dimension != count {
            throw .mixedDimensions(
                en: "positions of \(dimension) and of \(count) numbers in one object",
                nl: "punten van \(dimension) en van \(count) getallen in één object")
        }
        dimension = count
        if count == 3 { summary.hasExtraDimensions = true }
        try noteSRS()
        for start in stride(from: 0, to: values.count, by: count) {
            let position = isYFirst ? SIMD2(values[start + 1], values[start]) : SIMD2(values[start], values[start + 1])
            guard abs(position.x) <= PolygonBuffer.coordinateLimit, abs(position.y) <= PolygonBuffer.coordinateLimit else {
                throw .ring(.coordinateOutOfRange(position: start / count), ring: rings + 1)
            }
            if curves.isEmpty {
                addPoint(position)
            } else {
                curves[curves.count - 1].positions.append(position)
            }
        }
    }

    private mutating func addPoint(_ position: SIMD2<Double>) {
        summary.points += 1
        summary.pointPositions.append(position)
        summary.otherBox.add(position)
    }

    private mutating func noteSRS() throws(GMLProblem) {
        guard let name = elements.reversed().lazy.compactMap(\.srsName).first ?? defaultSRS else { return }
        let own = GMLSRS(name)
        if let srs {
            guard srs.definition == own.definition else { throw .mixedCRS(srs.definition, own.definition) }
            if srs == own { return }
        }
        srs = own
        if let known = knownOrders[own] {
            isYFirst = known
        } else {
            isYFirst = own.isYFirst
            knownOrders[own] = isYFirst
        }
    }

    /// GML 2: "x,y x,y", with separators of its own choice.
    private mutating func takeCoordinates() throws(GMLProblem) {
        let (decimal, coordinate, tuple) = separators
        let tuples =
            tuple.isWhitespace
            ? text.split(whereSeparator: \.isWhitespace)
            : text.split(separator: tuple).filter { !$0.allSatisfy(\.isWhitespace) }
        var values: [Double] = []
        var count: Int?
        for part in tuples {
            let pieces = part.split(separator: coordinate)
            if let count, count != pieces.count {
                throw .mixedDimensions(
                    en: "positions of \(count) and of \(pieces.count) numbers in one object",
                    nl: "punten van \(count) en van \(pieces.count) getallen in één object")
            }
            count = pieces.count
            for piece in pieces {
                let digits = piece.filter { !$0.isWhitespace }.map { $0 == decimal ? "." : $0 }
                guard let value = GMLNumbers.value(of: Array(String(digits).utf8)) else {
                    throw .notANumber(String(piece.prefix(40)))
                }
                values.append(value)
            }
        }
        if let count { try take(values, dimension: count) }
    }

    private mutating func takeMeasure(_ name: String) throws(GMLProblem) {
        let trimmed = String(text.filter { !$0.isWhitespace })
        guard let value = GMLNumbers.value(of: Array(trimmed.utf8)), value.isFinite,
            abs(value) <= PolygonBuffer.coordinateLimit
        else { throw .notANumber(String(trimmed.prefix(40))) }
        guard !curves.isEmpty else { return }
        switch name {
        case "radius": curves[curves.count - 1].radius = value
        case "startAngle": curves[curves.count - 1].startAngle = value
        default: curves[curves.count - 1].endAngle = value
        }
    }

    /// Whether a unit is the metre or the degree.
    private static func isUnit(_ unit: String, of name: String) -> Bool {
        let text = unit.lowercased()
        if name == "radius" {
            return ["m", "metre", "meter", "#m"].contains(text) || text.hasSuffix(":m") || text.hasSuffix(":9001")
                || text.hasSuffix("/9001")
        }
        return ["deg", "degree", "#deg"].contains(text) || text.hasSuffix(":deg") || text.hasSuffix(":9102")
            || text.hasSuffix("/9102")
    }

    // MARK: curves

    private mutating func closeCurve() throws(GMLProblem) {
        guard let curve = curves.popLast() else { return }
        var positions = try drawn(curve)
        if curve.isReversed { positions.reverse() }
        if !curves.isEmpty {
            try join(positions)
        } else if Self.rings.contains(curve.name) {
            rings += 1
            guard !positions.isEmpty else { return }
            if isHole {
                holes.append(positions)
            } else if shell == nil {
                shell = positions
            } else {
                throw .incomplete(en: "a polygon with two outlines", nl: "een vlak met twee buitengrenzen")
            }
        } else if positions.count > 1 {
            summary.addLine(positions)
        }
    }

    /// The positions of a curve with its arcs as chords.
    private mutating func drawn(_ curve: Curve) throws(GMLProblem) -> [SIMD2<Double>] {
        let given = curve.positions
        switch curve.name {
        case "Arc", "ArcString":
            guard given.count >= 3, given.count % 2 == 1, curve.name == "ArcString" || given.count == 3 else {
                throw .incomplete(
                    en: "a gml:\(curve.name) of \(given.count) positions", nl: "een gml:\(curve.name) van \(given.count) punten")
            }
            arcs += (given.count - 1) / 2
            var drawn = [given[0]]
            for start in stride(from: 0, to: given.count - 2, by: 2) {
                drawn += arcMaker.arc(given[start], given[start + 1], given[start + 2])
            }
            return drawn
        case "Circle":
            guard given.count == 3, let circle = arcMaker.circle(given[0], given[1], given[2]) else {
                throw .incomplete(
                    en: "a gml:Circle that is not three different positions off one line",
                    nl: "een gml:Circle die niet uit drie verschillende punten naast één lijn bestaat")
            }
            arcs += 1
            return circle
        case "CircleByCenterPoint", "ArcByCenterPoint":
            guard given.count == 1, let radius = curve.radius, radius > 0 else {
                throw .incomplete(
                    en: "a gml:\(curve.name) without one centre and a radius",
                    nl: "een gml:\(curve.name) zonder één middelpunt en een straal")
            }
            arcs += 1
            if curve.name == "CircleByCenterPoint" { return arcMaker.circle(around: given[0], radius: radius) }
            guard let start = curve.startAngle, let end = curve.endAngle, start != end else {
                throw .incomplete(
                    en: "a gml:ArcByCenterPoint without two angles", nl: "een gml:ArcByCenterPoint zonder twee hoeken")
            }
            return arcMaker.arc(around: given[0], radius: radius, from: start, to: end)
        default:
            return given
        }
    }

    /// Pieces up to a millimetre apart are joined where the first ends.
    private mutating func join(_ piece: [SIMD2<Double>]) throws(GMLProblem) {
        guard let last = curves[curves.count - 1].positions.last, let first = piece.first else {
            curves[curves.count - 1].positions += piece
            return
        }
        let step = first - last
        let metres = (step.x * step.x + step.y * step.y).squareRoot()
        guard metres <= 0.001 else { throw .gap(metres: metres) }
        curves[curves.count - 1].positions += piece.dropFirst()
    }

    // MARK: polygons

    private mutating func closePolygon(_ buffer: inout PolygonBuffer) throws(GMLProblem) {
        defer { (shell, holes) = (nil, []) }
        guard let shell else {
            guard holes.isEmpty else {
                throw .incomplete(en: "a polygon with holes and no outline", nl: "een vlak met gaten zonder buitengrens")
            }
            return
        }
        for (index, ring) in ([shell] + holes).enumerated() {
            do throws(RingError) {
                try buffer.appendRing(ring)
            } catch {
                throw .ring(error, ring: rings - holes.count + index)
            }
        }
        buffer.endPart()
        summary.polygonParts += 1
    }
}
