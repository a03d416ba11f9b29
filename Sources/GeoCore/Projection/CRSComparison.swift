import CPROJ
import Foundation

extension CoordinateReferenceSystem {
    /// Up to here two CRSs count as the same.
    public static let equalWithinMetres = 0.001

    /// How far apart the same coordinates lie when read in one CRS and in the other: the largest distance over a
    /// net of positions on `box`, in metres. 0 when the definitions are the same text; infinite when one is
    /// geographic and the other projected, or no transformation is known.
    ///
    /// Compared by numbers and not by name or code: files carry many spellings of RD New, and one that looks like
    /// it (a plain stereographic projection) is metres off.
    /// - Throws: `crs-invalid`, `proj-data`.
    public func metresApart(
        from other: CoordinateReferenceSystem, on box: @autoclosure () -> Box, resources: ProjectionResources = .environment
    ) throws(InputError) -> Double {
        if definition == other.definition { return 0 }
        let context = try PROJContext(resources)
        let a = try context.horizontal(of: try context.crs(definition))
        let b = try context.horizontal(of: try context.crs(other.definition))
        let isEquivalent = a.lend { context, a in
            b.lend { proj_is_equivalent_to_with_ctx(context, a, $1, PJ_COMP_EQUIVALENT) == 1 }
        }
        if isEquivalent { return 0 }
        let box = box()
        guard isGeographic == other.isGeographic, !box.isEmpty else { return .infinity }
        let area = try context.degrees(of: box, in: a)
        let chain = try OperationChain(from: a, to: b, area: area, context: context)
        guard chain.count > 0 else { return .infinity }
        let positions = box.samples(perSide: 9)
        var moved = positions
        chain.apply(to: &moved)
        var largest = 0.0
        for (position, result) in zip(positions, moved) {
            guard result.isFinite else { return .infinity }
            var apart = result - position
            if isGeographic {
                // A degree of latitude is 111.32 km, of longitude that times the cosine of the latitude.
                apart *= 111_320
                apart.x *= cos(position.y * .pi / 180)
            }
            largest = max(largest, hypot(apart.x, apart.y))
        }
        return largest
    }

    /// Whether coordinates on `box` mean the same in both, to a millimetre.
    public func isSame(
        as other: CoordinateReferenceSystem, on box: @autoclosure () -> Box, resources: ProjectionResources = .environment
    ) throws(InputError) -> Bool {
        try metresApart(from: other, on: box(), resources: resources) <= Self.equalWithinMetres
    }

    /// A warning when `box` sticks out of the area the CRS is made for by more than half a degree: a sign that the
    /// wrong CRS was assumed. Nil when it does not, or when the register gives no area.
    /// - Throws: `crs-invalid`, `proj-data`.
    public func areaOfUseNotice(
        for box: Box, resources: ProjectionResources = .environment
    ) throws(InputError) -> Notice? {
        guard !box.isEmpty else { return nil }
        let context = try PROJContext(resources)
        let crs = try context.crs(definition)
        var use = Box.empty
        var place = ""
        let isKnown = crs.lend {
            var name: UnsafePointer<CChar>?
            let found = proj_get_area_of_use($0, $1, &use.minX, &use.minY, &use.maxX, &use.maxY, &name) == 1
            place = name.map { String(cString: $0) } ?? ""
            return found
        }
        // −1000 is PROJ's word for "not known".
        guard isKnown, use.minX > -1000, use.minX <= use.maxX else { return nil }
        if let degrees = try context.degrees(of: box, in: crs) {
            let allowed = use.expanded(by: 0.5)
            let isInside =
                degrees.minX >= allowed.minX && degrees.maxX <= allowed.maxX && degrees.minY >= allowed.minY
                && degrees.maxY <= allowed.maxY
            if isInside { return nil }
        }
        let extent = "x \(Int(roundedForText: box.minX))…\(Int(roundedForText: box.maxX)), "
            + "y \(Int(roundedForText: box.minY))…\(Int(roundedForText: box.maxY))"
        return Notice(
            "crs-area-of-use",
            message: Bilingual(
                en: "the coordinates (\(extent)) lie outside the area of \(label): \(place)",
                nl: "de coördinaten (\(extent)) liggen buiten het gebied van \(label): \(place)"))
    }
}

extension Int {
    /// Rounded, for a message; the nearest end of the range for what does not fit, 0 for NaN.
    init(roundedForText value: Double) {
        self = value.isNaN ? 0 : Int(Swift.max(-1e15, Swift.min(1e15, value)).rounded())
    }
}
