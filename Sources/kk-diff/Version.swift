import GeoCore

/// `kk-diff --version`.
enum Version {
    static var text: String {
        "kk-diff 0.1.0\n"
    }
}
