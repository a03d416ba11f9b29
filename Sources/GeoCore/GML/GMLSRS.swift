/// The name of a coordinate reference system as GML writes it, and in which order it puts the axes.
struct GMLSRS: Sendable, Hashable {
    /// What PROJ is given: "EPSG:28992", or the text of the file.
    let definition: String
    /// Written as a URN or address: then the axes come in the order of the register (for EPSG:4326 latitude first).
    /// "EPSG:4326" and GML 2's "…/epsg.xml#4326" mean longitude first, as everybody writes them.
    let hasAuthorityOrder: Bool

    init(_ name: String) {
        let text = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let lower = text.lowercased()
        let digits = String(text.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
        let isEPSG = lower.contains("epsg") && !digits.isEmpty && !lower.contains(",")
        if lower.hasSuffix("crs84") {
            definition = "OGC:CRS84"
            hasAuthorityOrder = false
        } else if isEPSG {
            definition = "EPSG:\(digits)"
            hasAuthorityOrder = lower.hasPrefix("urn:") || lower.contains("/def/crs/")
        } else {
            definition = text
            hasAuthorityOrder = lower.hasPrefix("urn:") || lower.contains("/def/crs/")
        }
    }

    /// Whether y stands before x. RD New is not asked about: it is what nearly every file has.
    var isYFirst: Bool {
        guard hasAuthorityOrder, definition != "EPSG:28992" else { return false }
        // A name that PROJ does not know is reported when the layer is used.
        return (try? CoordinateReferenceSystem.isNorthingFirst(definition)) ?? false
    }
}
