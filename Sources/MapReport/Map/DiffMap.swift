public import GeoCore
public import LayerDiff

/// The map of a comparison: `kaart.gpkg`. Names of layers and fields are for scripts and the same in both languages;
/// their titles and the legend are in the language asked for.
public struct DiffMap: Sendable {
    public static let fileName = "kaart.gpkg"
    public static let facesLayer = "faces"
    public static let worklistLayer = "worklist"

    let result: DiffResult
    private let faces: FaceSet
    let zones: ZoneLayer?
    let language: Language

    /// - Parameter zones: of the run, for their shapes.
    public init(_ result: DiffResult, faces: FaceSet, zones: ZoneLayer? = nil, _ language: Language) {
        self.result = result
        self.faces = faces
        self.zones = zones
        self.language = language
    }

    func say(_ en: String, _ nl: String) -> String { language == .nl ? nl : en }
    var crs: CoordinateReferenceSystem? { result.old.crs ?? result.new.crs }

    /// Of the project that opens it.
    var title: String {
        let names = DiffNames(result: result, language: language)
        let what = result.parameters.theme.map { Display.clean($0) + " · " } ?? ""
        return what + names.old + " → " + names.new + (description.isEmpty ? "" : " · " + description)
    }

    var description: String {
        result.notices.contains { $0.code == SyntheticData.noticeCode } ? Wording.syntheticLabel.text(language) : ""
    }

    /// The layers, top of the map first.
    public var layers: [OutputLayer] { [zonesOutput, worklist, facesOutput, gridOutput].compactMap { $0 } }

    // MARK: faces

    private var facesOutput: OutputLayer {
        let names = sourceNames
        var layer = OutputLayer(
            name: Self.facesLayer, title: say("Places by cause", "Plekken naar oorzaak"), description: description, crs: crs,
            geometry: .polygons,
            fields: [
                OutputField("face", .text, title: say("part", "deelvlak")), OutputField("from", .text, title: say("old class", "oude klasse")),
                OutputField("to", .text, title: say("new class", "nieuwe klasse")),
                OutputField("cause", .text, title: say("cause code", "code oorzaak")),
                OutputField("cause_label", .text, title: say("cause", "oorzaak")),
                OutputField("rule", .integer, title: say("rule", "toetsregel")),
                OutputField("area_ha", .real, title: say("area (ha)", "oppervlakte (ha)")),
                OutputField("relation", .text, title: say("relation", "verhouding")),
                OutputField("crosswalk_line", .integer, title: say("line in the crosswalk", "regel in de vertaaltabel")),
                OutputField("evidence", .text, title: say("evidence", "bewijs")), OutputField("patch", .integer, title: say("place", "plek")),
                OutputField("zone", .text, title: say("zone", "gebied")),
                OutputField("non_probable", .boolean, title: say("improbable pair", "onwaarschijnlijk paar")),
                OutputField("shape_check", .text, title: say("check of the shape", "controle van de vorm")),
                OutputField("old_features", .text, title: say("old features", "oude objecten")),
                OutputField("new_features", .text, title: say("new features", "nieuwe objecten")),
            ],
            style: byCause(present: Set(faces.faces.map(\.cause)), field: "cause", label: say("by cause", "naar oorzaak")),
            features: faces.faces.lazy.map { face in
                OutputFeature(
                    .polygons(all: face.polygons),
                    [
                        .text(face.id), .optional(face.from), .optional(face.to), .text(face.cause.rawValue),
                        .text(face.cause.label.text(language)), .integer(face.rule), .real(face.hectares),
                        .text(language == .nl ? face.relation.words.nl : face.relation.rawValue), .optional(face.crosswalkLine),
                        .optional(face.evidence), .optional(face.patch), .optional(face.zone), .boolean(face.isNonProbable),
                        .text(face.check.rawValue), .text(Self.features(face.oldFeatures, names.old)),
                        .text(Self.features(face.newFeatures, names.new)),
                    ])
            })
        layer.otherStyles = [byClass]
        return layer
    }

    /// Keys of features, with the layer when there are several ("12; 15", "essen 12").
    private static func features(_ origins: [FeatureOrigin], _ names: [String]) -> String {
        origins.map { origin in
            let source = Int(origin.source)
            return names.count > 1 && names.indices.contains(source) ? "\(names[source]) \(origin.id)" : "\(origin.id)"
        }.joined(separator: "; ")
    }

    private var sourceNames: (old: [String], new: [String]) {
        (result.old.sources.map(\.layer), result.new.sources.map(\.layer))
    }

    func byCause(present: Set<Cause>, field: String, label: String) -> LayerStyle {
        LayerStyle(
            name: label, field: field,
            categories: Cause.allCases.filter(present.contains).map {
                LayerStyle.Category(
                    $0.rawValue, label: $0.label.text(language), colour: $0.look.colour, pattern: $0.look.pattern)
            })
    }

    private var byClass: LayerStyle {
        let names = Set(faces.faces.compactMap(\.to)).sorted(by: codePointOrder)
        var style = LayerStyle.byValue(
            names.map { ($0, Display.clean($0)) }, field: "to", name: say("by new class", "naar nieuwe klasse"))
        style.categories.append(
            LayerStyle.Category(nil, label: Wording.notOnMap.text(language), colour: .lightGrey, pattern: .dotted))
        return style
    }

    // MARK: worklist

    /// The places to look at; the last fields are for the reviewer, who gives the file back with `--evidence`.
    private var worklist: OutputLayer {
        let items = Worklist.items(faces, result: result)
        let choices = Worklist.decisions.map { OutputField.Choice($0.rawValue, label: $0.label.text(language)) }
        return OutputLayer(
            name: Self.worklistLayer, title: say("List of work", "Controlelijst"), description: description, crs: crs,
            geometry: .polygons,
            fields: [
                OutputField("item", .text, title: say("item", "nummer")), OutputField("from", .text, title: say("old class", "oude klasse")),
                OutputField("to", .text, title: say("new class", "nieuwe klasse")),
                OutputField("now", .text, title: say("counts as now", "telt nu als")),
                OutputField("now_label", .text, title: say("that is", "dat is")),
                OutputField("area_ha", .real, title: say("area (ha)", "oppervlakte (ha)")),
                OutputField("question", .text, title: say("question", "vraag")), OutputField("owner", .text, title: say("who", "wie")),
                OutputField("faces", .text, title: say("parts", "deelvlakken")),
                OutputField("non_probable", .boolean, title: say("improbable pair", "onwaarschijnlijk paar")),
                OutputField("decision", .text, title: say("decision", "besluit"), choices: choices),
                OutputField("authority", .text, title: say("decided by", "door wie")),
                OutputField("document", .text, title: say("document", "document")), OutputField("date", .date, title: say("date", "datum")),
            ],
            style: byCause(present: Set(items.map(\.cause)), field: "now", label: say("by account", "naar rekening")),
            features: items.map { item in
                OutputFeature(
                    .polygons(all: item.polygons),
                    [
                        .text(item.id), .optional(item.from), .optional(item.to), .text(item.cause.rawValue),
                        .text(item.cause.label.text(language)), .real(item.hectares), .text(item.question.text(language)),
                        .optional(item.owner), .text(item.faces.joined(separator: "; ")), .boolean(item.isNonProbable), .null,
                        .null, .null, .null,
                    ])
            })
    }
}
