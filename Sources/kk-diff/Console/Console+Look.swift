import Foundation
import MapReport

extension Console {
    /// How text stands on standard output: as wide as the terminal, in colours when it shows them; files and pipes get the
    /// standard width and no colours, so that they are the same everywhere.
    var look: TextLook {
        guard isatty(STDOUT_FILENO) == 1 else { return .plain }
        return TextLook(
            width: Terminal.columns(of: STDOUT_FILENO, environment) ?? TextLook.standardWidth,
            usesColours: Terminal.showsColours(environment))
    }
}

/// What a terminal can do.
enum Terminal {
    /// `COLUMNS` when it is a number, else what the terminal itself says (`TIOCGWINSZ`); nil when neither does.
    static func columns(of descriptor: Int32, _ environment: [String: String]) -> Int? {
        if let text = environment["COLUMNS"], let columns = Int(text), (1...100_000).contains(columns) { return columns }
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// `NO_COLOR` with any text in it (no-color.org) and a terminal without capabilities (`TERM` is `dumb` or not set)
    /// mean no colours.
    static func showsColours(_ environment: [String: String]) -> Bool {
        let kind = environment["TERM"] ?? ""
        return (environment["NO_COLOR"] ?? "").isEmpty && !kind.isEmpty && kind != "dumb"
    }
}
