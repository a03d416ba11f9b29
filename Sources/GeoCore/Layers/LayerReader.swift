/// Reads layer objects into one classified layer: the only way from files to features.
///
/// Safe to call from several threads at once; one call reads its objects one after another.
public enum LayerReader {
    /// The union of the objects' features.
    ///
    /// Every class rule of the layer object is applied here. Nothing is repaired, transformed or dissolved.
    /// - Throws: naming file, layer and feature: a file or layer that cannot be read, a field that is missing, a
    ///   NULL or blank class, a class that differs only in case, a code that the code list does not catch, text that
    ///   is no UTF-8, objects in different CRSs, a geometry that cannot be read.
    /// - Complexity: linear in the bytes read; the coordinates are held once.
    /// - Parameter files: keeps files open from one read to the next; nil: each is opened for itself.
    public static func read(
        _ objects: [LayerObject], options: LayerReadOptions = LayerReadOptions(), files: LayerFiles? = nil
    ) throws(InputError) -> ClassifiedLayer {
        var builder = ClassifiedLayerBuilder(options: options, files: files)
        for object in objects { try builder.add(object) }
        return try builder.finished()
    }
}

extension LayerObject {
    /// Where the file is, from the working directory.
    var path: String { FileBytes.path(file, in: baseFolder) }

    /// The encoding for text that is no UTF-8, when it is one that is known here.
    var textEncoding: TextEncoding? { encoding.flatMap(TextEncoding.init(name:)) }
}

extension FeatureClassifier.Decision {
    /// What stops the run at once, with the first feature that shows it.
    var problem: InputError? {
        switch self {
        case .unreadable(let field, let sample) where sample.isEmpty:
            InputError(
                "class-not-text",
                problem: Bilingual(
                    en: "field '\(field)' holds binary data, no text", nl: "veld '\(field)' bevat binaire gegevens, geen tekst"),
                remedy: Bilingual(en: "choose another field", nl: "kies een ander veld"))
        case .unreadable(let field, let sample):
            InputError(
                "class-encoding",
                problem: Bilingual(
                    en: "field '\(field)' holds text that is not UTF-8 ('\(sample)')",
                    nl: "veld '\(field)' bevat tekst die geen UTF-8 is ('\(sample)')"),
                remedy: Bilingual(
                    en: "give its encoding, for instance --encoding CP850 or --encoding CP1252",
                    nl: "geef de codering, bijvoorbeeld --encoding CP850 of --encoding CP1252"))
        case .caseTwin(let found, let asked, let field, let isFilter):
            InputError(
                "case-twins",
                problem: Bilingual(
                    en: "field '\(field)' holds '\(found)', the \(isFilter ? "filter" : "code list") says '\(asked)': they differ only in case",
                    nl: "veld '\(field)' bevat '\(found)', \(isFilter ? "het filter" : "de codelijst") zegt '\(asked)': alleen hoofdletters verschillen"),
                remedy: Bilingual(en: "write '\(found)' there", nl: "schrijf daar '\(found)'"))
        case .unselected, .leftOut, .classes, .blank, .uncaught: nil
        }
    }
}
