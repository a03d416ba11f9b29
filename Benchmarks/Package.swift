// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "kk-diff-benchmarks",
    dependencies: [.package(name: "kk-diff", path: "..")],
    targets: [
        // For the bare read only; the product reads through GeoCore.
        .systemLibrary(name: "CSQLiteRead", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .executableTarget(
            name: "overlay-bench",
            dependencies: [.product(name: "GeoCore", package: "kk-diff"), "CSQLiteRead"],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
