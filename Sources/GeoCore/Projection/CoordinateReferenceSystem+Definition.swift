import CPROJ

extension CoordinateReferenceSystem {
    /// The CRS that a definition describes: "EPSG:28992", a URN or OGC address, WKT, or PROJJSON.
    ///
    /// A definition without an authority code is identified when PROJ is at least 90 % sure; the numbers in it stay
    /// what counts (`metresApart`).
    /// - Parameter isAssumed: true when the file did not say so itself.
    /// - Throws: `crs-invalid` when PROJ does not know it or it is no CRS; `proj-data` without PROJ's database.
    public init(
        parsing definition: String, isAssumed: Bool = false, resources: ProjectionResources = .environment
    ) throws(InputError) {
        if let known = Self.known(definition, isAssumed: isAssumed) {
            self = known
            return
        }
        let context = try PROJContext(resources)
        let crs = try context.crs(definition)
        let horizontal = try context.horizontal(of: crs)
        let kind = horizontal.kind
        self.init(
            definition: definition,
            // A compound CRS is named by itself, judged by its horizontal part.
            code: crs.code ?? horizontal.code ?? context.identifiedCode(of: horizontal),
            name: horizontal.name,
            isGeographic: kind == PJ_TYPE_GEOGRAPHIC_2D_CRS || kind == PJ_TYPE_GEOGRAPHIC_3D_CRS
                || kind == PJ_TYPE_GEOCENTRIC_CRS,
            isMetric: kind == PJ_TYPE_PROJECTED_CRS && context.axesAreMetres(of: horizontal),
            isAssumed: isAssumed)
    }

    /// The CRS of a table that gives an organisation and code ("EPSG", 28992) beside a definition, as GeoPackage
    /// does. The code wins when PROJ knows it; otherwise the definition is taken.
    /// - Throws: `crs-invalid` when neither is understood.
    public init(
        organization: String, code: Int, definition: String?, resources: ProjectionResources = .environment
    ) throws(InputError) {
        let byCode = "\(organization.uppercased()):\(code)"
        do {
            try self.init(parsing: byCode, resources: resources)
        } catch {
            guard error.code == "crs-invalid", let definition, !definition.isEmpty else { throw error }
            try self.init(parsing: definition, resources: resources)
        }
    }

    /// "EPSG:28992 (Amersfoort / RD New)", or the name alone.
    public var label: String {
        guard let code else { return name }
        return name.isEmpty ? code : "\(code) (\(name))"
    }
}

extension PROJContext {
    /// A CRS object, the wrapper with transformation parameters of old WKT (TOWGS84) taken off where the CRS
    /// below it is known by name or code: PROJ then picks its own, better transformation.
    func crs(_ definition: String) throws(InputError) -> PROJHandle {
        let text = Self.normalised(definition)
        // PROJ takes any fragment of a name ("foo" is in "Amersfoort") and gives the first CRS that has it.
        let isDefinition = text.contains(":") || text.contains("[") || text.hasPrefix("{") || text.hasPrefix("+")
        guard isDefinition, let object = PROJHandle(proj_create(handle, text), in: self), object.lend({ proj_is_crs($1) == 1 }) else {
            let shown = Self.excerpt(definition)
            throw InputError(
                "crs-invalid",
                problem: Bilingual(
                    en: "not a coordinate reference system that PROJ knows: \(shown)",
                    nl: "geen coördinatenstelsel dat PROJ kent: \(shown)"),
                remedy: Bilingual(
                    en: "give a code such as EPSG:28992 (RD New)", nl: "geef een code, zoals EPSG:28992 (RD New)"))
        }
        guard object.kind == PJ_TYPE_BOUND_CRS, let base = object.made({ proj_get_source_crs($0, $1) })
        else { return object }
        if base.code != nil || identifiedCode(of: base) != nil { return base }
        return object
    }

    /// The part that says where x and y are: of a compound CRS (RD and NAP) the first, of a bound one its base.
    func horizontal(of crs: borrowing PROJHandle) throws(InputError) -> PROJHandle {
        var pointer = crs.lend { proj_clone($0, $1) }
        while let current = pointer {
            let inner: OpaquePointer?
            switch proj_get_type(current) {
            case PJ_TYPE_COMPOUND_CRS: inner = proj_crs_get_sub_crs(handle, current, 0)
            case PJ_TYPE_BOUND_CRS: inner = proj_get_source_crs(handle, current)
            default: inner = nil
            }
            guard let inner else { break }
            proj_destroy(current)
            pointer = inner
        }
        guard let part = PROJHandle(pointer, in: self) else {
            throw InputError(
                "crs-invalid",
                problem: Bilingual(
                    en: "a coordinate reference system without a horizontal part",
                    nl: "een coördinatenstelsel zonder horizontaal deel"))
        }
        return part
    }

    func axesAreMetres(of crs: borrowing PROJHandle) -> Bool {
        guard let system = crs.made({ proj_crs_get_coordinate_system($0, $1) }) else {
            return false
        }
        for axis in 0..<Int32(2) {
            var factor = 0.0
            let isKnown = system.lend {
                proj_cs_get_axis_info($0, $1, axis, nil, nil, nil, &factor, nil, nil, nil) == 1
            }
            guard isKnown, factor == 1 else { return false }
        }
        return true
    }

    /// Spellings that files use and PROJ does not read: GML 2's "…/gml/srs/epsg.xml#28992", bare spaces around.
    private static func normalised(_ definition: String) -> String {
        let text = String(definition.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
        if let mark = text.lastIndex(of: "#"), text[..<mark].hasSuffix("/epsg.xml") {
            return "EPSG:" + text[text.index(after: mark)...]
        }
        return text
    }

    private static func excerpt(_ text: String) -> String {
        text.count <= 60 ? "'\(text)'" : "'\(text.prefix(57))…'"
    }
}

extension CoordinateReferenceSystem {
    /// Whether the register puts the axis to the north first, as it does for latitude and longitude (EPSG:4326).
    /// - Throws: `crs-invalid`, `proj-data`.
    static func isNorthingFirst(
        _ definition: String, resources: ProjectionResources = .environment
    ) throws(InputError) -> Bool {
        let context = try PROJContext(resources)
        let horizontal = try context.horizontal(of: try context.crs(definition))
        guard let system = horizontal.made({ proj_crs_get_coordinate_system($0, $1) }) else { return false }
        return system.lend { context, system in
            var direction: UnsafePointer<CChar>?
            guard proj_cs_get_axis_info(context, system, 0, nil, nil, &direction, nil, nil, nil, nil) == 1, let direction
            else { return false }
            return String(cString: direction) == "north"
        }
    }
}
