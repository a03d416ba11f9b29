import Foundation

/// Looks at layer files: what is in them, and what would go wrong.
public enum Inspector {
    /// How far `inspect` looks.
    public struct Options: Sendable, Hashable {
        /// Only this layer.
        public var layer: String?
        public var assumedCRS: String?
        public var encoding: String?
        /// Values listed per field.
        public var valueLimit = 10
        public var threads = 1

        public init(
            layer: String? = nil, assumedCRS: String? = nil, encoding: String? = nil, valueLimit: Int = 10, threads: Int = 1
        ) {
            self.layer = layer
            self.assumedCRS = assumedCRS
            self.encoding = encoding
            self.valueLimit = valueLimit
            self.threads = threads
        }
    }

    /// Files and folders, in the order given; a folder stands for the map files in it and below it, in code-point
    /// order. A file that cannot be read is a failure in the result and does not stop the others.
    public static func inspect(_ paths: [String], options: Options = Options()) -> Inspection {
        var inspection = Inspection()
        for path in paths.flatMap(files) {
            do throws(InputError) {
                inspection.layers += try layers(of: path, options: options)
            } catch {
                inspection.failures.append(error.located(file: path))
            }
        }
        return inspection
    }

    /// Endings taken from a folder; a file named by itself may have any.
    private static let endings = ["gpkg", "geojson", "wkt", "gml", "zip", "shp", "tab", "fgb", "kml", "dxf"]

    private static func files(_ path: String) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue,
            FileBytes.ending(path) != "gdb"
        else { return [path] }
        let names = (FileManager.default.enumerator(atPath: path)?.allObjects ?? []).compactMap { $0 as? String }
        let visible = names.filter { name in !name.split(separator: "/").contains { $0.hasPrefix(".") } }
        return visible.filter { endings.contains(FileBytes.ending($0)) }.sorted(by: codePointOrder)
            .map { FileBytes.path($0, in: path) }
    }

    /// Every layer of one file.
    static func layers(of path: String, options: Options) throws(InputError) -> [LayerInspection] {
        let object = LayerObject(file: path, layer: options.layer, encoding: options.encoding)
        let file = try LayerFile.open(object)
        var places = Array(file.layerNames.indices)
        if options.layer != nil { places = [try file.layerIndex(named: options.layer, file: path)] }
        var inspections: [LayerInspection] = []
        for place in places {
            var pass = InspectionPass(object: object, layer: file.layerNames[place], fields: file.fields(layer: place))
            let (single, inside) = file.resolved(place)
            pass.result.convertedBy = single.convertedBy
            pass.result.crs = try file.crs(
                layer: place, assumed: options.assumedCRS, file: path, notices: &pass.result.notices)
            let names = file.fields(layer: place).map(\.name)
            switch single {
            case .geoPackage(let package, let version):
                if version == nil { pass.result.hasRTree = package.tables[inside].rtree != nil }
                var cursor = try package.cursor(package.tables[inside], fields: names)
                try pass.read(&cursor)
            case .memory(let layers, _):
                var cursor = MemoryCursor(layers[inside], fields: names)
                try pass.read(&cursor)
            case .archive: break
            }
            inspections.append(pass.finished(options: options))
        }
        return inspections
    }
}

/// One layer while it is being looked at.
private struct InspectionPass {
    /// The box of the Netherlands in RD New, widened: what a layer without CRS is likely to be in.
    private static let rdBox = Box(minX: 0, minY: 300_000, maxX: 300_000, maxY: 640_000)

    var result: LayerInspection
    private var polygons = PolygonBuffer()
    private var tallies: [FieldTally]
    private let encoding: TextEncoding?

    init(object: LayerObject, layer: String, fields: [LayerField]) {
        result = LayerInspection(file: object.file, layer: layer)
        tallies = fields.map(FieldTally.init)
        encoding = object.textEncoding
    }

    mutating func read<Cursor: FeatureCursor & ~Copyable>(_ cursor: inout Cursor) throws(InputError) {
        while try cursor.next() {
            result.features += 1
            let area = geometry(cursor)
            for column in tallies.indices {
                tallies[column].add(cursor.value(column), squareMetres: area, encoding: encoding)
            }
        }
    }

    /// Counts the geometry of the current feature and keeps its polygons.
    /// - Returns: its area; 0 when it has none.
    private mutating func geometry<Cursor: FeatureCursor & ~Copyable>(_ cursor: borrowing Cursor) -> Double {
        let summary: GeometrySummary
        do {
            summary = try cursor.geometry(into: &polygons)
        } catch {
            polygons.discardOpenFeature()
            note(error.inputError, feature: cursor.id)
            return 0
        }
        if summary.isNull { result.nullGeometries += 1 }
        if summary.isEmpty { result.emptyGeometries += 1 }
        if summary.lines > 0 { result.lineFeatures += 1 }
        if summary.points > 0 { result.pointFeatures += 1 }
        result.extent.add(summary.otherBox)
        guard summary.polygonParts > 0 else { return 0 }
        result.polygonFeatures += 1
        polygons.endFeature()
        result.extent.add(polygons.box(ofFeature: polygons.featureCount - 1))
        return polygons.areaSquareMetres(ofFeature: polygons.featureCount - 1)
    }

    private mutating func note(_ error: InputError, feature: Int64) {
        guard let index = result.oddities.firstIndex(where: { $0.code == error.code }) else {
            result.oddities.append(
                GeometryOddity(code: error.code, problem: error.problem, count: 1, firstFeatures: [feature]))
            return
        }
        result.oddities[index].count += 1
        if result.oddities[index].firstFeatures.count < 5 { result.oddities[index].firstFeatures.append(feature) }
    }

    func finished(options: Inspector.Options) -> LayerInspection {
        var result = result
        let hasAreas = result.crs?.isMetric ?? true
        result.parts = polygons.partCount
        result.vertices = polygons.vertexCount
        if result.crs == nil, !result.extent.isEmpty, Self.rdBox.contains(result.extent) {
            result.suggestedCRS = "EPSG:28992"
        }
        let check = AreaEngine.selfCheck(polygons, threads: options.threads)
        result.selfOverlapping = check.badFeatures.count
        result.overlappingPairs = check.overlaps.count
        result.overlappingFeatures = Set(check.overlaps.flatMap { [$0.a, $0.b] }).count
        if hasAreas {
            let areas = (0..<polygons.featureCount).map { polygons.areaSquareMetres(ofFeature: $0) }
            result.areaHectares = areas.reduce(0, +) / 10_000
            result.selfOverlapHectares = check.badFeatures.reduce(0) { $0 + $1.excessSquareMetres } / 10_000
            result.overlapHectares = check.overlaps.reduce(0) { $0 + $1.areaSquareMetres } / 10_000
        }
        let fields = tallies.map {
            $0.finished(features: result.features, valueLimit: options.valueLimit, hasAreas: hasAreas)
        }
        result.fields = fields.filter(\.isClassCandidate) + fields.filter { !$0.isClassCandidate }
        return result
    }
}
