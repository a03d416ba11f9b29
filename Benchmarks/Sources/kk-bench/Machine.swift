import Foundation
import GeoCore

/// What a result depends on besides the program; empty where the machine says nothing.
enum Machine {
    private static func field(_ name: String) -> String {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
        return line?.split(separator: ":", maxSplits: 1).last.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
    }

    static var cpu: String { field("model name") }

    /// The widest vectors that the processor has.
    static var simd: String {
        let flags = Set(field("flags").split(separator: " "))
        if flags.contains("avx512f") { return "avx512" }
        if flags.contains("avx2") { return "avx2" }
        return arch == "x86_64" ? "sse2" : "neon"
    }

    static var arch: String {
        var name = utsname()
        uname(&name)
        return withUnsafeBytes(of: name.machine) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    /// Largest resident memory of this process so far, mapped files included.
    static var peakBytes: Int {
        let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
        return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
    }

    static var os: String { ProcessInfo.processInfo.operatingSystemVersionString }
    static var cores: Int { ProcessInfo.processInfo.activeProcessorCount }
    static var load: Double { (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)).flatMap { Double($0.prefix { $0 != " " }) } ?? 0 }

    static var swift: String {
        #if compiler(>=6.4)
        return "6.4 or newer"
        #elseif compiler(>=6.3)
        return "6.3"
        #else
        return "6.2"
        #endif
    }

    #if DEBUG
    static let build = "debug"
    #else
    static let build = "release"
    #endif

    static var json: JSONValue {
        [
            "cpu": .string(cpu), "cores": .integer(cores), "simd": .string(simd), "arch": .string(arch), "os": .string(os),
            "load": .number(load),
        ]
    }

    static var versions: JSONValue {
        var all = Versions.all.mapValues { JSONValue.string($0) }
        all["swift"] = .string(swift)
        all["build"] = .string(build)
        return .object(all)
    }
}
