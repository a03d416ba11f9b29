public import Foundation

/// Where tests find their files, worked out from this file's place in the checkout.
public enum Paths {
    /// The root of the checkout.
    public static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    /// What the project ships itself.
    public static let testdata = root.appendingPathComponent("testdata")
    /// Real maps and public conformance suites, beside the checkout; absent on most machines.
    public static let shared = root.deletingLastPathComponent().appendingPathComponent("shared")
    public static let data = shared.appendingPathComponent("data")
    public static let suites = shared.appendingPathComponent("suites")

    /// Whether the real maps are there. Use as `.enabled(if: Paths.hasData, "…")`.
    public static let hasData = FileManager.default.fileExists(atPath: data.path)
    public static let hasSuites = FileManager.default.fileExists(atPath: suites.path)
    /// Whether `ogr2ogr` is on the PATH.
    public static let hasOGR = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .contains { FileManager.default.isExecutableFile(atPath: "\($0)/ogr2ogr") }
}
