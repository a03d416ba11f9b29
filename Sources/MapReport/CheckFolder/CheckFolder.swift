public import GeoCore
public import PlanCheck

/// What `check --out DIR` writes: the record, the report, the questions, the maps and the layers of the hits. All of it
/// or nothing.
public struct CheckFolder {
    private let result: CheckResult
    private let shapes: [PlanShapes]
    private let language: Language
    private let csv: CSVDialect
    private let versions: [String: String]
    private let crs: CoordinateReferenceSystem

    /// Plans beyond it get no picture of their own: nobody looks at a thousand.
    static let mapLimit = 50

    /// - Parameter plans: one per plan of `result`, in its order, with their shapes.
    /// - Throws: when the catalogue's CRS is not known.
    public init(
        _ result: CheckResult, _ shapes: [PlanShapes], _ language: Language, csv: CSVDialect, versions: [String: String]
    ) throws(InputError) {
        self.result = result.placeless
        self.shapes = shapes
        self.language = language
        self.csv = csv
        self.versions = versions
        crs = try CoordinateReferenceSystem(parsing: result.catalogue.crs)
    }

    /// `kaart.svg` of a single plan, `kaart-1.svg`, `kaart-2.svg`, … of several.
    private var maps: [(name: String, svg: String)] {
        let plans = Array(zip(result.plans, shapes))
        guard plans.count <= Self.mapLimit else { return [] }
        return plans.enumerated().map { index, plan in
            (
                plans.count == 1 ? "kaart.svg" : "kaart-\(index + 1).svg",
                PlanMap(plan.0, plan.1, of: result, language).svg
            )
        }
    }

    /// Every name that this or an earlier run can have written.
    private static let names: Set<String> = Set(
        ["result.json", "rapport.md", "deelvragen.html", "kaart.svg", "hits.gpkg", "hits.geojson", "hits.csv", "varianten.csv", CheckReport.fileName, DiffFolder.projectFile]
            + (1...mapLimit).map { "kaart-\($0).svg" })

    private var projectTitle: String {
        let plans = result.plans.count == 1 ? result.plans[0].name : (language == .nl ? "\(result.plans.count) plannen" : "\(result.plans.count) plans")
        return Display.clean(plans + " · " + result.catalogue.name)
    }

    /// - Throws: `output-exists` when the folder holds anything else; `output-unwritable`.
    public func write(to folder: String) throws(InputError) {
        var output = try OutputFolder(folder, names: Self.names)
        try output.write(result.json(language: language, versions: versions).text, to: "result.json")
        try output.write(CheckMarkdown(result, language).text, to: "rapport.md")
        try output.write(CheckReport(result, shapes, language, versions: versions).text, to: CheckReport.fileName)
        try output.write(QuestionsPage(result, language).html, to: "deelvragen.html")
        try output.write(CheckTable.hits(result.plans, language).csv(language, csv), to: "hits.csv")
        if let variants = result.variants {
            try output.write(VariantTable.long(variants, language).csv(language, csv), to: "varianten.csv")
        }
        for map in maps { try output.write(map.svg, to: map.name) }
        let layers = HitLayers(Array(zip(result.plans, shapes)).map { (plan: $0.0, shapes: $0.1) }, crs: crs, language).layers
        var box = Box.empty
        for plan in shapes { box.add(plan.outline.box) }
        try output.write(try HitGeoJSON(layers, from: crs, box: box).document.text, to: "hits.geojson")
        let extents = try GeoPackageWriter.write(layers, to: output.path + "/hits.gpkg")
        let map = QGISProject.Group(file: "hits.gpkg", layers: layers, extents: extents)
        try output.write(try QGISProject(title: projectTitle, groups: [map]).text(), to: DiffFolder.projectFile)
        try output.finish()
    }
}
