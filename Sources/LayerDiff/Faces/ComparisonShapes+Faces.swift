import GeoCore

extension ComparisonShapes {
    /// A part of a raw face that lies in one patch, and what became of it.
    private struct Piece: Sendable {
        var part: Int
        var face: Int
        var patch: Int
        var polygons: PolygonBuffer
        var cause: Cause
        var rule: Int
        var evidence: String?
        var zone: String?
    }

    /// The faces of the run: every feature pair and patch, cut by frame, survey, evidence and X, with its cause.
    ///
    /// - Throws: `geos`.
    func faces(rules: PairRules, evidence: ResolvedEvidence, options: DiffOptions) throws(InputError) -> FaceSet {
        do throws(GEOSError) {
            let cuts = try FaceCuts(options, evidence, try GeometryEngine())
            let threads = max(1, options.threads)
            let wholes = parts.indices.flatMap { pieces(ofPart: $0, threads: threads) }
            options.monitor?.begin(ComparisonPhase.cutting, count: wholes.count)
            let made = try parallelMap(
                count: wholes.count, workers: threads, monitor: options.monitor, resource: { () throws(GEOSError) in try GeometryEngine() },
                { (engine, index) throws(GEOSError) in try self.cut(wholes[index], cuts, rules, engine) })
            return faceSet(made.flatMap { $0 }, rules, options)
        } catch {
            throw error.inputError(file: nil)
        }
    }

    /// Every raw face, its parts gathered by patch.
    private func pieces(ofPart index: Int, threads: Int) -> [Piece] {
        let part = parts[index]
        return parallelMap(count: part.raw.faces.count, workers: threads, grain: 256) { number -> [Piece] in
            let face = part.raw.faces[number]
            var shapes: [Int: PolygonBuffer] = [:]
            for own in 0..<face.polygons.partCount {
                guard let patch = part.patches.patchOfPart[number][own] else { continue }
                shapes[patch, default: PolygonBuffer()].appendPart(own, of: face.polygons)
            }
            return shapes.sorted { $0.key < $1.key }.map { patch, shape in
                var shape = shape
                shape.endFeature()
                return Piece(part: index, face: number, patch: patch, polygons: shape, cause: .open, rule: 8)
            }
        }.flatMap { $0 }
    }

    /// The rules in their order: what each takes is cut off, the rest goes on.
    private func cut(
        _ whole: Piece, _ cuts: FaceCuts, _ rules: PairRules, _ engine: GeometryEngine
    ) throws(GEOSError) -> [Piece] {
        var rest = whole.polygons
        var pieces: [Piece] = []
        func add(_ shape: PolygonBuffer, _ cause: Cause, rule: Int, evidence: String? = nil) throws(GEOSError) {
            guard shape.partCount > 0, shape.areaSquareMetres > 1e-6 else { return }
            var piece = whole
            piece.polygons = shape
            piece.cause = cause
            piece.rule = rule
            piece.evidence = evidence
            if !cuts.zones.isEmpty { piece.zone = cuts.zone(at: try engine.pointInside(shape, feature: 0)) }
            pieces.append(piece)
        }
        if let frame = cuts.frame { rest = try frame.cut(rest, engine).inside }
        for extent in cuts.extents {
            let (inside, outside) = try extent.cut(rest, engine)
            try add(outside, .noData, rule: 1)
            rest = inside
        }
        for item in cuts.evidence where rest.partCount > 0 {
            let (inside, outside) = try item.area.cut(rest, engine)
            try add(inside, item.cause, rule: 2, evidence: item.id)
            rest = outside
        }
        let part = parts[whole.part]
        let patch = part.patches.patches[whole.patch]
        let verdict = rules.verdict(patch.old, patch.new)
        if rules.isTested(patch.old, patch.new) {
            if let drawing = part.drawing[whole.patch], rest.partCount > 0 {
                // Most patches are drawing as a whole.
                let isAll = patch.squareMetres - drawing.areaSquareMetres <= ShapeAreas.noise(patch.squareMetres)
                let (inside, outside) =
                    isAll ? (rest, .withoutParts) : try FaceCutter(drawing, engine).cut(rest, engine)
                try add(inside, .drawing, rule: 5)
                rest = outside
            }
            if part.isSmall[whole.patch] {
                try add(rest, .small, rule: 6)
                return pieces
            }
        }
        try add(rest, verdict.cause, rule: verdict.rule)
        return pieces
    }

    // MARK: the set

    private func faceSet(_ pieces: [Piece], _ rules: PairRules, _ options: DiffOptions) -> FaceSet {
        var set = FaceSet()
        // Patches of all parts, numbered in the order of labels and places.
        let all = parts.indices.flatMap { part in parts[part].patches.patches.indices.map { SIMD2(part, $0) } }
            .sorted { a, b in
                let (p, q) = (parts[a.x].patches.patches[a.y], parts[b.x].patches.patches[b.y])
                return (p.old, p.new, a.x, a.y) < (q.old, q.new, b.x, b.y)
            }
        let threads = max(1, options.threads)
        set.patches = parallelMap(count: all.count, workers: threads, grain: 256) { index in
            let key = all[index]
            let patch = parts[key.x].patches.patches[key.y]
            var shown = Patch(
                id: index + 1, from: rules.from(patch.old), to: rules.to(patch.new), polygons: patch.polygons,
                hectares: LayerDiff.hectares(patch.squareMetres))
            shown.isSmall = parts[key.x].isSmall[key.y]
            shown.drawing = parts[key.x].drawing[key.y]
            return shown
        }
        // Per part of each of its patches.
        var numbers = parts.map { [Int](repeating: 0, count: $0.patches.patches.count) }
        for (index, key) in all.enumerated() { numbers[key.x][key.y] = index + 1 }
        let improbable = Set(options.nonProbable)
        let patchNumbers = numbers
        @Sendable func face(of piece: Piece) -> Face {
            let part = parts[piece.part]
            let raw = part.raw.faces[piece.face]
            let patch = part.patches.patches[piece.patch]
            var face = Face(
                id: "", from: rules.from(patch.old), to: rules.to(patch.new), cause: piece.cause, rule: piece.rule,
                hectares: LayerDiff.hectares(piece.polygons.areaSquareMetres), polygons: piece.polygons)
            face.oldFeatures = raw.old < 0 ? [] : [part.old.origins[raw.old]]
            face.newFeatures = raw.new < 0 ? [] : [part.new.origins[raw.new]]
            face.patch = patchNumbers[piece.part][piece.patch]
            face.zone = piece.zone
            face.evidence = piece.evidence
            let entry = rules.entry(patch.old, patch.new)
            face.crosswalkLine = entry.row?.line
            face.relation = entry.relation
            face.isNonProbable = improbable.contains(NonProbablePair(from: face.from, to: face.to))
            face.check = raw.check
            return face
        }
        let places = parallelMap(count: pieces.count, workers: threads, grain: 256) { number in
            FacePlace(pieces[number], patch: patchNumbers[pieces[number].part][pieces[number].patch])
        }
        let order = places.indices.sorted { places[$0].comesBefore(places[$1]) }
        set.faces = parallelMap(count: order.count, workers: threads, grain: 256) { number in
            var face = face(of: pieces[order[number]])
            face.id = "f\(number + 1)"
            return face
        }
        return set
    }

    /// What decides over the order of faces: patch, then rule and place.
    private struct FacePlace: Sendable {
        private let patch: Int
        private let rule: Int
        private let box: Box
        private let hectares: Double

        init(_ piece: Piece, patch: Int) {
            self.patch = patch
            rule = piece.rule
            box = piece.polygons.box
            hectares = LayerDiff.hectares(piece.polygons.areaSquareMetres)
        }

        func comesBefore(_ other: FacePlace) -> Bool {
            if patch != other.patch { return patch < other.patch }
            if rule != other.rule { return rule < other.rule }
            if box != other.box { return box.comesBefore(other.box) }
            return hectares < other.hectares
        }
    }
}
