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

/// From a border to another one by one more use. Not nested: see `RankedEdge`.
struct BorderStep: BitwiseCopyable {
    var key: Int32
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
    /// Per key the border that it alone uses: valid when that border's first use is of this key.
    private var aloneOfKey: Scratch<Int32>
    /// The step taken last.
    private var lastFrom: Int32 = -1
    private var lastStep = BorderStep(key: -1, sign: 0, border: 0, next: -1)

    init(keys: KeySpace) {
        self.keys = keys
        aloneOfKey = Scratch(repeating: 0, count: keys.count)
    }

    /// Forgets the previous band.
    mutating func begin() {
        borders.count = 0
        uses.count = 0
        steps.count = 0
        lastFrom = -1
        borders.append(Border(firstUse: 0, useCount: 0, layers: [], firstStep: -1))
    }

    var list: BorderList { BorderList(borders: borders.elements, allUses: UnsafePointer(uses.base)) }

    /// The border that one key alone uses, with sign 1.
    mutating func alone(_ key: Int32) -> Int32 {
        let known = aloneOfKey[Int(key)]
        if known > 0, known < borders.count, borders[Int(known)].useCount == 1,
            uses[Int(borders[Int(known)].firstUse)].key == key, uses[Int(borders[Int(known)].firstUse)].sign == 1
        {
            return known
        }
        let border = Int32(truncatingIfNeeded: borders.count)
        aloneOfKey[Int(key)] = border
        borders.append(
            Border(firstUse: Int32(truncatingIfNeeded: uses.count), useCount: 1, layers: keys.layer(key), firstStep: -1))
        uses.append(BorderUse(key: key, sign: 1))
        return border
    }

    /// The border with one more use; `none` when nothing is left.
    @inline(__always)
    mutating func adding(_ key: Int32, _ sign: Int32, to border: Int32) -> Int32 {
        if border == lastFrom, key == lastStep.key, sign == lastStep.sign { return lastStep.border }
        return step(key, sign, from: border)
    }

    @inline(never)
    private mutating func step(_ key: Int32, _ sign: Int32, from border: Int32) -> Int32 {
        lastFrom = border
        var index = borders[Int(border)].firstStep
        while index >= 0 {
            let step = steps[Int(index)]
            if step.key == key, step.sign == sign {
                lastStep = step
                return step.border
            }
            index = step.next
        }
        lastStep = BorderStep(key: key, sign: sign, border: make(key, sign, from: border), next: borders[Int(border)].firstStep)
        borders.base[Int(border)].firstStep = Int32(truncatingIfNeeded: steps.count)
        steps.append(lastStep)
        return lastStep.border
    }

    private mutating func make(_ key: Int32, _ sign: Int32, from border: Int32) -> Int32 {
        let first = uses.count
        var layers: LayerSet = []
        var isNew = true
        let known = borders[Int(border)]
        for index in Int(known.firstUse)..<Int(known.firstUse + known.useCount) {
            var use = uses[index]
            if use.key == key {
                isNew = false
                use.sign += sign
                guard use.sign != 0 else { continue }
            }
            layers.formUnion(keys.layer(use.key))
            uses.append(use)
        }
        if isNew {
            layers.formUnion(keys.layer(key))
            uses.append(BorderUse(key: key, sign: sign))
        }
        guard uses.count > first else { return Self.none }
        borders.append(
            Border(
                firstUse: Int32(truncatingIfNeeded: first), useCount: Int32(truncatingIfNeeded: uses.count - first),
                layers: layers, firstStep: -1))
        return Int32(truncatingIfNeeded: borders.count - 1)
    }
}
