import Foundation
import MapReport

extension Console {
    /// Columns of the terminal that standard output is; the standard width when it is none, so that files are the same
    /// everywhere.
    var width: Int {
        guard isatty(STDOUT_FILENO) == 1 else { return CheckText.standardWidth }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return CheckText.standardWidth }
        return Int(size.ws_col)
    }
}
