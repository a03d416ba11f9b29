import Foundation
#if canImport(FoundationXML)
import FoundationXML
#endif

/// Takes the elements of a GML file as they are met. Elements are known by their local names: prefixes differ from
/// maker to maker, and no name means two things in these files.
final class GMLHandler: NSObject, XMLParserDelegate {
    private(set) var kind: GMLDocument.Kind?
    private(set) var planArea: PlanAreaObject?
    private(set) var features = GMLFeatures()
    private(set) var header = GIOHeader()
    private(set) var arcs = 0
    /// Root element of another kind of file.
    private(set) var isForeign = false
    /// What made this handler stop reading.
    private(set) var failure: InputError?
    /// `codeReferentiesysteem` of IMRO metadata ("28992").
    private(set) var metadataCRS: String?
    private(set) var rootIsClosed = false

    private let fileName: String
    private var geometry: GMLGeometryBuilder
    private var depth = 0
    /// Depth of the element whose content is passed over.
    private var skipping: Int?
    private var parents: [String] = []
    private var feature: Feature?
    private var text = ""
    /// The innermost element has child elements.
    private var hasChildren = false

    /// A location or plan object while it is read.
    private struct Feature {
        var name: String
        var layer: Int
        var id: String?
        var depth: Int
        /// Local names of the elements below it.
        var path: [String] = []
        var fields: [(name: String, text: String)] = []
        var references: [String] = []

        /// Values of a field that repeats stand behind each other, each once.
        mutating func set(_ name: String, _ value: String) {
            guard let index = fields.firstIndex(where: { $0.name == name }) else {
                fields.append((name, value))
                return
            }
            if !fields[index].text.components(separatedBy: "; ").contains(value) { fields[index].text += "; " + value }
        }
    }

    init(fileName: String, chordError: Double) {
        self.fileName = fileName
        geometry = GMLGeometryBuilder(chordError: chordError)
    }

    // MARK: elements

    func parser(
        _ parser: XMLParser, didStartElement qualified: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        let name = Self.localName(qualified)
        depth += 1
        guard depth <= XMLGuard.depthLimit else {
            return stop(
                parser,
                InputError(
                    "xml-depth", file: fileName,
                    problem: Bilingual(
                        en: "elements nested more than \(XMLGuard.depthLimit) deep", nl: "elementen meer dan \(XMLGuard.depthLimit) diep genest"),
                    remedy: Bilingual(en: "ask for a new export", nl: "vraag een nieuwe export")))
        }
        if geometry.isOpen { return geometry.start(name, attributes) }
        if skipping == nil { open(name, attributes, parser) } else { inherit(name, attributes) }
        parents.append(name)
        feature?.path.append(name)
        if feature?.depth == depth { feature?.path.removeAll() }
        hasChildren = false
        text = ""
    }

    private func open(_ name: String, _ attributes: [String: String], _ parser: XMLParser) {
        if depth == 1 {
            kind = Self.kind(ofRoot: name)
            if kind == nil {
                isForeign = true
                parser.abortParsing()
            }
        } else if name == "boundedBy" {
            skipping = depth
        } else if let feature {
            if GMLGeometryBuilder.isGeometry(name) {
                // The text beside a label has a place of its own, deeper down, which is not the object's.
                guard isOwnGeometry(feature) else { return skipping = depth }
                geometry.start(name, attributes)
            } else if let link = Self.attribute("href", attributes), link.hasPrefix("#") {
                let id = String(link.dropFirst())
                self.feature?.references.append(id)
                self.feature?.set(fieldName(feature.path + [name]), id)
            }
        } else if isFeature(name) {
            feature = Feature(
                name: name, layer: features.layer(kind == .imro ? name : ""), id: Self.attribute("id", attributes), depth: depth)
            geometry.reset()
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if geometry.isOpen { return geometry.characters(string) }
        guard skipping == nil, !hasChildren else { return }
        text += string
        guard text.utf8.count <= XMLGuard.textLimit else {
            return stop(
                parser,
                InputError(
                    "xml-text", file: fileName,
                    problem: Bilingual(
                        en: "a text of more than 1 MB in element '\(parents.last ?? "")'",
                        nl: "een tekst van meer dan 1 MB in element '\(parents.last ?? "")'"),
                    remedy: Bilingual(en: "ask for a new export", nl: "vraag een nieuwe export")))
        }
    }

    func parser(_ parser: XMLParser, foundCDATA CDATABlock: Data) {
        self.parser(parser, foundCharacters: String(decoding: CDATABlock, as: UTF8.self))
    }

    func parser(
        _ parser: XMLParser, didEndElement qualified: String, namespaceURI: String?, qualifiedName: String?
    ) {
        defer { depth -= 1 }
        let name = Self.localName(qualified)
        if geometry.isOpen, let layer = feature?.layer {
            features.withPolygons(layer) { geometry.end(name, into: &$0) }
            if geometry.isOpen { return }
        } else if skipping == nil {
            leaf(name)
        }
        if skipping == depth { skipping = nil }
        if let feature, feature.depth == depth { end(feature) }
        parents.removeLast()
        if feature?.path.isEmpty == false { feature?.path.removeLast() }
        hasChildren = true
        if depth == 1 { rootIsClosed = true }
    }

    func parser(_ parser: XMLParser, foundInternalEntityDeclarationWithName name: String, value: String?) {
        stop(parser, XMLGuard.doctype(fileName))
    }

    func parser(
        _ parser: XMLParser, foundExternalEntityDeclarationWithName name: String, publicID: String?, systemID: String?
    ) {
        stop(parser, XMLGuard.doctype(fileName))
    }

    private func stop(_ parser: XMLParser, _ error: InputError) {
        if failure == nil { failure = error }
        parser.abortParsing()
    }

    // MARK: meaning

    private static func kind(ofRoot name: String) -> GMLDocument.Kind? {
        switch name {
        case "FeatureCollectionIMRO": .imro
        case "GeoInformatieObjectVaststelling", "GeoInformatieObjectVersie": .gio
        case "FeatureCollectionGeometrie": .geometries
        default: nil
        }
    }

    private func isFeature(_ name: String) -> Bool {
        switch kind {
        case .gio: name == "Locatie" || name == "LocatieMutatie"
        default:
            ["featureMember", "featureMembers", "member"].contains(parents.last ?? "") && name != "MetadataIMRObestand"
        }
    }

    /// Whether a geometry that begins here is the object's own.
    private func isOwnGeometry(_ feature: Feature) -> Bool {
        kind == .gio ? feature.path.first == "geometrie" : feature.path.count == 1
    }

    private func leaf(_ name: String) {
        guard !hasChildren else { return }
        let value = ClassText.normalised(text)
        text = ""
        if feature != nil {
            guard !value.isEmpty, let path = feature?.path, !path.isEmpty else { return }
            feature?.set(fieldName(path), value)
        } else if kind == .gio {
            header.note(name, value)
        } else if name == "codeReferentiesysteem" {
            metadataCRS = value
        }
    }

    /// Properties from the object down, without the types between them: "planstatusInfo.planstatus". What a GIO
    /// says of a location's geometry is said of the location.
    private func fieldName(_ path: [String]) -> String {
        let properties = path.filter { $0.first?.isUppercase != true }
        let name = (properties.isEmpty ? path : properties).joined(separator: ".")
        return kind == .gio && name == "geometrie.id" ? "id" : name
    }

    private func end(_ done: Feature) {
        feature = nil
        var fields = done.fields
        if let id = done.id { fields.insert(("gml_id", id), at: 0) }
        if PlanAreaObject.isPlanArea(done.name), planArea == nil, let id = done.id {
            planArea = PlanAreaObject(id: id, name: done.fields.first { $0.name == "naam" }?.text, layer: done.name)
        }
        features.end(layer: done.layer, id: done.id, fields: fields, geometry: geometry, references: done.references)
        arcs += geometry.arcs
        geometry.arcs = 0
    }

    /// What the envelope of the whole file says counts for geometries that say nothing.
    private func inherit(_ name: String, _ attributes: [String: String]) {
        guard name == "Envelope" || name == "Box", feature == nil else { return }
        if let srs = attributes["srsName"] { geometry.defaultSRS = srs }
        if let dimension = attributes["srsDimension"].flatMap({ Int($0) }) { geometry.defaultDimension = dimension }
    }

    private static func localName(_ qualified: String) -> String {
        guard let colon = qualified.utf8.lastIndex(of: UInt8(ascii: ":")) else { return qualified }
        return String(qualified[qualified.utf8.index(after: colon)...])
    }

    /// Value of an attribute by its local name; one with a prefix ("gml:id") before one without.
    private static func attribute(_ name: String, _ attributes: [String: String]) -> String? {
        attributes.filter { $0.key.hasSuffix(":" + name) }.min { codePointOrder($0.key, $1.key) }?.value ?? attributes[name]
    }
}

/// What a GIO says of itself.
struct GIOHeader: Sendable {
    private(set) var values: [String: String] = [:]
    /// Label per group id.
    private(set) var groups: [(id: String, label: String)] = []
    private var groupID = ""

    mutating func note(_ name: String, _ value: String) {
        guard !value.isEmpty else { return }
        switch name {
        case "groepID": groupID = value
        case "label": groups.append((groupID, value))
        case "FRBRWork", "FRBRExpression", "eenheidlabel", "normlabel":
            if values[name] == nil { values[name] = value }
        default: break
        }
    }
}
