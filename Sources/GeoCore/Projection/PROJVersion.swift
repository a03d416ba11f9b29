import CPROJ

/// PROJ's version, for `--version` and results.
public enum PROJVersion {
    public static var text: String {
        let info = proj_info()
        return "\(info.major).\(info.minor).\(info.patch)"
    }
}
