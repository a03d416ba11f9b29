import TestSupport
import Testing

@testable import GeoCore
@testable import PlanCheck

/// Two pieces left and right of a plan of 10 × 10 at (10, 0), and what may join them around it.
@Suite struct JoinedPiecesTests {
    static let left = HandMade.rectangle(0, 0, 10, 10)
    static let right = HandMade.rectangle(20, 0, 30, 10)
    static let plan = HandMade.rectangle(10, 0, 20, 10)

    static func joined(_ unit: [[SIMD2<Double>]], pieces: [[SIMD2<Double>]] = [left, right]) throws -> Bool {
        JoinedPieces(
            try HandMade.buffer(pieces), unit: try HandMade.buffer(unit), plan: try HandMade.buffer([plan]), least: 1e-6
        ).areJoined
    }

    @Test func oneArch() throws {
        // Over both pieces and above the plan.
        let arch = HandMade.polygon((0, 5), (5, 5), (5, 15), (25, 15), (25, 5), (30, 5), (30, 20), (0, 20))
        #expect(try Self.joined([arch]))
        // Cut by the plan, it is not known to hang together.
        #expect(try !Self.joined([HandMade.polygon((0, 5), (5, 5), (5, 9), (25, 9), (25, 5), (30, 5), (30, 20), (0, 20))]))
        // In three whole polygons with shared edges.
        let legs = [HandMade.rectangle(0, 5, 9, 15), HandMade.rectangle(21, 5, 30, 15)]
        let top = HandMade.polygon((0, 15), (9, 15), (21, 15), (30, 15), (30, 20), (0, 20))
        #expect(try Self.joined(legs + [top]))
        #expect(try !Self.joined(legs))
    }

    @Test func polygonsOnEachOther() throws {
        let legs = [HandMade.rectangle(0, 5, 9, 15), HandMade.rectangle(21, 5, 30, 15)]
        // No shared edge, but common ground.
        #expect(try Self.joined(legs + [HandMade.rectangle(2, 12, 28, 20)]))
        // A corner in common joins nothing, and neither does a border with other vertices.
        #expect(try !Self.joined(legs + [HandMade.rectangle(9, 15, 21, 20)]))
        #expect(try !Self.joined(legs + [HandMade.rectangle(2, 15, 28, 20)]))
    }

    @Test func allPieces() throws {
        let legs = [HandMade.rectangle(0, 5, 9, 15), HandMade.rectangle(21, 5, 30, 15), HandMade.rectangle(2, 12, 28, 20)]
        let below = HandMade.rectangle(10, -20, 20, -1)
        #expect(try !Self.joined(legs, pieces: [Self.left, below, Self.right]))
        #expect(try Self.joined(legs + [HandMade.rectangle(0, -5, 5, 5), HandMade.rectangle(0, -5, 15, -2)], pieces: [Self.left, below, Self.right]))
    }
}
