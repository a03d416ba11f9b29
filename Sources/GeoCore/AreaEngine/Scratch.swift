/// A growing array of plain values that keeps its memory between uses: the engine's inner loops allocate
/// nothing once every buffer has reached its working size.
///
/// Elements are reached through `base`; an index must be below `count` (or below a `reserve`d capacity that
/// the caller has filled). 64-byte alignment lets the kernel load whole vectors.
struct Scratch<Element: BitwiseCopyable>: ~Copyable {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var capacity: Int
    var count = 0

    init(capacity: Int = 64) {
        self.capacity = max(capacity, 16)
        base = Self.allocate(self.capacity)
    }

    /// `count` elements, all equal to `element`.
    init(repeating element: Element, count: Int) {
        self.init(capacity: count)
        base.initialize(repeating: element, count: count)
        self.count = count
    }

    deinit { UnsafeMutableRawPointer(base).deallocate() }

    /// Makes room for `capacity` elements, keeping the first `count`.
    @inline(__always)
    mutating func reserve(_ capacity: Int) {
        if capacity > self.capacity { grow(capacity) }
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow(count + 1) }
        (base + count).initialize(to: element)
        count += 1
    }

    @inline(__always)
    subscript(index: Int) -> Element {
        get { base[index] }
        nonmutating set { base[index] = newValue }
    }

    /// The elements as they stand; valid until the next `append` or `reserve`.
    var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

    @inline(never)
    private mutating func grow(_ wanted: Int) {
        let larger = max(wanted, 2 * capacity)
        let fresh = Self.allocate(larger)
        fresh.moveInitialize(from: base, count: count)
        UnsafeMutableRawPointer(base).deallocate()
        base = fresh
        capacity = larger
    }

    private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Element> {
        UnsafeMutableRawPointer.allocate(
            byteCount: capacity * MemoryLayout<Element>.stride, alignment: max(64, MemoryLayout<Element>.alignment)
        ).bindMemory(to: Element.self, capacity: capacity)
    }
}

extension Scratch {
    /// Sorts by a key. A tile's few dozen numbers are put in their places one by one: the library's sort would take room
    /// for each call.
    ///
    /// - Complexity: O(n²) up to 64 elements, less the more of them rise or fall already; O(n log n) for more.
    mutating func sort(by key: (Element) -> Double) {
        var all = UnsafeMutableBufferPointer(start: base, count: count)
        guard count <= 64 else {
            all.sort { key($0) < key($1) }
            return
        }
        guard count > 1 else { return }
        var falls = 0
        for index in 1..<count where key(base[index]) < key(base[index - 1]) { falls += 1 }
        if 2 * falls > count { all.reverse() }
        for index in 1..<count {
            let element = base[index]
            let own = key(element)
            var place = index
            while place > 0, key(base[place - 1]) > own {
                base[place] = base[place - 1]
                place -= 1
            }
            base[place] = element
        }
    }
}
