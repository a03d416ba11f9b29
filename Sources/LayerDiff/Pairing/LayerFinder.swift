import GeoCore

/// Finds the layers of one date in files and folders, and guesses which field holds the class.
struct LayerFinder {
    let options: PairingOptions
    let side: PairingOptions.Side

    struct Found {
        var layers: [FoundLayer] = []
        var failures: [InputError] = []
    }

    func layers() -> Found {
        let inspection = Inspector.inspect(
            side.paths,
            options: Inspector.Options(
                assumedCRS: side.assumedCRS, encoding: side.encoding, valueLimit: 1, threads: options.threads))
        var found = Found(failures: inspection.failures)
        let constants = constantFields(inspection.layers)
        for inspected in inspection.layers
        where inspected.polygonFeatures + inspected.lineFeatures + inspected.pointFeatures > 0 {
            do throws(InputError) {
                found.layers.append(try layer(inspected, constants))
            } catch {
                found.failures.append(error.located(file: inspected.file, layer: inspected.layer))
            }
        }
        return found
    }

    private func layer(_ inspected: LayerInspection, _ constants: Set<String>) throws(InputError) -> FoundLayer {
        var object = LayerObject(file: inspected.file, layer: inspected.layer, encoding: side.encoding)
        object.classRule = classRule(inspected, constants)
        if inspected.crs == nil || inspected.crs?.isAssumed == true {
            object.assumedCRS = side.assumedCRS ?? inspected.suggestedCRS
        }
        let read = try LayerReader.read([object], options: LayerReadOptions(measuresLinesAndPoints: true))
        var found = FoundLayer(object: object, layerName: inspected.layer, classes: Comparability.classes(read), layer: read)
        found.kilometres = read.lineMetres.values.reduce(0, +) / 1000
        found.points = read.pointCounts.values.reduce(0, +)
        found.crsIsAssumed = object.assumedCRS != nil
        return found
    }

    /// The likeliest class field; without one the layer is one class with its own name.
    private func classRule(_ inspected: LayerInspection, _ constants: Set<String>) -> ClassRule {
        let usable = inspected.fields.filter {
            $0.isClassCandidate && $0.blanks == 0 && $0.caseTwins.isEmpty && $0.nonUTF8 == 0
        }
        let several = usable.filter { $0.distinctValues > 1 }
        if let field = several.first(where: { $0.kind == "text" }) ?? several.first { return .fields([field.name]) }
        // A field with one value names the class when another layer has another value.
        if let field = usable.first(where: { $0.kind == "text" && !constants.contains($0.name) }), let value = field.values.first {
            return .name(ClassText.normalised(value.text))
        }
        return .name(inspected.layer)
    }

    /// Fields that say the same in every layer (a source, a publisher) or stand in one layer only.
    private func constantFields(_ layers: [LayerInspection]) -> Set<String> {
        var values: [String: Set<String>] = [:]
        for layer in layers {
            for field in layer.fields where field.distinctValues == 1 {
                values[field.name, default: []].insert(field.values.first?.text ?? "")
            }
        }
        return Set(values.filter { $0.value.count < 2 }.keys)
    }
}
