/// What was done to bring coordinates from one CRS to another.
public struct TransformationReport: Sendable, Hashable {
    /// One operation that was used.
    public struct Step: Sendable, Hashable {
        /// As the EPSG register names it.
        public var name: String
        /// The PROJ pipeline, axes x, y.
        public var pipeline: String
        /// Accuracy the register states; nil when it states none.
        public var accuracyMetres: Double?
        /// File names of the grids it reads.
        public var grids: [String]
        /// Positions that went through it.
        public var positions: Int

        public init(name: String, pipeline: String, accuracyMetres: Double?, grids: [String], positions: Int) {
            self.name = name
            self.pipeline = pipeline
            self.accuracyMetres = accuracyMetres
            self.grids = grids
            self.positions = positions
        }
    }

    /// As `CoordinateReferenceSystem.label` says them.
    public var from: String
    public var to: String
    /// In the order applied; several with the same purpose when some positions lie outside the first one's grid.
    public var steps: [Step]
    /// Stated accuracy of the change of datum, the worst of the steps used; nil when not stated.
    /// Taking WGS 84 for ETRS89 (`takesWGS84AsETRS89`) is not in it.
    public var accuracyMetres: Double?
    public var gridsUsed: [String]
    /// Grids that a more accurate operation needs and that PROJ did not find.
    public var gridsMissing: [String]
    /// WGS 84 was taken as ETRS89, which is what Dutch files mean by it; the two drift apart by 2.5 cm a year.
    public var takesWGS84AsETRS89: Bool

    public init(
        from: String, to: String, steps: [Step], accuracyMetres: Double?, gridsUsed: [String],
        gridsMissing: [String], takesWGS84AsETRS89: Bool
    ) {
        self.from = from
        self.to = to
        self.steps = steps
        self.accuracyMetres = accuracyMetres
        self.gridsUsed = gridsUsed
        self.gridsMissing = gridsMissing
        self.takesWGS84AsETRS89 = takesWGS84AsETRS89
    }

    /// The notice `transformed`: from, to, accuracy and grids; and what would make it better.
    public var notice: Notice {
        let digits = accuracyMetres.map { $0 < 0.01 ? "\(Int(($0 * 1000).rounded())) mm" : "\($0) m" }
        var en = "\(from) transformed to \(to), accuracy \(digits ?? "not stated")"
        var nl = "\(from) omgerekend naar \(to), nauwkeurigheid \(digits ?? "niet opgegeven")"
        if !gridsUsed.isEmpty {
            en += " (grid \(gridsUsed.joined(separator: ", ")))"
            nl += " (grid \(gridsUsed.joined(separator: ", ")))"
        }
        if takesWGS84AsETRS89 {
            en += "; WGS 84 taken as ETRS89"
            nl += "; WGS 84 gelezen als ETRS89"
        }
        if !gridsMissing.isEmpty {
            let names = gridsMissing.joined(separator: ", ")
            en += "; more accurate with \(names), which was not found (folder in KK_DIFF_PROJ_DATA)"
            nl += "; nauwkeuriger met \(names), dat niet is gevonden (map in KK_DIFF_PROJ_DATA)"
        }
        return Notice("transformed", message: Bilingual(en: en, nl: nl))
    }
}
