import Foundation
import GeoCore

/// One measured task: its runs in seconds.
struct Measurement {
    var name: String
    var seconds: [Double] = []
    var work = EngineWork()
    var bytesRead = 0

    private var sorted: [Double] { seconds.sorted() }
    var median: Double {
        let s = sorted
        guard !s.isEmpty else { return 0 }
        return s.count % 2 == 1 ? s[s.count / 2] : (s[s.count / 2 - 1] + s[s.count / 2]) / 2
    }
    var least: Double { sorted.first ?? 0 }
    var most: Double { sorted.last ?? 0 }
}

func seconds(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let time = try clock.measure(body)
    return Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
}

/// Seconds per edge pair of the frozen scalar kernel, on 12 × 16 edges as a tile has them.
func referenceSecondsPerPair() -> Double {
    func edge(_ number: Int) -> ReferenceKernel.Edge {
        let x = Double((number * 37) % 56)
        return ReferenceKernel.Edge(
            x0: x, y0: Double((number * 53) % 64), x1: x + 8, y1: Double((number * 29 + 11) % 64))
    }
    let old = (0..<12).map(edge), new = (12..<28).map(edge)
    var sum = 0.0
    let rounds = 2000
    let times = (0..<5).map { _ in
        seconds {
            for _ in 0..<rounds {
                for e in old { for f in new { sum += ReferenceKernel.minimumIntegral(e, f) } }
            }
        }
    }
    // The sum is used, so that the loop is not removed.
    return sum.isNaN ? 0 : times.sorted()[2] / Double(rounds * old.count * new.count)
}

/// What the machine says about itself; empty where it says nothing.
enum Machine {
    static var cpu: String {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
        return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
    }

    static var peakBytes: Int {
        let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
        return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
    }

    static var os: String { ProcessInfo.processInfo.operatingSystemVersionString }
}
