import GeoCore

/// `kk-diff --version`.
enum Version {
    static var text: String {
        let libraries = "GEOS \(GeometryEngine.version), PROJ \(PROJVersion.text), SQLite \(SQLiteVersion.text)"
        return "kk-diff \(Versions.product) (\(libraries))\n"
    }
}
