import GeoCore

/// The layer options of one side (`--old-class` before `--class`) as a layer object. Opens no layer file; a code
/// list is read only by `withClassList`.
struct LayerRequest {
    enum Side: String {
        case old
        case new
    }

    /// The layer without its code list.
    let object: LayerObject
    /// `--class-list`, still to be read.
    let classListFile: String?

    /// - Parameter side: nil for commands with one layer.
    init(_ arguments: RawArguments, file: String, side: Side?) throws(InputError) {
        guard !file.isEmpty else {
            throw Usage.error("empty-file-name", en: "a file name is empty", nl: "een bestandsnaam is leeg")
        }
        let names = { (name: String) in [side.map { "\($0.rawValue)-\(name)" }, name].compactMap { $0 } }
        let given = { (name: String) in names(name).first { arguments.value($0) != nil } }

        // Options of this side win over those of both; within one level there is one way to give the class.
        var classOption: String?
        for level in 0..<(side == nil ? 1 : 2) where classOption == nil {
            let here = ["class", "class-name", "class-list"].map { names($0)[level] }
                .filter { arguments.value($0) != nil }
            if here.count > 1 { throw Usage.conflict(here[0], here[1]) }
            classOption = here.first
        }
        var rule = ClassRule.name(nil)
        var listFile: String?
        if let option = classOption, let value = try arguments.text(option) {
            if option.hasSuffix("class-name") {
                rule = .name(value)
            } else if option.hasSuffix("class-list") {
                listFile = value
            } else {
                rule = .fields(try Self.fields(option, value))
            }
        }

        var filter: [FieldFilter] = []
        for (name, keeps) in [("where", true), ("where-not", false)] {
            for option in names(name) {
                for text in arguments.all(option) { filter.append(try Self.filter(option, text, keeps: keeps)) }
            }
        }
        let crs = try given("assume-crs").flatMap { option throws(InputError) in try arguments.crs(option) }
        object = LayerObject(
            file: file, layer: try given("layer").flatMap { option throws(InputError) in try arguments.text(option) },
            classRule: rule, filter: filter, assumedCRS: crs,
            encoding: try given("encoding").flatMap { option throws(InputError) in try arguments.text(option) })
        classListFile = listFile
    }

    private static func fields(_ option: String, _ value: String) throws(InputError) -> [String] {
        let fields = value.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingSpaces() }
        guard fields.allSatisfy({ !$0.isEmpty }), Set(fields).count == fields.count else {
            throw Usage.badValue(
                option, value,
                expected: Bilingual(
                    en: "field names with commas between them, each once",
                    nl: "veldnamen met komma's ertussen, elk één keer"))
        }
        return fields
    }

    /// `FIELD=VALUE|VALUE`; a value may hold `=`.
    private static func filter(_ option: String, _ text: String, keeps: Bool) throws(InputError) -> FieldFilter {
        guard let equals = text.firstIndex(of: "="), !text[..<equals].trimmingSpaces().isEmpty else {
            throw Usage.badValue(
                option, text,
                expected: Bilingual(en: "FIELD=VALUE or FIELD=VALUE|VALUE", nl: "VELD=WAARDE of VELD=WAARDE|WAARDE"))
        }
        let values = text[text.index(after: equals)...].split(separator: "|", omittingEmptySubsequences: false)
        return FieldFilter(
            field: text[..<equals].trimmingSpaces(), values: values.map { $0.trimmingSpaces() }, keeps: keeps)
    }
}

extension RawArguments {
    /// `EPSG:N`, with N of at most seven digits.
    func crs(_ name: String) throws(InputError) -> String? {
        guard let text = value(name) else { return nil }
        let upper = text.uppercased()
        let digits = upper.dropFirst(5)
        guard upper.hasPrefix("EPSG:"), (1...7).contains(digits.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else {
            throw Usage.badValue(
                name, text,
                expected: Bilingual(en: "a code such as EPSG:28992", nl: "een code zoals EPSG:28992"))
        }
        return upper
    }
}

extension StringProtocol {
    /// Without the spaces around it.
    func trimmingSpaces() -> String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
