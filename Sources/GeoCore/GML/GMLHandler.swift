import Foundation

/// Takes the elements of a GML file as they are met. Elements are known by their local names: prefixes differ from
/// maker to maker, and no name means two things in these files.
struct GMLHandler {
    private(set) var kind: GMLDocument.Kind?
    private(set) var planArea: PlanAreaObject?
    private(set) var features = GMLFeatures()
    private(set) var header = GIOHeader()
    private(set) var arcs = 0
    /// `codeReferentiesysteem` of IMRO metadata ("28992").
    private(set) var metadataCRS: String?
    private var geometry: GMLGeometryBuilder
    private var depth = 0
    /// Depth of the element whose content is passed over.
    private var skipping: Int?
    private var parents: [String] = []
    private var feature: Feature?
    private var text: [UInt8] = []
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

    init(chordError: Double) {
        geometry = GMLGeometryBuilder(chordError: chordError)
    }

    // MARK: elements

    /// - Returns: false when the file is of another kind and need not be read on.
    mutating func start(_ qualified: String, _ attributes: [String: String]) -> Bool {
        let name = Self.localName(qualified)
        depth += 1
        if geometry.isOpen {
            geometry.start(name, attributes)
            return true
        }
        if depth == 1 {
            kind = Self.kind(ofRoot: name)
            if kind == nil { return false }
        } else if skipping == nil {
            open(name, attributes)
        } else {
            inherit(name, attributes)
        }
        parents.append(name)
        feature?.path.append(name)
        if feature?.depth == depth { feature?.path.removeAll() }
        hasChildren = false
        text.removeAll(keepingCapacity: true)
        return true
    }

    private mutating func open(_ name: String, _ attributes: [String: String]) {
        if name == "boundedBy" {
            skipping = depth
        } else if let feature {
            if GMLGeometryBuilder.isGeometry(name) {
                // The text beside a label has a place of its own, deeper down, which is not the object's.
                guard isOwnGeometry(feature) else { return skipping = depth }
                geometry.start(name, attributes)
            } else if let link = Self.attribute("href", attributes), link.hasPrefix("#") {
                let id = String(link.dropFirst())
                self.feature?.references.append(id)
                let field = fieldName(feature.path + [name])
                self.feature?.set(field, id)
            }
        } else if isFeature(name) {
            feature = Feature(
                name: name, layer: features.layer(kind == .imro ? name : ""), id: Self.attribute("id", attributes), depth: depth)
            geometry.reset()
        }
    }

    /// - Returns: false for a text beyond the limit.
    mutating func characters(_ bytes: ArraySlice<UInt8>) -> Bool {
        if geometry.isOpen {
            geometry.characters(bytes)
        } else if skipping == nil, !hasChildren {
            text += bytes
        }
        return text.count <= XMLGuard.textLimit
    }

    /// - Returns: false for a text that is no UTF-8.
    mutating func end(_ qualified: String) -> Bool {
        defer { depth -= 1 }
        let name = Self.localName(qualified)
        var isText = true
        if geometry.isOpen, let layer = feature?.layer {
            var builder = geometry
            // One owner while it changes: a copy would copy its arrays.
            geometry = GMLGeometryBuilder.idle
            features.withPolygons(layer) { builder.end(name, into: &$0) }
            geometry = builder
            if geometry.isOpen { return true }
        } else if skipping == nil {
            isText = leaf(name)
        }
        if skipping == depth { skipping = nil }
        if let feature, feature.depth == depth { end(feature) }
        parents.removeLast()
        if feature?.path.isEmpty == false { feature?.path.removeLast() }
        hasChildren = true
        return isText
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

    private mutating func leaf(_ name: String) -> Bool {
        guard !hasChildren else { return true }
        guard let written = String(validating: text, as: UTF8.self) else { return false }
        let value = ClassText.normalised(written)
        text.removeAll(keepingCapacity: true)
        if feature != nil {
            guard !value.isEmpty, let path = feature?.path, !path.isEmpty else { return true }
            let field = fieldName(path)
            feature?.set(field, value)
        } else if kind == .gio {
            header.note(name, value)
        } else if name == "codeReferentiesysteem" {
            metadataCRS = value
        }
        return true
    }

    /// Properties from the object down, without the types between them: "planstatusInfo.planstatus". What a GIO
    /// says of a location's geometry is said of the location.
    private func fieldName(_ path: [String]) -> String {
        let properties = path.filter { $0.first?.isUppercase != true }
        let name = (properties.isEmpty ? path : properties).joined(separator: ".")
        return kind == .gio && name == "geometrie.id" ? "id" : name
    }

    private mutating func end(_ done: Feature) {
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
    private mutating func inherit(_ name: String, _ attributes: [String: String]) {
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
