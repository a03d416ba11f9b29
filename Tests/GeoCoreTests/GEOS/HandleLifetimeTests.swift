import Testing

@testable import GeoCore

/// Calls that fail on purpose: a handle freed twice or a message left over shows here (and under ASan).
@Suite struct HandleLifetimeTests {
    @Test func inputsOfAFailedCreateAreFreedOnce() throws {
        let context = try #require(GEOSContext())
        for _ in 0..<100 {
            // One position makes no line: GEOS frees the sequence when it refuses.
            let error = #expect(throws: GEOSError.self) { _ = try context.line([[1, 2]]) }
            #expect(error?.function == "GEOSGeom_createLineString_r")
            #expect(error?.message.isEmpty == false)
        }
        #expect(try context.line([[0, 0], [3, 4]]).length() == 5)
    }

    @Test func aCollectionOfTheWrongKindIsRefusedAndFreed() throws {
        let context = try #require(GEOSContext())
        for _ in 0..<100 {
            let list = GEOSGeometryList(in: context)
            list.append(try context.rectangle(Box(minX: 0, minY: 0, maxX: 1, maxY: 1)))
            list.append(try context.line([[0, 0], [1, 1]]))
            // 99 is no geometry type.
            #expect(throws: GEOSError.self) { _ = try context.collection(of: list, type: 99) }
            #expect(list.pointers.isEmpty)
        }
    }

    @Test func aListThatIsNeverUsedFreesItsGeometries() throws {
        let context = try #require(GEOSContext())
        let list = GEOSGeometryList(in: context)
        for index in 0..<100 {
            list.append(try context.rectangle(Box(minX: 0, minY: 0, maxX: Double(index + 1), maxY: 1)))
        }
        #expect(list.pointers.count == 100)
    }

    @Test func predicatesThatFailAreNotTrue() throws {
        let context = try #require(GEOSContext())
        #expect(try context.predicate("one") { _ in 1 })
        #expect(try !context.predicate("zero") { _ in 0 })
        let error = #expect(throws: GEOSError.self) { try context.predicate("two") { _ in 2 } }
        #expect(error == GEOSError(function: "two", message: "no message"))
    }

    @Test func statusesAndPointersThatFailThrow() throws {
        let context = try #require(GEOSContext())
        #expect(throws: GEOSError.self) { try context.status("zero") { _ in 0 } }
        #expect(throws: GEOSError.self) { try context.status("minus", failure: -1) { _ in -1 } }
        #expect(try context.status("count", failure: -1) { _ in 0 } == 0)
        #expect(throws: GEOSError.self) { try context.pointer("null") { _ in nil } }
    }

    @Test func theMessageIsThatOfTheLastFailureOnly() throws {
        let engine = try GeometryEngine()
        let first = #expect(throws: GEOSError.self) { try engine.polygons(wellKnownText: "POLYGON ((0 0, 1 0") }
        #expect(first?.function == "GEOSWKTReader_read_r")
        #expect(first?.message.contains("ParseException") == true)
        #expect(try engine.polygons(wellKnownText: "POLYGON EMPTY").partCount == 0)
        let second = #expect(throws: GEOSError.self) { try engine.context.pointer("other") { _ in nil } }
        #expect(second?.message == "no message")
    }

    @Test func aHandleKeepsItsContextAlive() throws {
        func make() throws -> GEOSGeometryHandle {
            let context = try #require(GEOSContext())
            return try context.rectangle(Box(minX: 0, minY: 0, maxX: 2, maxY: 3))
        }
        let rectangle = try make()
        #expect(try rectangle.area() == 6)
        let prepared = try PreparedHandle(preparing: try make())
        #expect(try prepared.geometry.area() == 6)
    }
}
