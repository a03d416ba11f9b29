import GeoCore

/// Measures a grid: both layers cut along its lines, and every class in a square a group of its own, so that the area
/// engine measures all squares in one pass.
struct GridMeasuring {
    /// The layers as they are compared.
    let old: ClassifiedLayer
    let new: ClassifiedLayer
    let frame: PolygonBuffer?
    let measuring: Measuring
    let measured: MeasuredPair
    let shapes: ComparisonShapes?
    let rules: PairRules
    let sideMetres: Double

    private struct Key: Hashable {
        var square: GridSplit.Cell
        var old: Int
        var new: Int
    }

    /// - Throws: `grid-side`, `grid-too-fine`; `identity-I8` when the squares do not add up to `whole`.
    /// - Complexity: O(n log squares + pieces), a pass of the engine over the pieces per part.
    func account(whole: DiffResult) throws(InputError) -> GridAccount {
        var box = old.polygons.box
        box.add(new.polygons.box)
        if let frame { box = box.common(with: frame.box) }
        if !box.isEmpty { try GridLimits.require(sideMetres, box: box) }
        var cells: [Key: [MeasuredPair.Cell]] = [:]
        do throws(RingError) {
            for index in measured.parts.indices {
                let areas = try shapes.map { shapes throws(RingError) in try shapeAreas(shapes.parts[index]) }
                try measure(measured.parts[index], areas, &cells)
            }
        } catch {
            throw GridLimits.tooFine(sideMetres, box: box)
        }
        return try assembled(cells, whole)
    }

    /// The layers of a part against each other.
    private func measure(
        _ part: MeasuredPair.Part, _ areas: [Key: ShapeAreas]?, _ cells: inout [Key: [MeasuredPair.Cell]]
    ) throws(RingError) {
        let oldSplit = try split(old, part.oldClasses)
        let newSplit = try split(new, part.newClasses)
        let account = AreaEngine.account(
            old: oldSplit.engineLayer, new: newSplit.engineLayer, masks: measuring.masks, threads: measuring.threads)
        let (oldLabels, newLabels) = (oldSplit.groups.map(\.label), newSplit.groups.map(\.label))
        var own: [Key: [OverlayCell]] = [:]
        for cell in account.cells where cell.old >= 0 || cell.new >= 0 {
            let old = cell.old < 0 ? nil : oldSplit.groups[Int(cell.old)]
            let new = cell.new < 0 ? nil : newSplit.groups[Int(cell.new)]
            // Pieces of two squares have a line in common, and no area.
            if let old, let new, old.cell != new.cell { continue }
            guard let square = old?.cell ?? new?.cell else { continue }
            own[Key(square: square, old: old?.label ?? -1, new: new?.label ?? -1), default: []].append(cell)
        }
        for (key, found) in own {
            var account = account
            account.cells = found
            for var cell in measuring.cells(account, old: oldLabels, new: newLabels) {
                if cell.insideSurvey, cell.evidence == nil { cell.shapes = areas?[key] }
                cells[key, default: []].append(cell)
            }
        }
    }

    private func split(_ layer: ClassifiedLayer, _ classes: [Int]) throws(RingError) -> GridSplit {
        let wanted = Set(classes)
        return try GridSplit(
            layer.polygons, labels: layer.classOfFeature.map { wanted.contains(Int($0)) ? Int($0) : -1 },
            sideMetres: sideMetres)
    }

    /// What rules 5 and 6 take of each square.
    private func shapeAreas(_ part: PartShapes) throws(RingError) -> [Key: ShapeAreas] {
        enum Kind { case drawing, small, drawingOfSmall }
        var polygons = PolygonBuffer()
        var labels: [Int] = []
        var kinds: [(patch: Int, kind: Kind)] = []
        func add(_ shape: PolygonBuffer, _ patch: Int, _ kind: Kind) {
            for part in 0..<shape.partCount {
                polygons.appendPart(part, of: shape)
                polygons.endFeature()
                labels.append(kinds.count)
            }
            kinds.append((patch, kind))
        }
        for (index, patch) in part.patches.patches.enumerated() {
            if let shape = part.drawing[index] { add(shape, index, part.isSmall[index] ? .drawingOfSmall : .drawing) }
            if part.isSmall[index] { add(patch.polygons, index, .small) }
        }
        let split = try GridSplit(polygons, labels: labels, sideMetres: sideMetres)
        let account = AreaEngine.account(
            old: split.engineLayer, new: EngineLayer(oneGroup: PolygonBuffer()), masks: measuring.masks,
            threads: measuring.threads)
        var areas: [Key: ShapeAreas] = [:]
        for cell in account.cells where cell.old >= 0 && measuring.isOpen(Int(cell.masks)) {
            let group = split.groups[Int(cell.old)]
            let (index, kind) = kinds[group.label]
            let patch = part.patches.patches[index]
            let key = Key(square: group.cell, old: patch.old, new: patch.new)
            if kind != .small { areas[key, default: ShapeAreas()].drawing += cell.areaSquareMetres }
            switch kind {
            case .drawing: break
            case .small: areas[key, default: ShapeAreas()].small += cell.areaSquareMetres
            // A small patch keeps what rule 5 left of it.
            case .drawingOfSmall: areas[key, default: ShapeAreas()].small -= cell.areaSquareMetres
            }
        }
        return areas.mapValues { area in
            var area = area
            area.small = max(0, area.small)
            return area
        }
    }

    private func assembled(
        _ cells: [Key: [MeasuredPair.Cell]], _ whole: DiffResult
    ) throws(InputError) -> GridAccount {
        let keys = cells.keys.sorted {
            ($0.square.row, $0.square.column, $0.old, $0.new) < ($1.square.row, $1.square.column, $1.old, $1.new)
        }
        var account = GridAccount(sideMetres: sideMetres, cells: [])
        var sum = CellSum()
        var last: GridSplit.Cell?
        for key in keys {
            var cell = MatrixCell(from: rules.from(key.old), to: rules.to(key.new))
            for part in cells[key] ?? [] { cell.add(part, rules) }
            sum.add(cell.from, cell.to, cell.causes)
            if key.square != last {
                account.cells.append(GridAccount.Cell(
                    x: Double(key.square.column) * sideMetres, y: Double(key.square.row) * sideMetres, entries: []))
                last = key.square
            }
            // A square millimetre is what subtracting leaves of nothing.
            account.cells[account.cells.count - 1].entries += cell.causes.present.filter { $0.hectares > 1e-10 }.map {
                GridAccount.Entry(from: cell.from, to: cell.to, cause: $0.cause, hectares: $0.hectares)
            }
        }
        try sum.require(
            whole, withEmpty: false, slack: 0, file: nil, what: Bilingual(en: "grid and whole", nl: "raster en geheel"))
        return account
    }
}

extension Box {
    /// What both have; empty when they do not meet.
    fileprivate func common(with other: Box) -> Box {
        let box = Box(
            minX: max(minX, other.minX), minY: max(minY, other.minY), maxX: min(maxX, other.maxX),
            maxY: min(maxY, other.maxY))
        return box.isEmpty ? .empty : box
    }
}
