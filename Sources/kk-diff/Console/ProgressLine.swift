import GeoCore
import MapReport

/// The words of the line of progress: `2/17 essen · tekenverschil toetsen · 1.204 van 5.310 (23 %) · 410/s · nog 10 s`.
struct ProgressLine {
    private let snapshot: WorkMonitor.Snapshot
    private let pace: Pace
    private let language: Language
    private let style: NumberStyle

    init(_ snapshot: WorkMonitor.Snapshot, _ pace: Pace, _ language: Language) {
        self.snapshot = snapshot
        self.pace = pace
        self.language = language
        style = NumberStyle(language)
    }

    /// One line that does not reach the last column, where a terminal would go on to the next line.
    func text(columns: Int) -> String {
        var text = items.joined(separator: " · ").unicodeScalars.map { $0.properties.generalCategory == .control ? " " as Unicode.Scalar : $0 }
        if text.count > max(1, columns - 1) { text = Array(text.prefix(max(0, columns - 2))) + ["…"] }
        return String(String.UnicodeScalarView(text))
    }

    private var items: [String] {
        var items = (snapshot.context + [snapshot.phase].compactMap { $0 }).map { $0.text(language) }
        let isDutch = language == .nl
        if let count = snapshot.count, count > 0 {
            let done = min(snapshot.done, count)
            let share = style.percent(Double(done) / Double(count))
            items.append(
                isDutch
                    ? "\(style.count(done)) van \(style.count(count)) (\(share))" : "\(style.count(done)) of \(style.count(count)) (\(share))")
        } else if snapshot.done > 0 {
            items.append(style.count(snapshot.done))
        }
        if let rate = pace.perSecond { items.append(style.fixed(rate, decimals: rate < 10 ? 1 : 0) + "/s") }
        if let count = snapshot.count, let seconds = pace.secondsLeft(of: count) {
            items.append(isDutch ? "nog " + time(seconds) : time(seconds) + " left")
        }
        return items
    }

    /// `8 s`, `4 min`, `1 u 20 min`: no more than is known. Upwards, so that it never says 0.
    private func time(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e6 else { return style.count(277) + (language == .nl ? " u" : " h") }
        let whole = Int(seconds.rounded(.up))
        if whole < 100 { return "\(whole) s" }
        let minutes = (whole + 59) / 60
        if minutes < 100 { return "\(minutes) min" }
        return "\(minutes / 60) \(language == .nl ? "u" : "h") \(minutes % 60) min"
    }
}
