import GeoCore

/// The index beside a catalogue, read on another thread while the catalogue and the plans are read: it takes as long as both.
public final class IndexAhead: Sendable {
    private let catalogueFile: String
    private let index: Ahead<Result<CatalogueIndex?, InputError>>

    public init(besideCatalogue file: String) {
        catalogueFile = file
        index = Ahead { Self.read(file) }
    }

    /// What lies beside a catalogue: read ahead when it is this one, else now.
    static func index(
        besideCatalogue file: String, _ ahead: IndexAhead?
    ) throws(InputError) -> CatalogueIndex? {
        guard let ahead, ahead.catalogueFile == file else { return try CatalogueIndex.read(besideCatalogue: file) }
        return try ahead.index.value.get()
    }

    private static func read(_ file: String) -> Result<CatalogueIndex?, InputError> {
        do throws(InputError) {
            return .success(try CatalogueIndex.read(besideCatalogue: file))
        } catch {
            return .failure(error)
        }
    }
}
