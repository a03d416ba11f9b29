// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "kk-diff",
    products: [
        .executable(name: "kk-diff", targets: ["kk-diff"]),
        .library(name: "GeoCore", targets: ["GeoCore"]),
        .library(name: "LayerDiff", targets: ["LayerDiff"]),
        .library(name: "PlanCheck", targets: ["PlanCheck"]),
    ],
    targets: [
        .systemLibrary(name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"])]),
        .systemLibrary(name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        .target(name: "GeoCore", dependencies: ["CGEOS", "CNettle", "CPROJ", "CSQLite", "CZlib"], swiftSettings: settings),
        .target(name: "LayerDiff", dependencies: ["GeoCore"], swiftSettings: settings),
        .target(name: "PlanCheck", dependencies: ["GeoCore"], swiftSettings: settings),
        .target(name: "MapReport", dependencies: ["GeoCore", "LayerDiff", "PlanCheck"], swiftSettings: settings),
        .executableTarget(
            name: "kk-diff",
            dependencies: ["GeoCore", "LayerDiff", "PlanCheck", "MapReport"],
            swiftSettings: settings),

        .target(name: "TestSupport", dependencies: ["GeoCore"], path: "Tests/TestSupport", swiftSettings: settings),
        .testTarget(name: "GeoCoreTests", dependencies: ["GeoCore", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "LayerDiffTests", dependencies: ["LayerDiff", "GeoCore", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "PlanCheckTests", dependencies: ["PlanCheck", "GeoCore", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "MapReportTests", dependencies: ["MapReport", "LayerDiff", "PlanCheck", "GeoCore", "TestSupport"],
            swiftSettings: settings),
        .testTarget(name: "KKDiffTests", dependencies: ["kk-diff", "GeoCore", "TestSupport"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
