import GeoCore

/// The part of an index that still holds: the entries whose files have not changed since.
struct FreshIndex: Sendable {
    private(set) var entries: [String: IndexedEntry] = [:]
    /// Why some or all of it does not hold.
    private(set) var notices: [Notice] = []

    init() {}

    /// The index beside a catalogue. Nothing here stops a run: what cannot be used is said and left out.
    init(_ catalogue: Catalogue, _ ahead: IndexAhead? = nil) {
        do throws(InputError) {
            if let index = try IndexAhead.index(besideCatalogue: catalogue.file, ahead) { take(index, catalogue) }
        } catch {
            notices = [
                Notice("index-unreadable", message: Bilingual(en: error.line(.en), nl: error.line(.nl)))
            ]
        }
    }

    private mutating func take(_ index: CatalogueIndex, _ catalogue: Catalogue) {
        guard index.catalogueSHA256 == catalogue.sha256 else {
            notices = [
                Self.stale(
                    Bilingual(
                        en: "the catalogue has changed since its index was made",
                        nl: "de catalogus is veranderd nadat de index is gemaakt"))
            ]
            return
        }
        let folder = catalogue.folder
        let isSame = index.sources.map { SourceFingerprint.isSame($0, at: FileName.joined($0.file, in: folder)) }
        entries = index.entries.filter { $0.value.slots.allSatisfy { isSame[$0.source] } }
        for (source, isSame) in zip(index.sources, isSame) where !isSame {
            notices.append(
                Self.stale(
                    Bilingual(
                        en: "\(source.file) has changed since the index was made",
                        nl: "\(source.file) is veranderd nadat de index is gemaakt")))
        }
    }

    private static func stale(_ what: Bilingual) -> Notice {
        Notice(
            "index-stale",
            message: Bilingual(
                en: "\(what.en): its units are read whole; \(CatalogueIndex.remedy.en)",
                nl: "\(what.nl): de eenheden zijn geheel gelezen; \(CatalogueIndex.remedy.nl)"))
    }
}

enum FileName {
    /// `file` as seen from `folder` (ending in "/", or empty); absolute paths stay.
    static func joined(_ file: String, in folder: String) -> String {
        file.hasPrefix("/") ? file : folder + file
    }
}

extension Catalogue {
    /// The folder that relative files in it are relative to, ending in "/"; empty for the working directory.
    var folder: String { file.lastIndex(of: "/").map { String(file[...$0]) } ?? "" }
}
