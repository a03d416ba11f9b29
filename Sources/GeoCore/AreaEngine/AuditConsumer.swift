/// Two layers at once, every feature told apart: what is wrong with the features, how those of a layer lie on each other,
/// and the account of their groups. One sweep does the work of `selfCheck` and `measure` of both layers and of `account`.
///
/// A tile with one border that both layers have takes two integrals (`TileFrame+Border`). Clean tiles (no feature winds
/// otherwise than 0 or 1, none lies on another of its layer) take products of winding numbers. So do tiles where two features of a
/// layer lie on each other, if both layers have the same features or the overlap does not lie across a border of the other layer.
/// The others are cut into trapezoids.
struct AuditConsumer: TileConsumer, ~Copyable {
    private let keys: KeySpace
    let scale: FixedScale
    /// Per key its group.
    var groups: Scratch<Int32>
    var frame: TileFrame
    private var slabs = TileSlabs()
    var cells: CellSums
    var both: Int128 = 0
    private var onlyOld: Int128 = 0
    private var onlyNew: Int128 = 0
    private var excess: Int128 = 0
    private var old = Side()
    private var new = Side()
    private var slabTiles = 0
    var identicalTiles = 0
    private var rest = Scratch<Double>()
    private var identical = IdenticalTile()
    private var overlaps = TileOverlaps()

    /// What one layer's features do to themselves and each other.
    struct SideSums: Sendable {
        /// (feature, feature): ∫ (w² − w).
        var excesses: [PairSum]
        /// (a, b), a < b: where both features lie.
        var featurePairs: [PairSum]
        /// (a, b), a < b: where both groups lie; (a, a): ∫ (features of a at a place − 1)⁺.
        var groupPairs: [PairSum]
        /// ∫ (features at a place − 1)⁺.
        var overlap: Int128
    }

    typealias Sums = AuditTotals

    init(_ job: EngineJob) {
        keys = job.keys
        scale = FixedScale(side: job.grid.side)
        frame = TileFrame(keys: keys)
        groups = Scratch(repeating: 0, count: keys.count)
        // Layers are new, then old.
        for layer in job.layers.prefix(2) {
            for feature in layer.order { groups[Int(layer.key(ofFeature: feature))] = layer.groups[Int(feature)] }
        }
        let oldGroups = job.layers.count > 1 ? job.layers[1].groupCount : 0
        cells = CellSums(oldCount: oldGroups, newCount: job.layers[0].groupCount, maskBits: 0)
    }

    consuming func sums(adding sweep: EngineWork) -> Sums {
        var work = frame.work + sweep
        work.slabTiles = slabTiles
        work.identicalTiles = identicalTiles
        return AuditTotals(
            cells: cells.sums(), both: both, onlyOld: onlyOld, onlyNew: onlyNew, excess: excess, old: old.sums(),
            new: new.sums(), work: work)
    }

    mutating func stretch(_ base: UnsafeBufferPointer<BaseEntry>, count: Int) {
        old.clear()
        new.clear()
        for entry in base { present(entry.key, entry.winding) }
        add(Int128(count) * FixedScale.tile)
        // What only shows as w² − w: a feature on itself, or one that winds the wrong way.
        for entry in base where entry.winding != 1 {
            let w = Int128(entry.winding)
            noteExcess(entry.key, Int128(count) * FixedScale.tile * (w * w - w))
        }
    }

    mutating func tile(_ tile: TileInput) {
        frame.loadEdges(tile)
        let border = frame.borderOfBoth(tile)
        if let border, add(border) { return }
        frame.loadSlots(tile)
        let isIdentical = identical.match(&frame)
        if isIdentical, frame.isPlain(frame.oldSlots.elements) {
            addIdentical()
            return
        }
        if border == nil { frame.computeBorderForms() }
        frame.computeSlotForms()
        switch condition() {
        case .clean where isIdentical: addIdentical()
        case .clean: addClean()
        case .overlapping where isIdentical && overlaps.find(frame.oldSlots.elements, &frame): addIdenticalWithOverlaps()
        case .overlapping(.old) where overlaps.find(frame.oldSlots.elements, in: frame.newSlots.elements, &frame):
            addClean()
            addOverlaps(ofOld: true)
        case .overlapping(.new) where overlaps.find(frame.newSlots.elements, in: frame.oldSlots.elements, &frame):
            addClean()
            addOverlaps(ofOld: false)
        case .overlapping, .bad: addSlabs()
        }
    }

    /// What the features of a tile do, as far as its noise shows.
    private enum Condition {
        /// Every feature winds 0 or 1, and none lies on another of its layer.
        case clean
        /// Every feature winds 0 or 1; those of these layers lie on each other.
        case overlapping(LayerSet)
        case bad
    }

    private mutating func condition() -> Condition {
        let noise = frame.noise
        var isBad = false
        for slot in 0..<frame.slotCount {
            let excess = frame.formExcess(ofSlot: slot)
            // Below the noise of a tile nothing is known; adding it up would make large features look bad.
            guard excess.magnitude > noise else { continue }
            noteExcess(frame.key(slot), scale.quanta(excess))
            isBad = true
        }
        if isBad { return .bad }
        var crowded: LayerSet = []
        if frame.formExcess(of: frame.oldSlots.elements).magnitude > noise { crowded.insert(.old) }
        if frame.formExcess(of: frame.newSlots.elements).magnitude > noise { crowded.insert(.new) }
        return crowded.isEmpty ? .clean : .overlapping(crowded)
    }

    private mutating func noteExcess(_ key: Int32, _ quanta: Int128) {
        if keys.isOld(key) {
            old.excesses.add(key, key, 0, quanta)
        } else {
            let feature = key - Int32(keys.oldCount)
            new.excesses.add(feature, feature, 0, quanta)
        }
    }

    // MARK: from products

    /// Features of one layer have nothing in common in a clean tile, so each meets its equal only.
    private mutating func addIdentical() {
        identicalTiles += 1
        var common = 0.0
        for i in 0..<frame.oldSlots.count {
            let slot = Int(frame.oldSlots[i])
            let area = frame.area(ofSlot: slot)
            let partner = identical.partner(i, frame)
            cells.add(groups[Int(frame.key(slot))], groups[Int(frame.key(partner))], 0, scale.quanta(area))
            common += area
        }
        both += scale.quanta(common)
    }

    /// As `addIdentical`; at places with two features every one of a layer meets both of the other.
    private mutating func addIdenticalWithOverlaps() {
        addIdentical()
        for overlap in overlaps.list.elements {
            let (a, b) = (frame.key(Int(frame.oldSlots[Int(overlap.a)])), frame.key(Int(frame.oldSlots[Int(overlap.b)])))
            let partnerA = frame.key(identical.partner(Int(overlap.a), frame))
            let partnerB = frame.key(identical.partner(Int(overlap.b), frame))
            let area = scale.quanta(overlap.area)
            // `addIdentical` has counted the place twice, once for each feature.
            both -= area
            let (oldA, oldB) = (groups[Int(a)], groups[Int(b)])
            let (newA, newB) = (groups[Int(partnerA)], groups[Int(partnerB)])
            switch (oldA == oldB, newA == newB) {
            case (false, false):
                cells.add(oldA, newB, 0, area)
                cells.add(oldB, newA, 0, area)
            case (true, true):
                cells.add(oldA, newA, 0, -area)
            default: break
            }
            let count = (oldA == oldB ? 1 : 2) * (newA == newB ? 1 : 2)
            excess += area * Int128(count - 1)
            old.addOverlap(a, b, oldA, oldB, area)
            new.addOverlap(
                partnerA - Int32(keys.oldCount), partnerB - Int32(keys.oldCount), newA, newB, area)
        }
    }

    private mutating func addClean() {
        let newCount = frame.newSlots.count
        rest.reserve(newCount)
        var newArea = 0.0
        for j in 0..<newCount {
            rest[j] = frame.area(ofSlot: Int(frame.newSlots[j]))
            newArea += rest[j]
        }
        var oldArea = 0.0
        var common = 0.0
        for i in 0..<frame.oldSlots.count {
            let slot = Int(frame.oldSlots[i])
            let group = groups[Int(frame.key(slot))]
            var left = frame.area(ofSlot: slot)
            oldArea += left
            for j in 0..<newCount {
                let other = Int(frame.newSlots[j])
                let area = frame.form(slot, other)
                cells.add(group, groups[Int(frame.key(other))], 0, scale.quanta(area))
                common += area
                left -= area
                rest.base[j] -= area
            }
            cells.add(group, -1, 0, scale.quanta(left))
        }
        for j in 0..<newCount {
            cells.add(-1, groups[Int(frame.key(Int(frame.newSlots[j])))], 0, scale.quanta(rest[j]))
        }
        both += scale.quanta(common)
        onlyOld += scale.quanta(oldArea - common)
        onlyNew += scale.quanta(newArea - common)
    }

    /// What `addClean` has counted twice where features of one layer lie on each other: losses, gains, and common places.
    private mutating func addOverlaps(ofOld isOld: Bool) {
        let (slots, others) = isOld
            ? (frame.oldSlots.elements, frame.newSlots.elements) : (frame.newSlots.elements, frame.oldSlots.elements)
        for overlap in overlaps.list.elements {
            let (a, b) = (frame.key(Int(slots[Int(overlap.a)])), frame.key(Int(slots[Int(overlap.b)])))
            let (groupA, groupB) = (groups[Int(a)], groups[Int(b)])
            let area = scale.quanta(overlap.area)
            // ∅ where the other layer has nothing.
            var holder: Int32 = -1
            if overlap.holder >= 0 {
                holder = groups[Int(frame.key(Int(others[Int(overlap.holder)])))]
                both -= area
                if isOld { onlyNew += area } else { onlyOld += area }
                addCell(-1, holder, area, ofOld: isOld)
            } else if isOld {
                onlyOld -= area
            } else {
                onlyNew -= area
            }
            if groupA == groupB { addCell(groupA, holder, -area, ofOld: isOld) } else { excess += area }
            if isOld {
                old.addOverlap(a, b, groupA, groupB, area)
            } else {
                new.addOverlap(a - Int32(keys.oldCount), b - Int32(keys.oldCount), groupA, groupB, area)
            }
        }
    }

    /// - Parameter isOld: whether `group` is one of the old layer, else `other` is.
    private mutating func addCell(_ group: Int32, _ other: Int32, _ area: Int128, ofOld isOld: Bool) {
        if isOld { cells.add(group, other, 0, area) } else { cells.add(other, group, 0, area) }
    }

    // MARK: other places

    private mutating func addSlabs() {
        slabTiles += 1
        slabs.cut(&frame)
        for state in 0..<slabs.stateCount {
            slabs.enter(state, &frame)
            old.clear()
            new.clear()
            for slot in 0..<frame.slotCount where slabs.winding[slot] != 0 {
                // A sum of ±1 over rings: an Int32 holds it, as it does the number of positions.
                present(frame.key(slot), Int32(slabs.winding[slot]))
            }
            add(scale.quanta(slabs.area))
        }
    }

    /// Notes a feature that covers the place.
    @inline(__always)
    private mutating func present(_ key: Int32, _ winding: Int32) {
        let group = groups[Int(key)]
        if keys.isOld(key) {
            old.present(key, group, winding)
        } else {
            new.present(key - Int32(keys.oldCount), group, winding)
        }
    }

    /// One place with the features noted.
    private mutating func add(_ area: Int128) {
        old.add(area)
        new.add(area)
        if new.groups.count == 0 {
            if old.groups.count == 0 { return }
            onlyOld += area
            for i in 0..<old.groups.count { cells.add(old.groups[i].key, -1, 0, area) }
        } else if old.groups.count == 0 {
            onlyNew += area
            for j in 0..<new.groups.count { cells.add(-1, new.groups[j].key, 0, area) }
        } else {
            both += area
            for i in 0..<old.groups.count {
                for j in 0..<new.groups.count { cells.add(old.groups[i].key, new.groups[j].key, 0, area) }
            }
        }
        let count = max(old.groups.count, 1) * max(new.groups.count, 1)
        if count > 1 { excess += area * Int128(count - 1) }
    }
}
