// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "kk-diff-benchmarks",
    dependencies: [.package(name: "kk-diff", path: ".."), .package(name: "bench-gate", path: "Gate")],
    targets: [
        // For the bare read and the plain GEOS loop only; the product reads and overlays through GeoCore.
        .systemLibrary(name: "CSQLiteRead", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CGEOSLoop", pkgConfig: "geos", providers: [.apt(["libgeos-dev"])]),
        .target(name: "BlobRead", dependencies: ["CSQLiteRead"], swiftSettings: settings),
        .executableTarget(name: "bare-read", dependencies: ["BlobRead"], swiftSettings: settings),
        .target(name: "BenchInputs", dependencies: [.product(name: "GeoCore", package: "kk-diff")], swiftSettings: settings),
        .target(
            name: "GEOSLoop", dependencies: [.product(name: "GeoCore", package: "kk-diff"), "CGEOSLoop"], swiftSettings: settings),
        .executableTarget(
            name: "kk-bench",
            dependencies: [
                .product(name: "GeoCore", package: "kk-diff"), .product(name: "BenchGate", package: "bench-gate"),
                "BenchInputs", "GEOSLoop", "BlobRead",
            ],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
