/// A layer's looks, aliases and forms as QGIS reads them (QML of QGIS 3).
enum QMLStyle {
    static func text(_ style: LayerStyle, layer: OutputLayer) -> String {
        var lines = [
            "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>",
            "<qgis version=\"\(version)\" styleCategories=\"Symbology|Fields|Forms\">",
        ]
        lines += body(style, layer: layer)
        lines += [" <layerGeometryType>\(geometryNumber(layer.geometry))</layerGeometryType>", "</qgis>"]
        return lines.joined(separator: "\n") + "\n"
    }

    /// The version of QGIS whose words these are.
    static let version = "3.22.0"

    /// Looks, aliases and forms: the same in a style and in a project.
    static func body(_ style: LayerStyle, layer: OutputLayer) -> [String] {
        var lines = [
            " <renderer-v2 type=\"categorizedSymbol\" attr=\"\(XML.escaped(style.field))\" forceraster=\"0\" symbollevels=\"0\" enableorderby=\"0\">",
            "  <categories>",
        ]
        for (index, category) in style.categories.enumerated() {
            lines.append(
                "   <category symbol=\"\(index)\" value=\"\(XML.escaped(category.value ?? ""))\""
                    + " label=\"\(XML.escaped(category.label))\" render=\"true\"/>")
        }
        lines += ["  </categories>", "  <symbols>"]
        for (index, category) in style.categories.enumerated() {
            lines += symbol(category, index, layer.geometry)
        }
        return lines + ["  </symbols>", " </renderer-v2>"] + forms(layer.fields)
    }

    private static func geometryNumber(_ kind: OutputLayer.GeometryKind) -> Int {
        switch kind {
        case .points: 0
        case .lines: 1
        case .polygons: 2
        }
    }

    private static func symbol(
        _ category: LayerStyle.Category, _ index: Int, _ kind: OutputLayer.GeometryKind
    ) -> [String] {
        let channels = "\(category.colour.red),\(category.colour.green),\(category.colour.blue),"
        let colour = channels + "255"
        let fill = channels + String(Int((max(0, min(1, category.opacity)) * 255).rounded()))
        let isOpaque = category.opacity >= 1
        let type: String
        let layerClass: String
        let properties: [(String, String)]
        switch kind {
        case .polygons:
            (type, layerClass) = ("fill", "SimpleFill")
            properties = [
                ("color", fill), ("outline_color", category.pattern == .solid && isOpaque ? "35,35,35,255" : colour),
                ("outline_style", "solid"), ("outline_width", isOpaque ? "0.16" : "0.5"), ("outline_width_unit", "MM"),
                ("style", category.pattern.rawValue),
            ]
        case .lines:
            (type, layerClass) = ("line", "SimpleLine")
            properties = [
                ("line_color", colour), ("line_style", "solid"), ("line_width", "1"), ("line_width_unit", "MM"),
            ]
        case .points:
            (type, layerClass) = ("marker", "SimpleMarker")
            properties = [
                ("color", colour), ("name", "circle"), ("outline_color", "35,35,35,255"), ("size", "2.5"),
                ("size_unit", "MM"),
            ]
        }
        return [
            "   <symbol type=\"\(type)\" name=\"\(index)\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">",
            "    <layer class=\"\(layerClass)\" enabled=\"1\" locked=\"0\" pass=\"0\">",
            "     <Option type=\"Map\">",
        ] + properties.map { "      <Option name=\"\($0.0)\" type=\"QString\" value=\"\($0.1)\"/>" } + [
            "     </Option>",
        ] + properties.map { "     <prop k=\"\($0.0)\" v=\"\($0.1)\"/>" } + ["    </layer>", "   </symbol>"]
    }

    /// Aliases, and lists to choose from.
    private static func forms(_ fields: [OutputField]) -> [String] {
        var lines = [" <fieldConfiguration>"]
        for field in fields where !field.choices.isEmpty {
            lines += [
                "  <field name=\"\(XML.escaped(field.name))\">", "   <editWidget type=\"ValueMap\">", "    <config>",
                "     <Option type=\"Map\">", "      <Option name=\"map\" type=\"List\">",
            ]
            lines += field.choices.map {
                "       <Option type=\"Map\"><Option name=\"\(XML.escaped($0.label))\" type=\"QString\""
                    + " value=\"\(XML.escaped($0.value))\"/></Option>"
            }
            lines += ["      </Option>", "     </Option>", "    </config>", "   </editWidget>", "  </field>"]
        }
        lines += [" </fieldConfiguration>", " <aliases>"]
        // The key is field 0.
        for (index, field) in fields.enumerated() {
            lines.append(
                "  <alias field=\"\(XML.escaped(field.name))\" index=\"\(index + 1)\" name=\"\(XML.escaped(field.title ?? ""))\"/>")
        }
        return lines + [" </aliases>"]
    }
}
