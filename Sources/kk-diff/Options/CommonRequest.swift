import GeoCore
import MapReport

/// The options that every command has.
struct CommonRequest {
    let format: OutputFormat
    let csv: CSVDialect
    /// nil: one per core.
    let threads: Int?

    init(_ arguments: RawArguments) throws(InputError) {
        format = try arguments.choice("format", as: OutputFormat.self) ?? .text
        csv = try arguments.choice("csv", as: CSVDialect.self) ?? .standard
        threads = try arguments.threads()
        _ = try arguments.choice("lang", as: Language.self)
    }
}
