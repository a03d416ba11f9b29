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
    /// What one more use makes of it: index of the first `BorderStep`; −1 when none is known.
    var firstStep: Int32
}

/// From a border to another one by one more label's use. Not nested: see `RankedEdge`.
struct BorderStep: BitwiseCopyable {
    var label: Int32
    var sign: Int32
    var border: Int32
    /// Index of the next one of the same border; −1 after the last.
    var next: Int32
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
    private let twins: TwinFeatures
    /// Per label the border that it alone uses: valid when `labels` of that border is this label.
    private var aloneOfLabel: Scratch<Int32>
    /// Per border the label that alone uses it, else −1.
    private var labels = Scratch<Int32>()
    /// The step taken last.
    private var lastFrom: Int32 = -1
    private var lastStep = BorderStep(label: -1, sign: 0, border: 0, next: -1)

    init(_ job: EngineJob) {
        keys = job.keys
        twins = job.twins
        aloneOfLabel = Scratch(repeating: 0, count: twins.labelCount)
    }

    /// Forgets the previous band.
    mutating func begin() {
        borders.count = 0
        uses.count = 0
        steps.count = 0
        lastFrom = -1
        labels.count = 0
        borders.append(Border(firstUse: 0, useCount: 0, layers: [], firstStep: -1))
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
        if border == lastFrom, label == lastStep.label, sign == lastStep.sign { return lastStep.border }
        return step(label, sign, from: border)
    }

    @inline(never)
    private mutating func step(_ label: Int32, _ sign: Int32, from border: Int32) -> Int32 {
        lastFrom = border
        var index = borders[Int(border)].firstStep
        while index >= 0 {
            let step = steps[Int(index)]
            if step.label == label, step.sign == sign {
                lastStep = step
                return step.border
            }
            index = step.next
        }
        lastStep = BorderStep(label: label, sign: sign, border: make(label, sign, from: border), next: borders[Int(border)].firstStep)
        borders.base[Int(border)].firstStep = Int32(truncatingIfNeeded: steps.count)
        steps.append(lastStep)
        return lastStep.border
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
        borders.append(
            Border(
                firstUse: Int32(truncatingIfNeeded: first), useCount: Int32(truncatingIfNeeded: uses.count - first),
                layers: layers, firstStep: -1))
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
