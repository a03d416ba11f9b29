import Foundation
import GeoCore
import Synchronization

/// One line on the terminal that says what is being done, erased when something else is printed. Nothing at
/// all when standard error is not a terminal, or with `--quiet`.
final class Progress: Sendable {
    private let isActive: Bool
    private let isShown = Mutex(false)

    init(quiet: Bool) {
        isActive = !quiet && isatty(STDERR_FILENO) == 1
    }

    func show(_ text: String) {
        guard isActive else { return }
        isShown.withLock { shown in
            shown = true
            let clean = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
            _ = Console.write("\r\u{1B}[K" + String(String.UnicodeScalarView(clean)), to: STDERR_FILENO)
        }
    }

    func erase() {
        guard isActive else { return }
        isShown.withLock { shown in
            guard shown else { return }
            shown = false
            _ = Console.write("\r\u{1B}[K", to: STDERR_FILENO)
        }
    }
}
