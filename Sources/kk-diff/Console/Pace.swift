/// How fast items of one phase are done, from what was done at which moment.
struct Pace {
    private struct Mark {
        var seconds: Double
        var done: Int
    }

    /// How far back the speed is looked at: long enough to be steady, short enough to follow.
    private static let windowSeconds = 8.0
    /// Before that a speed says nothing.
    private static let leastSeconds = 0.5
    /// Oldest first.
    private var marks: [Mark] = []

    /// - Parameter seconds: never less than before.
    mutating func note(_ done: Int, at seconds: Double) {
        marks.append(Mark(seconds: seconds, done: done))
        // The oldest mark is the last one outside the window.
        while marks.count > 2, seconds - marks[1].seconds >= Self.windowSeconds { marks.removeFirst() }
    }

    /// Items a second; nil while it is too early to say, or when nothing gets done.
    var perSecond: Double? {
        guard let first = marks.first, let last = marks.last else { return nil }
        let (seconds, items) = (last.seconds - first.seconds, last.done - first.done)
        guard seconds >= Self.leastSeconds, items > 0 else { return nil }
        return Double(items) / seconds
    }

    /// Until `count` items are done, at this speed.
    func secondsLeft(of count: Int) -> Double? {
        guard let perSecond, let last = marks.last, count > last.done else { return nil }
        return Double(count - last.done) / perSecond
    }
}
