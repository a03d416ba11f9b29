/// One key's part in a border: its winding number changes by `sign` from above to below an edge that runs with it.
struct BorderUse: BitwiseCopyable {
    var key: Int32
    var sign: Int32
}

/// All that change together at some edges of a band: the polygons on both sides of a border, in both layers.
///
/// An edge has one border, with or against it: its `sign`. Where a border runs through a tile, all its edges there are one
/// function, however many polygons use it.
struct Border: BitwiseCopyable {
    var firstUse: Int32
    var useCount: Int32
    /// Which layers use it.
    var layers: LayerSet
    var sides: BorderSides
}

/// Who lies on the two sides of a border that both layers have in the same way: one polygon of each below it, or one of each
/// above it, or both; −1 where there is none.
struct BorderSides: BitwiseCopyable {
    var oldBelow: Int32 = -1
    var newBelow: Int32 = -1
    var oldAbove: Int32 = -1
    var newAbove: Int32 = -1
    /// False for any other border; the sides then mean nothing.
    var isOfBoth = false

    init(_ uses: UnsafeBufferPointer<BorderUse>, _ keys: KeySpace) {
        for use in uses {
            guard !keys.isMask(use.key) else { return }
            let isOld = keys.isOld(use.key)
            switch use.sign {
            case 1 where isOld && oldBelow < 0: oldBelow = use.key
            case 1 where !isOld && newBelow < 0: newBelow = use.key
            case -1 where isOld && oldAbove < 0: oldAbove = use.key
            case -1 where !isOld && newAbove < 0: newAbove = use.key
            default: return
            }
        }
        isOfBoth = uses.count > 0 && (oldBelow < 0) == (newBelow < 0) && (oldAbove < 0) == (newAbove < 0)
    }
}

/// From a border to another one by one more label's use. Not nested: see `RankedEdge`.
struct BorderStep: BitwiseCopyable {
    var from: Int32
    var label: Int32
    var sign: Int32
    var border: Int32
}

/// The borders of a band as a tile sees them; valid while the band is swept.
struct BorderList {
    let borders: UnsafeBufferPointer<Border>
    fileprivate let allUses: UnsafePointer<BorderUse>

    /// Who uses a border; every key once.
    @inline(__always)
    func uses(_ border: Int32) -> UnsafeBufferPointer<BorderUse> {
        // Numbers of borders are those of this band: they come from its edges.
        let it = borders.baseAddress.unsafelyUnwrapped[Int(border)]
        return UnsafeBufferPointer(start: allUses + Int(it.firstUse), count: Int(it.useCount))
    }

    @inline(__always)
    func layers(_ border: Int32) -> LayerSet { borders.baseAddress.unsafelyUnwrapped[Int(border)].layers }

    @inline(__always)
    func sides(_ border: Int32) -> BorderSides { borders.baseAddress.unsafelyUnwrapped[Int(border)].sides }
}

/// The borders of one band, found while its edges are. Reused from band to band.
///
/// Uses are met ring after ring, so that the edges of a stretch get the same uses one after the other: a border is what one
/// more use made of another border, and what it made last time is remembered.
struct BandBorders: ~Copyable {
    /// The border that nobody uses.
    static let none: Int32 = 0

    private let keys: KeySpace
    private var borders = Scratch<Border>()
    private var uses = Scratch<BorderUse>()
    private var steps = Scratch<BorderStep>()
    /// Open addressing: indices of steps, −1 is free; a power of two, at least half of them free. A polygon may have
    /// thousands of neighbours in a band.
    private var table = Scratch<Int32>(repeating: -1, count: 1024)
    private let twins: TwinFeatures
    /// Per label the border that it alone uses: valid when `labels` of that border is this label.
    private var aloneOfLabel: Scratch<Int32>
    /// Per border the label that alone uses it, else −1.
    private var labels = Scratch<Int32>()
    /// The step taken last.
    private var lastStep = BorderStep(from: -1, label: -1, sign: 0, border: 0)

    init(_ job: EngineJob) {
        keys = job.keys
        twins = job.twins
        aloneOfLabel = Scratch(repeating: 0, count: twins.labelCount)
    }

    /// Forgets the previous band.
    mutating func begin() {
        borders.count = 0
        uses.count = 0
        if steps.count > 0 { table.base.update(repeating: -1, count: table.count) }
        steps.count = 0
        lastStep.from = -1
        labels.count = 0
        borders.append(Border(firstUse: 0, useCount: 0, layers: [], sides: BorderSides(.init(start: nil, count: 0), keys)))
        labels.append(-1)
    }

    var list: BorderList { BorderList(borders: borders.elements, allUses: UnsafePointer(uses.base)) }

    /// The border that one label alone uses, with sign 1.
    mutating func alone(_ label: Int32) -> Int32 {
        let known = aloneOfLabel[Int(label)]
        if known < borders.count, labels[Int(known)] == label { return known }
        let border = make(label, 1, from: Self.none)
        labels[Int(border)] = label
        aloneOfLabel[Int(label)] = border
        return border
    }

    /// The border with one more use; `none` when nothing is left.
    @inline(__always)
    mutating func adding(_ label: Int32, _ sign: Int32, to border: Int32) -> Int32 {
        if border == lastStep.from, label == lastStep.label, sign == lastStep.sign { return lastStep.border }
        return step(label, sign, from: border)
    }

    @inline(never)
    private mutating func step(_ label: Int32, _ sign: Int32, from border: Int32) -> Int32 {
        let place = find(border, label, sign)
        if table[place] >= 0 {
            lastStep = steps[Int(table[place])]
            return lastStep.border
        }
        lastStep = BorderStep(from: border, label: label, sign: sign, border: make(label, sign, from: border))
        table[place] = Int32(truncatingIfNeeded: steps.count)
        steps.append(lastStep)
        if steps.count * 2 > table.count { enlargeTable() }
        return lastStep.border
    }

    /// The place of a step, or the free one where it belongs.
    @inline(__always)
    private func find(_ from: Int32, _ label: Int32, _ sign: Int32) -> Int {
        var h = UInt64(UInt32(bitPattern: from)) << 32 | UInt64(UInt32(bitPattern: label))
        h = (h ^ UInt64(UInt32(bitPattern: sign)) << 20) &* 0x9E37_79B9_7F4A_7C15
        var place = Int(truncatingIfNeeded: (h ^ h >> 32) & UInt64(table.count - 1))
        while table[place] >= 0 {
            let step = steps[Int(table[place])]
            if step.from == from, step.label == label, step.sign == sign { break }
            place = (place + 1) & (table.count - 1)
        }
        return place
    }

    private mutating func enlargeTable() {
        table = Scratch(repeating: -1, count: 2 * table.count)
        for index in 0..<steps.count {
            let step = steps[index]
            table[find(step.from, step.label, step.sign)] = Int32(truncatingIfNeeded: index)
        }
    }

    private mutating func make(_ label: Int32, _ sign: Int32, from border: Int32) -> Int32 {
        let first = uses.count
        let known = borders[Int(border)]
        for index in Int(known.firstUse)..<Int(known.firstUse + known.useCount) { uses.append(uses[index]) }
        if Int(label) < twins.keyCount {
            add(label, sign, from: first)
        } else {
            for key in twins.keys(ofLabel: label) { add(key, sign, from: first) }
        }
        guard uses.count > first else { return Self.none }
        var layers: LayerSet = []
        for index in first..<uses.count { layers.formUnion(keys.layer(uses[index].key)) }
        let own = UnsafeBufferPointer(rebasing: uses.elements[first...])
        borders.append(
            Border(
                firstUse: Int32(truncatingIfNeeded: first), useCount: Int32(truncatingIfNeeded: own.count),
                layers: layers, sides: BorderSides(own, keys)))
        labels.append(-1)
        return Int32(truncatingIfNeeded: borders.count - 1)
    }

    /// One more use in the list that begins at `first`; one that comes to 0 is taken out.
    private mutating func add(_ key: Int32, _ sign: Int32, from first: Int) {
        for index in first..<uses.count where uses[index].key == key {
            uses.base[index].sign += sign
            guard uses[index].sign == 0 else { return }
            for next in index + 1..<uses.count { uses[next - 1] = uses[next] }
            uses.count -= 1
            return
        }
        uses.append(BorderUse(key: key, sign: sign))
    }
}
