// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

// Apart from the benchmarks, so that its tests build in seconds: nothing of the product is in here.
let package = Package(
    name: "bench-gate",
    products: [.library(name: "BenchGate", targets: ["BenchGate"])],
    targets: [
        .target(name: "BenchGate", swiftSettings: settings),
        .testTarget(name: "BenchGateTests", dependencies: ["BenchGate"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
