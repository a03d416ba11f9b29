/// An open layer file of any kind, with its layers listed.
enum LayerFile {
    case geoPackage(GeoPackageFile, convertedBy: String?)
    case memory([MemoryLayer], planArea: PlanAreaObject? = nil)
    /// A zip: its map files, and what is to be told of those that were not read.
    case archive([ArchiveMember], notices: [Notice])
}

extension LayerFile {
    /// Names of the layers in the file.
    var layerNames: [String] {
        switch self {
        case .geoPackage(let file, _): file.tables.map(\.name)
        case .memory(let layers, _): layers.map(\.name)
        case .archive(let members, _): ArchiveMember.layerNames(members)
        }
    }

    /// The file of its own that a layer is in, and the place there: itself for everything but a zip.
    func resolved(_ place: Int) -> (file: LayerFile, place: Int) {
        guard case .archive(let members, _) = self else { return (self, place) }
        var rest = place
        for member in members {
            let count = member.file.layerNames.count
            if rest < count { return member.file.resolved(rest) }
            rest -= count
        }
        return (self, place)
    }

    /// The plan-area object of an IMRO file.
    var planArea: PlanAreaObject? {
        if case .memory(_, let planArea) = self { planArea } else { nil }
    }

    /// What `ogr2ogr` says it is, when the file came through it.
    var convertedBy: String? {
        switch self {
        case .geoPackage(_, let version): version
        case .memory, .archive: nil
        }
    }

    /// Place of the layer asked for; of the only one when none is named.
    /// - Throws: `layer-missing`, or `layer-needed` with the list.
    func layerIndex(named wanted: String?, file: String) throws(InputError) -> Int {
        let names = layerNames
        if let wanted {
            if let index = names.firstIndex(of: wanted) { return index }
            throw InputError(
                "layer-missing", file: file,
                problem: Bilingual(en: "there is no layer '\(wanted)'", nl: "er is geen laag '\(wanted)'"),
                remedy: Suggestion.remedy(for: wanted, among: names))
        }
        guard names.count == 1 else {
            let list = names.map { "'\($0)'" }.joined(separator: ", ")
            throw InputError(
                "layer-needed", file: file,
                problem: Bilingual(
                    en: "the file has \(names.count) layers: \(list)", nl: "het bestand heeft \(names.count) lagen: \(list)"),
                remedy: Bilingual(
                    en: "choose one with --layer (\"layer\" in a JSON file)",
                    nl: "kies er een met --layer (\"layer\" in een JSON-bestand)"))
        }
        return 0
    }
}
