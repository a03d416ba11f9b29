/// What a result is compared with: the same fixture and metric, with as many threads, on the same kind of processor.
/// Times of one kind of machine say nothing about another.
public struct BaselineKey: Sendable, Hashable, Comparable {
    /// "S"
    public var fixture: String
    /// "class-table"
    public var metric: String
    public var threads: Int
    /// The widest vectors the processor has ("avx512", "avx2", "sse2", "neon").
    public var simd: String
    /// "x86_64", "aarch64"
    public var arch: String

    public init(fixture: String, metric: String, threads: Int, simd: String, arch: String) {
        self.fixture = fixture
        self.metric = metric
        self.threads = threads
        self.simd = simd
        self.arch = arch
    }

    /// "S/class-table/2t/avx512/x86_64"
    public var text: String { "\(fixture)/\(metric)/\(threads)t/\(simd)/\(arch)" }

    public static func < (a: BaselineKey, b: BaselineKey) -> Bool { a.text < b.text }
}

/// A result as it was when the baseline was taken.
public struct BaselineEntry: Sendable, Equatable {
    /// Median of task ÷ frozen reference.
    public var ratio: Double
    /// Median seconds, for reading only.
    public var seconds: Double
    /// Work counters by name: the same on every machine.
    public var work: [String: Int]

    public init(ratio: Double, seconds: Double, work: [String: Int]) {
        self.ratio = ratio
        self.seconds = seconds
        self.work = work
    }
}
