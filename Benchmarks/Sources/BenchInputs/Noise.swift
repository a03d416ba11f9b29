/// Numbers that depend on a seed and a place only, so that a border can be drawn twice, from either side, without being
/// stored. Plain arithmetic: no sine and no logarithm, whose last bit differs from one C library to the next.
struct Noise: Sendable {
    let seed: UInt64

    init(seed: UInt64) { self.seed = Noise.mixed(seed &+ 0x9E37_79B9_7F4A_7C15) }

    /// The finaliser of SplitMix64 (Steele, Lea & Flood 2014).
    @inline(__always)
    static func mixed(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    @inline(__always)
    func bits(_ topic: UInt64, _ a: Int, _ b: Int = 0) -> UInt64 {
        let first = Noise.mixed(seed ^ (topic &* 0xD6E8_FEB8_6659_FD93) &+ UInt64(bitPattern: Int64(a)))
        return Noise.mixed(first &+ 0x9E37_79B9_7F4A_7C15 &* UInt64(bitPattern: Int64(b) &+ 1))
    }

    /// 0 ..< 1.
    @inline(__always)
    func share(_ topic: UInt64, _ a: Int, _ b: Int = 0) -> Double { Double(bits(topic, a, b) >> 11) * 0x1p-53 }

    /// −1 ..< 1.
    @inline(__always)
    func sway(_ topic: UInt64, _ a: Int, _ b: Int = 0) -> Double { 2 * share(topic, a, b) - 1 }

    /// 0 ..< count.
    func pick(_ topic: UInt64, _ count: Int, _ a: Int, _ b: Int = 0) -> Int {
        min(Int(share(topic, a, b) * Double(count)), count - 1)
    }

    /// A smooth field, about −1 … 1, with hills of about one unit.
    func field(_ topic: UInt64, _ place: SIMD2<Double>) -> Double {
        let low = place.rounded(.down)
        let (x, y) = (Int(low.x), Int(low.y))
        let t = place - low
        let s = t * t * (3 - 2 * t)
        let lower = sway(topic, x, y) * (1 - s.x) + sway(topic, x + 1, y) * s.x
        let upper = sway(topic, x, y + 1) * (1 - s.x) + sway(topic, x + 1, y + 1) * s.x
        return lower * (1 - s.y) + upper * s.y
    }
}

/// What a number is drawn for: two things never share a topic.
enum Topic {
    static let node: UInt64 = 1, nodeMoved: UInt64 = 2, warp: UInt64 = 3
    static let line: UInt64 = 10, along: UInt64 = 11, redrawn: UInt64 = 12, privately: UInt64 = 13
    static let gap: UInt64 = 20, gapField: UInt64 = 21, network: UInt64 = 22, merge: UInt64 = 24, mergeAgain: UInt64 = 25
    static let kind: UInt64 = 30, kindField: UInt64 = 31, kindChanged: UInt64 = 32, kindNew: UInt64 = 33
    static let redigitised: UInt64 = 40, added: UInt64 = 41, removed: UInt64 = 42, leaves: UInt64 = 43, split: UInt64 = 44
    static let splitLine: UInt64 = 45, private3: UInt64 = 46
    static let pond: UInt64 = 50, pondShape: UInt64 = 51, pondKept: UInt64 = 52
    static let blob: UInt64 = 60, blobShape: UInt64 = 61, blobKept: UInt64 = 62
    static let order: UInt64 = 70, plan: UInt64 = 71, planShape: UInt64 = 72, cliff: UInt64 = 80
}
