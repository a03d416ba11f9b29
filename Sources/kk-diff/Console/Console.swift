import Foundation
import GeoCore

/// Where a command writes. Standard output is data only; everything else goes to standard error.
struct Console: Sendable {
    /// The language people are spoken to: `--lang`, else the locale.
    let language: Language
    /// Whether `--lang` was given, so that files and JSON follow it too.
    let languageIsChosen: Bool
    let environment: [String: String]
    let progress: Progress
    let isQuiet: Bool

    /// The language of JSON, CSV and Markdown: `--lang`, else English on every machine.
    var fileLanguage: Language { languageIsChosen ? language : .en }

    /// Writes data to standard output. A reader that has gone away (`| head`) ends the output quietly.
    /// - Throws: `InputError` when the data cannot be written (a full disk).
    func out(_ text: String) throws(InputError) { try out(utf8: Array(text.utf8)) }

    /// The same of text in UTF-8.
    func out(utf8 bytes: [UInt8]) throws(InputError) {
        let failure = progress.whileErased { Self.write(bytes, to: STDOUT_FILENO) }
        guard failure == 0 || failure == EPIPE else {
            let reason = String(cString: strerror(failure))
            throw InputError(
                "output",
                problem: Bilingual(
                    en: "the output cannot be written (\(reason))", nl: "de uitvoer kan niet worden geschreven (\(reason))"))
        }
    }

    /// One line on standard error that does not stop the run; not with `--quiet`.
    func notice(_ notice: Notice) {
        guard !isQuiet else { return }
        let label = language == .nl ? "let op" : "note"
        let times = notice.count > 1 ? " (\(notice.count)×)" : ""
        line("kk-diff: \(label): " + notice.message.text(language) + times)
    }

    /// The one line of an error.
    func fail(_ error: InputError) {
        line("kk-diff: \(language == .nl ? "fout" : "error"): " + error.line(language))
    }

    private func line(_ text: String) {
        let clean = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
        progress.whileErased { _ = Self.write(String(String.UnicodeScalarView(clean)) + "\n", to: STDERR_FILENO) }
    }

    static func write(_ text: String, to descriptor: Int32) -> Int32 { write(Array(text.utf8), to: descriptor) }

    /// Writes all of it; returns 0 or the `errno` that stopped it.
    static func write(_ all: [UInt8], to descriptor: Int32) -> Int32 {
        var bytes = all[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 {
                if errno == EINTR { continue }
                return errno
            }
            bytes = bytes.dropFirst(written)
        }
        return 0
    }
}

extension Language {
    /// The language of the locale: Dutch when the first of LC_ALL, LC_MESSAGES and LANG that is set starts
    /// with `nl`, else English.
    init(environment: [String: String]) {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
            .compactMap { environment[$0] }.first { !$0.isEmpty }
        self = locale?.lowercased().hasPrefix("nl") == true ? .nl : .en
    }
}
