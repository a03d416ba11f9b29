import GeoCore

/// Plans that were drawn as lines: outlines from a drawing program, and centre lines of roads and cables.
enum PlanLines {
    /// The lines of a layer without polygons as areas, one feature per feature that gave one.
    ///
    /// A closed line is the outline of an area, as drawing programs export them; an open one is a corridor of
    /// `bufferMetres` on both sides, when that is given.
    /// - Returns: a layer in the catalogue's CRS.
    /// - Throws: `plan-lines` when there are only open lines and no width.
    static func areas(
        of layer: ClassifiedLayer, crs: CatalogueCRS, bufferMetres: Double?
    ) throws(InputError) -> ClassifiedLayer {
        guard layer.crs != nil else { return layer }
        var result = layer
        // A layer without polygons has texts with its lines only.
        result.attributes = [:]
        var closed = 0
        var corridors = 0
        var open = 0
        for feature in try crs.otherFeatures(of: layer) {
            let before = result.polygons.partCount
            let outlines = feature.lines.filter(isClosed)
            for line in outlines {
                do throws(RingError) { try result.polygons.appendRing(line) } catch {
                    throw problem(error, feature, layer)
                }
                result.polygons.endPart()
            }
            closed += outlines.count
            let others = feature.lines.filter { !isClosed($0) }
            if let bufferMetres, bufferMetres > 0, !others.isEmpty {
                let corridor = try grown(others, by: bufferMetres)
                for part in 0..<corridor.partCount { result.polygons.appendPart(part, of: corridor) }
                corridors += others.count
            } else {
                open += others.count
            }
            guard result.polygons.partCount > before else { continue }
            result.polygons.endFeature()
            result.classOfFeature.append(0)
            result.origins.append(feature.origin)
            result.ledger.used += 1
            result.ledger.otherGeometry -= 1
            for (field, text) in feature.attributes { result.attributes[field, default: []].append(text) }
        }
        guard closed + corridors > 0 else {
            guard open > 0 else { return layer }
            throw InputError(
                "plan-lines", layer: layer.sources.first?.layer,
                problem: Bilingual(
                    en: "the plan is \(open) open line\(open == 1 ? "" : "s"), without a width",
                    nl: "het plan is \(open) open lijn\(open == 1 ? "" : "en"), zonder breedte"),
                remedy: Bilingual(
                    en: "give the width on both sides with --buffer M, for example --buffer 15",
                    nl: "geef de breedte aan weerszijden met --buffer M, bijvoorbeeld --buffer 15"))
        }
        if result.classes.isEmpty { result.classes = [""] }
        result.crs = crs.crs
        result.notices.removeAll { $0.code == "other-geometry" }
        result.notices += notices(closed: closed, corridors: corridors, open: open, bufferMetres ?? 0)
        return result
    }

    /// A line of at least a triangle that ends where it began.
    private static func isClosed(_ line: [SIMD2<Double>]) -> Bool { line.count >= 4 && line.first == line.last }

    private static func grown(_ lines: [[SIMD2<Double>]], by metres: Double) throws(InputError) -> PolygonBuffer {
        do throws(GEOSError) {
            return try GeometryEngine().buffer(lines: lines, distanceMetres: metres)
        } catch {
            throw PlanReader.failed(error)
        }
    }

    private static func problem(_ error: RingError, _ feature: OtherFeature, _ layer: ClassifiedLayer) -> InputError {
        InputError(
            "plan-lines", layer: layer.sources.first?.layer, feature: String(feature.origin.id),
            problem: Bilingual(en: "this closed line is no outline (\(error))", nl: "deze gesloten lijn is geen omtrek (\(error))"),
            remedy: Bilingual(en: "repair the drawing", nl: "herstel de tekening"))
    }

    private static func notices(closed: Int, corridors: Int, open: Int, _ metres: Double) -> [Notice] {
        let all = [
            Notice(
                "closed-lines",
                message: Bilingual(
                    en: "closed lines are taken as the outlines of areas; one inside another counts once, not as a hole",
                    nl: "gesloten lijnen tellen als omtrek van een vlak; een lijn binnen een andere telt één keer, niet als gat"),
                count: closed),
            Notice(
                "line-corridors",
                message: Bilingual(
                    en: "open lines are taken as corridors of \(metres) m on both sides",
                    nl: "open lijnen tellen als strook van \(String(metres).replacing(".", with: ",")) m aan weerszijden"),
                count: corridors),
            Notice(
                "open-lines",
                message: Bilingual(
                    en: "open lines are left out (--buffer M makes corridors of them)",
                    nl: "open lijnen zijn weggelaten (--buffer M maakt er stroken van)"),
                count: open),
        ]
        return all.filter { $0.count > 0 }
    }
}
