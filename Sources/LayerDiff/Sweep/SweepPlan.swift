/// The choices that a critic would try: other tolerances, other minimum areas, other crosswalks.
/// *Source*: METHOD §6: ε × {½, 1, 2}, MMU × {0, a, 2a}, each alternative crosswalk.
public struct SweepPlan: Sendable {
    /// One run: what differs from the comparison itself.
    public struct Setting: Sendable {
        public var toleranceMetres: Double
        public var minAreaHectares: Double
        /// nil: that of the comparison.
        public var crosswalk: Crosswalk?

        public init(toleranceMetres: Double, minAreaHectares: Double, crosswalk: Crosswalk? = nil) {
            self.toleranceMetres = toleranceMetres
            self.minAreaHectares = minAreaHectares
            self.crosswalk = crosswalk
        }

        /// The options of the comparison with this setting. An accuracy per layer that made the tolerance is kept only
        /// where the tolerance is.
        public func applied(to options: DiffOptions) -> DiffOptions {
            var options = options
            if options.tolerance.metres != toleranceMetres {
                options.tolerance = PositionalTolerance(metres: toleranceMetres, source: options.tolerance.source)
            }
            options.minAreaHectares = minAreaHectares
            if let crosswalk { options.crosswalk = crosswalk }
            options.wantsFaces = false
            return options
        }
    }

    /// The comparison itself first, then every combination of tolerance and minimum area, then each crosswalk with the
    /// tolerance and minimum area of the comparison.
    public let settings: [Setting]

    /// - Parameters:
    ///   - tolerances: instead of half, once and twice the tolerance of the comparison.
    public init(options: DiffOptions, tolerances: [Double]? = nil, crosswalks: [Crosswalk] = []) {
        let own = options.tolerance.metres
        let area = options.minAreaHectares
        func distinct(_ values: [Double]) -> [Double] { Set(values).sorted() }
        var settings = [Setting(toleranceMetres: own, minAreaHectares: area)]
        for tolerance in distinct(tolerances ?? [own / 2, own, own * 2]) {
            for minimum in distinct([0, area, area * 2]) where tolerance != own || minimum != area {
                settings.append(Setting(toleranceMetres: tolerance, minAreaHectares: minimum))
            }
        }
        settings += crosswalks.map { Setting(toleranceMetres: own, minAreaHectares: area, crosswalk: $0) }
        self.settings = settings
    }

    /// Nothing but the comparison itself.
    public var isEmpty: Bool { settings.count < 2 }
}
