import GeoCore

extension RunFile {
    /// Every file that the run reads beside itself, from the working directory, each once.
    public var inputFiles: [String] {
        var objects = [frame, zones?.layer, evidence].compactMap { $0 }
        for version in comparisons.flatMap(\.versions) {
            objects += (version.layers ?? []) + [version.extent].compactMap { $0 }
        }
        var files = [crosswalk, legendFile].compactMap { $0 }
        for object in objects {
            files.append(object.file)
            if case .list(let list) = object.classRule, let source = list.source { files.append(source) }
        }
        return Set(files.map(path)).sorted(by: codePointOrder)
    }
}
