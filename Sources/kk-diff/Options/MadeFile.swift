import GeoCore
import MapReport

/// Where a command that makes a file leaves it: in `--out`, else on standard output.
struct MadeFile {
    let target: String?
    /// What standard output is: the file itself when neither `--out` nor `--format` says otherwise.
    let format: OutputFormat
    let csv: CSVDialect

    init(_ arguments: RawArguments, _ common: CommonRequest) throws(InputError) {
        target = try arguments.text("out")
        format = arguments.value("format") == nil ? (target == nil ? .csv : .text) : common.format
        csv = common.csv
    }

    /// - Parameters:
    ///   - file: the text to be made.
    ///   - report: what standard output says in the other formats.
    func write(
        _ file: String, text: String, markdown: String, json: JSONValue, _ console: Console
    ) throws(InputError) {
        if let target { try OutputFile.write(Array(file.utf8), to: target) }
        switch format {
        case .csv: try console.out(target == nil ? file : text)
        case .text: try console.out(text)
        case .md: try console.out(markdown)
        case .json: try console.out(json.text)
        }
    }
}

extension RawArguments {
    /// A whole number in a range.
    func whole(_ name: String, in range: ClosedRange<Int>) throws(InputError) -> Int? {
        guard let text = value(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw Usage.badValue(
                name, text,
                expected: Bilingual(
                    en: "a whole number from \(range.lowerBound) to \(range.upperBound)",
                    nl: "een heel getal van \(range.lowerBound) tot \(range.upperBound)"))
        }
        return number
    }

    /// Lengths in metres with commas between them, smallest first, each once.
    func metresList(_ name: String) throws(InputError) -> [Double]? {
        guard let text = value(name) else { return nil }
        var values: [Double] = []
        for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let number = Double(piece.trimmingSpaces()), (0...1_000_000).contains(number) else {
                throw Usage.badValue(
                    name, text,
                    expected: Bilingual(
                        en: "numbers of metres of 0 or more with commas between them, such as 1,5,10",
                        nl: "aantallen meters van 0 of meer met komma's ertussen, zoals 1,5,10"))
            }
            values.append(number == 0 ? 0 : number)
        }
        return Set(values).sorted()
    }
}
