import CPROJ

extension CoordinateReferenceSystem {
    /// The definition as well-known text of the first kind (OGC 01-009), which GeoPackage asks for; nil when the
    /// CRS cannot be said in it.
    ///
    /// The corresponding C function is `proj_as_wkt` with `PJ_WKT1_GDAL`.
    /// - Throws: `crs-invalid`, `proj-data`.
    public func wellKnownText(resources: ProjectionResources = .environment) throws(InputError) -> String? {
        let context = try PROJContext(resources)
        let horizontal = try context.horizontal(of: try context.crs(definition))
        return horizontal.lend { context, crs in
            "MULTILINE=NO".withCString { option in
                let options: [UnsafePointer<CChar>?] = [option, nil]
                return proj_as_wkt(context, crs, PJ_WKT1_GDAL, options).map { String(cString: $0) }
            }
        }
    }
}
