/// Properties of classes that the map does not show: the legend file.
public struct LegendFile: Sendable, Hashable {
    public struct Row: Sendable, Hashable {
        /// Line in the file, the header is line 1.
        public var line: Int
        public var theme: String?
        public var className: String
        /// "old", "new" or the name of a date; nil: both.
        public var version: String?
        /// false: new ground of this kind cannot come into being (an es, a brook valley).
        public var canArise: Bool
        /// false: it cannot disappear from the ground.
        public var canVanish: Bool
        public var name: String?
        public var order: Int?
        public var colour: String?

        public init(
            line: Int = 0, theme: String? = nil, className: String, version: String? = nil, canArise: Bool = true,
            canVanish: Bool = true, name: String? = nil, order: Int? = nil, colour: String? = nil
        ) {
            self.line = line
            self.theme = theme
            self.className = className
            self.version = version
            self.canArise = canArise
            self.canVanish = canVanish
            self.name = name
            self.order = order
            self.colour = colour
        }
    }
    /// As the user gave it; nil when not from a file.
    public var file: String?
    public var rows: [Row]

    public init(file: String? = nil, rows: [Row]) {
        self.file = file
        self.rows = rows
    }
}
