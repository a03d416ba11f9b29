/// A project of QGIS 3 (`.qgs`) that opens the layers of GeoPackages with their looks, from wherever the folder lies: files
/// are named from the project's own place. Nothing in it depends on clock, machine or user.
///
/// A layer with several looks stands in it once for each; the first is shown, the others wait to be switched on, and so do all
/// groups but the first.
public struct QGISProject {
    /// The layers of one file, under one heading.
    public struct Group {
        /// nil: no heading.
        public var name: String?
        /// From the project's folder.
        public var file: String
        public var layers: [OutputLayer]
        /// One per layer; empty for one without shapes.
        public var extents: [Box]

        public init(name: String? = nil, file: String, layers: [OutputLayer], extents: [Box]) {
            self.name = name
            self.file = file
            self.layers = layers
            self.extents = extents
        }
    }

    public var title: String
    public var groups: [Group]

    public init(title: String, groups: [Group]) {
        self.title = title
        self.groups = groups
    }

    /// A layer with one of its looks.
    private struct Entry {
        var id: String
        var name: String
        var source: String
        var layer: OutputLayer
        var style: LayerStyle?
        var extent: Box
        var isShown: Bool
    }

    private var entries: [[Entry]] {
        groups.enumerated().map { number, group in
            group.layers.enumerated().flatMap { index, layer -> [Entry] in
                let title = layer.title ?? layer.name
                let extent = group.extents.indices.contains(index) ? group.extents[index] : .empty
                let looks = [layer.style] + layer.otherStyles.map { Optional($0) }
                return looks.enumerated().map { look, style in
                    Entry(
                        // QGIS takes an id of ten characters or less for none.
                        id: "kk_diff_layer_\(number + 1)_\(index + 1)_\(look + 1)",
                        name: look == 0 ? title : Self.name(title, layer.style, style),
                        source: "./\(group.file)|layername=\(layer.name)", layer: layer, style: style, extent: extent,
                        // What nothing is in would only be a line in the legend.
                        isShown: look == 0 && !extent.isEmpty)
                }
            }
        }
    }

    /// "Places by cause" with the look "by new class" instead of "by cause" is "Places by new class".
    private static func name(_ title: String, _ first: LayerStyle?, _ other: LayerStyle?) -> String {
        guard let other else { return title }
        guard let first, title.hasSuffix(first.name) else { return title + " · " + other.name }
        return title.dropLast(first.name.count) + other.name
    }

    public func text() throws(InputError) -> String {
        let entries = entries
        let all = entries.flatMap { $0 }
        let crs = all.lazy.compactMap(\.layer.crs).first
        var lines = [
            "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>",
            "<qgis projectname=\"\(XML.escaped(title))\" version=\"\(QMLStyle.version)\">",
            " <title>\(XML.escaped(title))</title>",
        ]
        if let crs { lines += try [" <projectCrs>"] + system(crs) + [" </projectCrs>"] }
        lines.append(" <layer-tree-group>")
        for (number, (group, entries)) in zip(groups, entries).enumerated() {
            if let name = group.name {
                // Maps of several subjects would only hide each other.
                let state = number == 0 ? "Qt::Checked" : "Qt::Unchecked"
                lines.append("  <layer-tree-group name=\"\(XML.escaped(name))\" checked=\"\(state)\" expanded=\"\(number == 0 ? 1 : 0)\">")
            }
            lines += entries.map { entry in
                "   <layer-tree-layer id=\"\(entry.id)\" name=\"\(XML.escaped(entry.name))\" checked=\"\(entry.isShown ? "Qt::Checked" : "Qt::Unchecked")\""
                    + " expanded=\"\(entry.isShown ? 1 : 0)\" providerKey=\"ogr\" source=\"\(XML.escaped(entry.source))\"/>"
            }
            if group.name != nil { lines.append("  </layer-tree-group>") }
        }
        lines.append(" </layer-tree-group>")
        lines += try canvas(all, crs)
        lines.append(" <projectlayers>")
        for entry in all { lines += try layer(entry) }
        lines += [
            " </projectlayers>", " <layerorder>",
        ] + all.map { "  <layer id=\"\($0.id)\"/>" } + [
            " </layerorder>", " <properties>", "  <Paths>", "   <Absolute type=\"bool\">false</Absolute>", "  </Paths>",
            "  <Measurement>", "   <AreaUnits type=\"QString\">ha</AreaUnits>", "   <DistanceUnits type=\"QString\">meters</DistanceUnits>",
            "  </Measurement>",
            // Without it the project's own CRS is not read.
            "  <SpatialRefSys>", "   <ProjectionsEnabled type=\"int\">1</ProjectionsEnabled>", "  </SpatialRefSys>", " </properties>", "</qgis>",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// What is in sight when it opens: everything, with a margin.
    private func canvas(_ entries: [Entry], _ crs: CoordinateReferenceSystem?) throws(InputError) -> [String] {
        var box = Box.empty
        for entry in entries where !entry.extent.isEmpty { box.add(entry.extent) }
        guard !box.isEmpty else { return [] }
        let margin = 0.05 * max(box.width, box.height, 1)
        return [" <mapcanvas name=\"theMapCanvas\" annotationsVisible=\"1\">", "  <units>meters</units>"] + extent(box.expanded(by: margin))
            + ["  <rotation>0</rotation>"] + (try crs.map { own throws(InputError) in ["  <destinationsrs>"] + (try system(own)) + ["  </destinationsrs>"] } ?? [])
            + [" </mapcanvas>"]
    }

    private func extent(_ box: Box) -> [String] {
        [
            "  <extent>", "   <xmin>\(box.minX)</xmin>", "   <ymin>\(box.minY)</ymin>", "   <xmax>\(box.maxX)</xmax>",
            "   <ymax>\(box.maxY)</ymax>", "  </extent>",
        ]
    }

    private func system(_ crs: CoordinateReferenceSystem) throws(InputError) -> [String] {
        ["  <spatialrefsys>", "   <wkt>\(XML.escaped(try crs.wellKnownText() ?? ""))</wkt>"]
            + (crs.code.map { ["   <authid>\(XML.escaped($0))</authid>"] } ?? []) + ["  </spatialrefsys>"]
    }

    private func layer(_ entry: Entry) throws(InputError) -> [String] {
        let geometry =
            switch entry.layer.geometry {
            case .polygons: "Polygon"
            case .lines: "Line"
            case .points: "Point"
            }
        var lines = ["  <maplayer type=\"vector\" geometry=\"\(geometry)\" hasScaleBasedVisibilityFlag=\"0\" refreshOnNotifyEnabled=\"0\">"]
        if !entry.extent.isEmpty { lines += extent(entry.extent) }
        lines += [
            "   <id>\(entry.id)</id>", "   <datasource>\(XML.escaped(entry.source))</datasource>",
            "   <layername>\(XML.escaped(entry.name))</layername>", "   <provider encoding=\"UTF-8\">ogr</provider>",
        ]
        if let crs = entry.layer.crs { lines += try ["   <srs>"] + system(crs) + ["   </srs>"] }
        if let style = entry.style { lines += QMLStyle.body(style, layer: entry.layer) }
        return lines + ["  </maplayer>"]
    }
}
