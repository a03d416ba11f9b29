/// The CRS of a layer from what its file says.
enum LayerCRS {
    /// - Parameters:
    ///   - assumed: fills in only when the file says nothing usable.
    ///   - notices: gets a line when the file's own CRS cannot be used.
    static func of(
        _ reference: SpatialReference, assumed: String?, file: String, layer: String, notices: inout [Notice]
    ) throws(InputError) -> CoordinateReferenceSystem? {
        switch reference {
        case .undefined: break
        case .missingRow(let number):
            notices.append(
                Notice(
                    "crs-missing-row",
                    message: Bilingual(
                        en: "\(file): layer '\(layer)' refers to CRS \(number), which the file does not describe",
                        nl: "\(file): laag '\(layer)' verwijst naar CRS \(number), dat het bestand niet beschrijft")))
        case .defined(let organization, let code, let definition):
            do {
                return try CoordinateReferenceSystem(
                    organization: organization, code: Int(code), definition: definition)
            } catch {
                guard error.code == "crs-invalid" else { throw error.located(file: file, layer: layer) }
                notices.append(
                    Notice(
                        "crs-not-understood",
                        message: Bilingual(
                            en: "\(file): the CRS of layer '\(layer)' is not understood (\(organization):\(code))",
                            nl: "\(file): het CRS van laag '\(layer)' wordt niet begrepen (\(organization):\(code))")))
            }
        }
        guard let assumed else { return nil }
        do {
            let crs = try CoordinateReferenceSystem(parsing: assumed, isAssumed: true)
            notices.append(
                Notice(
                    "crs-assumed",
                    message: Bilingual(
                        en: "\(file): layer '\(layer)' has no coordinate reference system; read as \(crs.label)",
                        nl: "\(file): laag '\(layer)' heeft geen coördinatenstelsel; gelezen als \(crs.label)")))
            return crs
        } catch {
            throw error.located(file: file, layer: layer)
        }
    }
}
