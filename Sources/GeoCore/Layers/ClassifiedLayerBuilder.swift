/// Puts the features of layer objects together into one `ClassifiedLayer`.
struct ClassifiedLayerBuilder {
    private let options: LayerReadOptions
    private var layer = ClassifiedLayer(polygons: PolygonBuffer(packing: true))
    /// Class texts in the order met, and where each is.
    private var classIndices: [String: Int32] = [:]
    private var tally = GeometryTally()
    private var hasCRS = false

    /// Files that stay open between reads; nil: each is opened for itself.
    private let files: LayerFiles?

    init(options: LayerReadOptions, files: LayerFiles? = nil) {
        self.options = options
        self.files = files
    }

    /// Reads one object to its end.
    mutating func add(_ object: LayerObject) throws(InputError) {
        let file = if let files { try files.open(object) } else { try LayerFile.open(object) }
        try add(object, in: file)
    }

    /// The same, of a file that is open.
    mutating func add(_ object: LayerObject, in file: LayerFile) throws(InputError) {
        let place = try file.layerIndex(named: object.layer, file: object.file)
        let layerName = file.layerNames[place]
        var classifier = FeatureClassifier(
            rule: object.classRule, filters: object.filter, layerName: layerName, encoding: object.textEncoding)
        try file.requireFields(classifier.fields + options.attributeFields, layer: place, file: object.file)
        var notices: [Notice] = []
        let crs = try file.crs(
            layer: place, assumed: object.assumedCRS ?? options.assumedCRS, file: object.file, notices: &notices)
        for notice in notices { merge(notice) }
        if file.isSynthetic(layer: place) { merge(SyntheticData.notice(file: object.file)) }
        layer.sources.append(
            LayerSource(
                file: object.file, layer: layerName,
                sha256: options.hashesFiles ? try FileDigests.digest(ofFile: object.path, name: object.file) : nil,
                convertedBy: file.resolved(place).file.convertedBy, selection: object))
        let firstFeature = layer.polygons.featureCount
        var pass = FeaturePass(
            source: Int32(layer.sources.count - 1), file: object.file, layer: layerName,
            areasAreMetric: crs?.isMetric ?? true)
        let fields = classifier.fields + options.attributeFields
        let (single, inside) = file.resolved(place)
        switch single {
        case .geoPackage(let package, _):
            let table = package.tables[inside]
            if options.keys == nil, options.within == nil {
                layer.polygons.reserveVertices(package.likelyVertices)
                layer.classOfFeature.reserveCapacity(layer.classOfFeature.count + package.likelyVertices / 32)
                layer.origins.reserveCapacity(layer.origins.count + package.likelyVertices / 32)
            }
            var cursor =
                if let keys = options.keys { try package.cursor(table, fields: fields, keys: keys) } else {
                    try package.cursor(table, fields: fields, within: options.within)
                }
            try take(&cursor, &classifier, &pass, limit: package.mostVertices)
        case .memory(let layers, _):
            var cursor = MemoryCursor(layers[inside], fields: fields)
            try take(&cursor, &classifier, &pass)
        // A layer of a zip is in one of its files.
        case .archive: break
        }
        try pass.finish()
        if pass.selected == 0, !object.filter.isEmpty, options.within == nil, options.keys == nil {
            merge(
                Notice(
                    "empty-selection",
                    message: Bilingual(
                        en: "\(object.file): the filter selects no feature of layer '\(layerName)'",
                        nl: "\(object.file): het filter selecteert geen object van laag '\(layerName)'")))
        }
        try join(crs, from: firstFeature, object: object)
    }

    /// The layer with its classes in code-point order.
    /// - Throws: `case-twins` when two classes differ only in case.
    func finished() throws(InputError) -> ClassifiedLayer {
        var layer = layer
        let order = layer.classes.indices.sorted { codePointOrder(layer.classes[$0], layer.classes[$1]) }
        try Self.refuseCaseTwins(order.map { layer.classes[$0] }, sources: layer.sources)
        var places = [Int32](repeating: 0, count: order.count)
        for (new, old) in order.enumerated() { places[old] = Int32(new) }
        for feature in layer.classOfFeature.indices {
            layer.classOfFeature[feature] = places[Int(layer.classOfFeature[feature])]
        }
        layer.classes = order.map { layer.classes[$0] }
        layer.notices += tally.notices
        return layer
    }

    private static func refuseCaseTwins(_ classes: [String], sources: [LayerSource]) throws(InputError) {
        var seen: [String: String] = [:]
        for text in classes {
            guard let other = seen.updateValue(text, forKey: ClassText.caseKey(text)) else { continue }
            let file = sources.allSatisfy { $0.file == sources.first?.file } ? sources.first?.file : nil
            throw CaseTwins.problem(
                other, text, in: "classes", nl: "klassen", file: file,
                layer: sources.count == 1 ? sources.first?.layer : nil)
        }
    }

    // MARK: features

    /// - Parameter limit: room is made for no more positions than this.
    private mutating func take<Cursor: FeatureCursor & ~Copyable>(
        _ cursor: inout Cursor, _ classifier: inout FeatureClassifier, _ pass: inout FeaturePass, limit: Int = 0
    ) throws(InputError) {
        let before = layer.polygons.vertexCount
        var values = [FieldValue](repeating: .null, count: classifier.fields.count)
        // Place in `layer.classes` of each class of the classifier; −1 until a polygon has it.
        var places: [Int32] = []
        while try cursor.next() {
            for column in values.indices { values[column] = cursor.value(column) }
            let decision = classifier.decide(values)
            if decision == .unselected { continue }
            if let problem = decision.problem { throw pass.located(problem, feature: cursor.id) }
            while places.count < classifier.classes.count { places.append(-1) }
            guard let summary = try geometry(cursor, decision, pass) else { continue }
            pass.selected += 1
            layer.ledger.featuresIn += 1
            tally.add(summary)
            try book(summary, decision, &places, cursor, classifier, &pass)
            // As many again for every other key, and some more: growing step by step would copy all of them once more. Looked
            // at again whenever twice as many have come.
            if let keys = options.keys, pass.selected >= 4, pass.selected & (pass.selected - 1) == 0 {
                let vertices = layer.polygons.vertexCount - before
                let more = vertices / pass.selected * max(keys.count - pass.selected, 0) * 5 / 4
                layer.polygons.reserveVertices(min(more, limit - vertices))
            }
        }
    }

    /// Appends the polygons of the current feature, still open; nil when it lies outside the box asked for.
    private mutating func geometry<Cursor: FeatureCursor & ~Copyable>(
        _ cursor: borrowing Cursor, _ decision: FeatureClassifier.Decision, _ pass: FeaturePass
    ) throws(InputError) -> GeometrySummary? {
        let summary: GeometrySummary
        layer.work.rows += 1
        layer.work.geometryBytes += cursor.geometryBytes
        do {
            summary = try cursor.geometry(into: &layer.polygons)
        } catch {
            layer.polygons.discardOpenFeature()
            // A feature that is left out need not be readable.
            if decision == .leftOut { return GeometrySummary() }
            throw pass.located(error.inputError, feature: cursor.id)
        }
        if let box = options.within {
            var own = summary.otherBox
            if summary.polygonParts > 0 { own.add(layer.polygons.openFeatureBox) }
            guard own.intersects(box) else {
                layer.polygons.discardOpenFeature()
                return nil
            }
        }
        return summary
    }

    /// Books the open feature where it belongs.
    private mutating func book<Cursor: FeatureCursor & ~Copyable>(
        _ summary: GeometrySummary, _ decision: FeatureClassifier.Decision, _ places: inout [Int32],
        _ cursor: borrowing Cursor, _ classifier: FeatureClassifier, _ pass: inout FeaturePass
    ) throws(InputError) {
        if decision == .leftOut {
            layer.ledger.leftOut += 1
            layer.polygons.discardOpenFeature()
        } else if summary.isNull {
            layer.ledger.null += 1
        } else if summary.isEmpty {
            layer.ledger.empty += 1
        } else if case .classes(let classes) = decision {
            if options.measuresLinesAndPoints { measure(summary, classes.map { classifier.classes[Int($0)] }) }
            guard summary.polygonParts > 0 else {
                if options.keepsLinesAndPoints { keep(summary, cursor, classifier, pass) }
                layer.ledger.otherGeometry += 1
                return
            }
            layer.ledger.used += 1
            for (copy, index) in classes.enumerated() {
                if copy > 0 {
                    // Read before, so it can be read again.
                    do { _ = try cursor.geometry(into: &layer.polygons) } catch {
                        throw pass.located(error.inputError, feature: cursor.id)
                    }
                }
                layer.polygons.endFeature()
                if places[Int(index)] < 0 { places[Int(index)] = place(of: classifier.classes[Int(index)]) }
                layer.classOfFeature.append(places[Int(index)])
                layer.origins.append(FeatureOrigin(source: pass.source, id: cursor.id))
                for (field, text) in attributes(cursor, classifier) {
                    layer.attributes[field, default: []].append(text)
                }
            }
        } else if summary.polygonParts == 0, !options.measuresLinesAndPoints {
            layer.ledger.otherGeometry += 1
        } else {
            pass.refuse(decision, feature: cursor.id, squareMetres: areaOfOpenFeature())
        }
    }

    /// The fields asked for, with their texts; nil for NULL and blank.
    private func attributes<Cursor: FeatureCursor & ~Copyable>(
        _ cursor: borrowing Cursor, _ classifier: FeatureClassifier
    ) -> [(field: String, text: String?)] {
        options.attributeFields.enumerated().map { column, field in
            let text = classifier.text(of: cursor.value(classifier.fields.count + column)) ?? ""
            return (field, text.isEmpty ? nil : text)
        }
    }

    private mutating func keep<Cursor: FeatureCursor & ~Copyable>(
        _ summary: GeometrySummary, _ cursor: borrowing Cursor, _ classifier: FeatureClassifier, _ pass: FeaturePass
    ) {
        layer.otherFeatures.append(
            OtherFeature(
                origin: FeatureOrigin(source: pass.source, id: cursor.id), lines: summary.linePositions,
                points: summary.pointPositions,
                attributes: Dictionary(
                    attributes(cursor, classifier).map { ($0.field, $0.text) }, uniquingKeysWith: { first, _ in first })))
    }

    private mutating func areaOfOpenFeature() -> Double {
        let area = layer.polygons.openFeatureArea
        layer.polygons.discardOpenFeature()
        return area
    }

    private mutating func measure(_ summary: GeometrySummary, _ texts: [String]) {
        for text in texts {
            if summary.lines > 0 { layer.lineMetres[text, default: 0] += summary.lineLength }
            if summary.points > 0 { layer.pointCounts[text, default: 0] += summary.points }
        }
    }

    private mutating func place(of text: String) -> Int32 {
        if let index = classIndices[text] { return index }
        let index = Int32(layer.classes.count)
        layer.classes.append(text)
        classIndices[text] = index
        return index
    }

    // MARK: CRS and notices

    /// The union has one CRS. Compared by numbers: files carry many spellings of one system.
    private mutating func join(
        _ crs: CoordinateReferenceSystem?, from feature: Int, object: LayerObject
    ) throws(InputError) {
        // Not always asked for, and every ring is looked at for it.
        func box() -> Box { layer.polygons.box(ofFeaturesFrom: feature) }
        if let crs, crs.isAssumed, let notice = try crs.areaOfUseNotice(for: box()) { merge(notice) }
        guard hasCRS else {
            hasCRS = true
            layer.crs = crs
            return
        }
        if let first = layer.crs, let crs {
            let box = box()
            if try first.isSame(as: crs, on: box.isEmpty ? layer.polygons.box : box) { return }
        } else if layer.crs == nil, crs == nil {
            return
        }
        let (one, other) = (layer.crs?.label ?? "?", crs?.label ?? "?")
        throw InputError(
            "crs-mixed", file: object.file,
            problem: Bilingual(
                en: "its CRS is \(other), that of the layers before it is \(one)",
                nl: "het CRS is \(other), dat van de lagen ervoor is \(one)"),
            remedy: Bilingual(
                en: "bring the layers that are read together into one CRS; a missing CRS is given with --assume-crs",
                nl: "breng lagen die samen worden gelezen in één CRS; een ontbrekend CRS geeft u met --assume-crs"))
    }

    private mutating func merge(_ notice: Notice) {
        if let index = layer.notices.firstIndex(where: { $0.code == notice.code && $0.message == notice.message }) {
            layer.notices[index].count += notice.count
        } else {
            layer.notices.append(notice)
        }
    }
}
