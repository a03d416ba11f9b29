/// The versions that a result depends on.
public enum Versions {
    /// kk-diff's own.
    public static let product = "0.1.0"

    /// kk-diff and the libraries in use, under the keys of the JSON results.
    public static var all: [String: String] {
        [
            "kk-diff": product, "geos": GeometryEngine.version, "proj": PROJVersion.text,
            "sqlite": SQLiteVersion.text,
        ]
    }
}
