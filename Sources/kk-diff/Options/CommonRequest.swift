import Foundation
import GeoCore
import MapReport

/// The options that every command has.
struct CommonRequest {
    let format: OutputFormat
    let csv: CSVDialect
    /// Worker threads: `--threads`, else one per core.
    let workers: Int

    /// - Parameter format: what the command already made of `--format`; nil: one of the forms that all have.
    init(_ arguments: RawArguments, format known: OutputFormat? = nil) throws(InputError) {
        format = if let known { known } else { try arguments.choice("format", as: OutputFormat.self) ?? .text }
        csv = try arguments.choice("csv", as: CSVDialect.self) ?? .standard
        workers = try arguments.threads() ?? max(1, ProcessInfo.processInfo.activeProcessorCount)
        _ = try arguments.choice("lang", as: Language.self)
    }
}
