public import GeoCore

/// One version of a map as features, made one at a time: what is in memory at once is one feature.
public struct MapVersion: Sequence {
    public struct Feature {
        /// One feature.
        public var polygons: PolygonBuffer
        /// 0 ..< 60.
        public var classNumber: Int
    }

    let plan: MapPlan
    let version: Int

    /// - Parameter version: 0, the old one, or 1.
    public init(_ recipe: Recipe, version: Int) { self.init(plan: MapPlan(recipe), version: version) }

    init(plan: MapPlan, version: Int) {
        self.plan = plan
        self.version = version
    }

    /// Both versions of a recipe.
    public static func both(_ recipe: Recipe) -> (old: MapVersion, new: MapVersion) {
        let plan = MapPlan(recipe)
        return (MapVersion(plan: plan, version: 0), MapVersion(plan: plan, version: 1))
    }

    public func makeIterator() -> Iterator { Iterator(self) }

    /// What is drawn, before it has coordinates.
    enum Item {
        case cells([Int])
        case half(cell: Int, isSecond: Bool)
        case pond(cell: Int)
        case blob(number: Int)
    }

    /// All items, in an order without any system, as files have it in practice.
    var items: [Item] {
        let features = plan.features[version]
        var members: [Int32: [Int]] = [:]
        for cell in plan.cells where features[cell] >= 0 { members[features[cell], default: []].append(cell) }
        var items: [(order: UInt64, item: Item)] = []
        for (name, cells) in members {
            let order = plan.noise.bits(Topic.order, Int(name))
            if version == 1, cells.count == 1, plan.isSplit(cells[0]) {
                items.append((order, .half(cell: cells[0], isSecond: false)))
                items.append((plan.noise.bits(Topic.order, Int(name), 1), .half(cell: cells[0], isSecond: true)))
            } else {
                items.append((order, .cells(cells)))
            }
        }
        for cell in plan.cells where hasPond(cell) { items.append((plan.noise.bits(Topic.order, cell, 2), .pond(cell: cell))) }
        if plan.recipe.isMixed {
            let count = Int(0.015 * Double(members.count))
            for number in 0..<count where version == 0 || plan.noise.share(Topic.blobKept, number) < 0.9 {
                items.append((plan.noise.bits(Topic.order, number, 3), .blob(number: number)))
            }
        }
        return items.sorted { $0.order < $1.order }.map(\.item)
    }

    func hasPond(_ cell: Int) -> Bool {
        plan.hasPond[cell] && (version == 0 || (plan.features[1][cell] >= 0 && plan.pondStays(cell)))
    }

    public struct Iterator: IteratorProtocol {
        private let map: MapVersion
        private let items: [Item]
        private var next_ = 0
        private var tracer: RingTracer
        private var scratch: [Double] = []

        init(_ map: MapVersion) {
            self.map = map
            items = map.items
            tracer = RingTracer(map.plan.lattice)
        }

        public mutating func next() -> Feature? {
            guard next_ < items.count else { return nil }
            defer { next_ += 1 }
            switch items[next_] {
            case .cells(let cells): return feature(cells)
            case .half(let cell, let isSecond): return half(cell, isSecond)
            case .pond(let cell): return Feature(polygons: Self.polygon([map.pond(cell)]), classNumber: MapPlan.pondClass)
            case .blob(let number): return map.blob(number)
            }
        }

        private mutating func feature(_ cells: [Int]) -> Feature {
            let plan = map.plan
            let isPrivate = map.version == 1 && cells.count == 1 && plan.isDrawnPrivately(cells[0])
            let view: Borders.View = isPrivate ? .private3(cell: cells[0]) : .shared
            var polygons = PolygonBuffer()
            for part in tracer.parts(of: cells) {
                var rings = part.rings.map { ring($0, view) }
                // A part has one shell: the ring around the largest box.
                if rings.count > 1, let shell = rings.indices.max(by: { Self.width(rings[$0]) < Self.width(rings[$1]) }) {
                    rings.swapAt(0, shell)
                }
                for cell in part.cells where map.hasPond(cell) { rings.append(map.pond(cell)) }
                for ring in rings { Self.append(ring, to: &polygons) }
                polygons.endPart()
            }
            polygons.endFeature()
            return Feature(polygons: polygons, classNumber: Int(plan.classes[map.version][cells[0]]))
        }

        private mutating func half(_ cell: Int, _ isSecond: Bool) -> Feature {
            let plan = map.plan
            let from = plan.noise.pick(Topic.split, 3, cell, 1)
            let sides = (0..<3).map { RingTracer.Side(cell: cell, side: (from + (isSecond ? 3 : 0) + $0) % 6) }
            var outline = ring(sides, .shared)
            outline.removeLast()
            let line = plan.borders.split(cell, from: from)
            // The first half walks from the line's start to its end, and comes back over it.
            outline.append(plan.borders.corner(plan.borders.startCorner(cell, (from + (isSecond ? 0 : 3)) % 6), version: map.version))
            outline += isSecond ? line : line.reversed()
            outline.append(outline[0])
            var kind = Int(plan.classes[1][cell])
            if isSecond, plan.noise.share(Topic.split, cell, 2) < 0.5 { kind = plan.noise.pick(Topic.split, MapPlan.classCount, cell, 3) }
            return Feature(polygons: Self.polygon([outline]), classNumber: kind)
        }

        private mutating func ring(_ sides: [RingTracer.Side], _ view: Borders.View) -> [SIMD2<Double>] {
            var ring: [SIMD2<Double>] = []
            for side in sides {
                let border = map.plan.lattice.border(side.cell, side.side)
                map.plan.borders.append(
                    border.number, isForward: border.isForward, version: map.version, view: view, scratch: &scratch, to: &ring)
            }
            ring.append(ring[0])
            return ring
        }

        private static func width(_ ring: [SIMD2<Double>]) -> Double {
            var box = Box.empty
            for place in ring { box.add(place) }
            return box.width
        }

        private static func append(_ ring: [SIMD2<Double>], to polygons: inout PolygonBuffer) {
            do throws(RingError) { try polygons.appendRing(ring) } catch { preconditionFailure("a ring of the generator: \(error)") }
        }

        private static func polygon(_ rings: [[SIMD2<Double>]]) -> PolygonBuffer {
            var polygons = PolygonBuffer()
            for ring in rings { append(ring, to: &polygons) }
            polygons.endFeature()
            return polygons
        }
    }

    /// An island: a hole in its cell's polygon and a polygon of its own.
    private func pond(_ cell: Int) -> [SIMD2<Double>] {
        let radius = plan.borders.innerRadius(cell) * (0.12 + 0.23 * plan.noise.share(Topic.pondShape, cell, -1))
        return Shapes.blob(
            at: plan.lattice.centre(cell), radius: radius, count: 32, noise: plan.noise, topic: Topic.pondShape, number: cell)
    }

    /// Another quality on top of whatever is there.
    private func blob(_ number: Int) -> Feature {
        let noise = plan.noise
        let cell = plan.cells[noise.pick(Topic.blob, plan.cells.count, number)]
        let radius = 0.9 * plan.lattice.side * (0.4 + 2.1 * noise.share(Topic.blob, number, 1))
        let ring = Shapes.blob(
            at: plan.lattice.centre(cell), radius: radius, count: 120, noise: noise, topic: Topic.blobShape, number: number)
        var polygons = PolygonBuffer()
        do throws(RingError) { try polygons.appendRing(ring) } catch { preconditionFailure("a ring of the generator: \(error)") }
        polygons.endFeature()
        return Feature(polygons: polygons, classNumber: noise.pick(Topic.blob, MapPlan.classCount, number, 2))
    }

    /// Everything in memory, as the area engine takes it.
    public func layer() -> EngineLayer {
        var polygons = PolygonBuffer()
        var groups: [Int32] = []
        for feature in self {
            polygons.appendFeature(0, of: feature.polygons)
            groups.append(Int32(feature.classNumber))
        }
        return EngineLayer(polygons: polygons, groups: groups, groupCount: MapPlan.classCount)
    }
}
