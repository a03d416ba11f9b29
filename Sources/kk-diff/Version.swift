import GeoCore

/// `kk-diff --version`.
enum Version {
    static var text: String {
        let versions = LibraryVersions.current
        return "kk-diff \(versions.kkDiff) (GEOS \(versions.geos), PROJ \(versions.proj), SQLite \(versions.sqlite))\n"
    }
}
