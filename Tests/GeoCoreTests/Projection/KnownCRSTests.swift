import Testing

@testable import GeoCore

/// What is built in against what PROJ's database says.
@Suite struct KnownCRSTests {
    @Test func everyKnownCodeIsAsPROJHasIt() throws {
        #expect(!CoordinateReferenceSystem.knownCodes.isEmpty)
        for (code, known) in CoordinateReferenceSystem.knownCodes {
            // A spelling that is not built in goes to PROJ.
            let spelling = " \(code)"
            #expect(CoordinateReferenceSystem.known(spelling, isAssumed: false) == nil)
            let asked = try CoordinateReferenceSystem(parsing: spelling)
            let builtIn = try CoordinateReferenceSystem(parsing: code)
            #expect(builtIn.code == code && asked.code == code)
            #expect(known.name == asked.name && builtIn.name == asked.name)
            #expect(known.isGeographic == asked.isGeographic && builtIn.isGeographic == asked.isGeographic)
            #expect(known.isMetric == asked.isMetric && builtIn.isMetric == asked.isMetric)
            #expect(!builtIn.isAssumed)
            #expect(try CoordinateReferenceSystem(parsing: code, isAssumed: true).isAssumed)
            let box = Box(minX: 10_000, minY: 310_000, maxX: 270_000, maxY: 620_000)
            #expect(try builtIn.isSame(as: asked, on: box))
        }
    }
}
