/// How a layer is drawn: one look per value of a field.
public struct LayerStyle: Sendable, Hashable {
    /// Colour of 8 bits a channel.
    public struct Colour: Sendable, Hashable {
        public var red: UInt8
        public var green: UInt8
        public var blue: UInt8

        public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
            self.red = red
            self.green = green
            self.blue = blue
        }

        /// `#rrggbb`.
        public var hex: String {
            "#" + [red, green, blue].map { channel in
                let digits = String(channel, radix: 16)
                return digits.count == 1 ? "0" + digits : digits
            }.joined()
        }

        /// Between this colour and another: 0 is this one, 1 the other.
        public func mixed(with other: Colour, _ share: Double) -> Colour {
            func channel(_ a: UInt8, _ b: UInt8) -> UInt8 {
                UInt8(max(0, min(255, (Double(a) + (Double(b) - Double(a)) * share).rounded())))
            }
            return Colour(channel(red, other.red), channel(green, other.green), channel(blue, other.blue))
        }

        public static let black = Colour(0, 0, 0)
        public static let white = Colour(255, 255, 255)
        /// Eight colours that people with any kind of colour blindness keep apart (Okabe & Ito 2008), without black.
        public static let distinct: [Colour] = [
            Colour(0, 114, 178), Colour(230, 159, 0), Colour(0, 158, 115), Colour(204, 121, 167), Colour(86, 180, 233),
            Colour(213, 94, 0), Colour(240, 228, 66),
        ]
        public static let grey = Colour(190, 190, 190)
        public static let lightGrey = Colour(225, 225, 225)
        public static let darkGrey = Colour(90, 90, 90)
    }

    /// How a surface is filled; the raw value is QGIS's word for it. Beside the colour, so that a print without
    /// colours can be read too.
    public enum Pattern: String, Sendable, Hashable {
        case solid
        case hatchedUp = "b_diagonal"
        case hatchedDown = "f_diagonal"
        case crossed = "cross"
        case crossedDiagonally = "diagonal_x"
        case horizontal
        case vertical
        case dotted = "dense6"
        case checked = "dense4"
        /// Full, with small holes.
        case pierced = "dense2"
        case outline = "no"
    }

    public struct Category: Sendable, Hashable {
        /// Value of the field; nil for NULL, and for everything that has no category of its own.
        public var value: String?
        /// Words in the legend.
        public var label: String
        public var colour: Colour
        public var pattern: Pattern
        /// Of a surface, 0…1; its outline is always opaque.
        public var opacity: Double

        public init(_ value: String?, label: String, colour: Colour, pattern: Pattern = .solid, opacity: Double = 1) {
            self.value = value
            self.label = label
            self.colour = colour
            self.pattern = pattern
            self.opacity = opacity
        }
    }

    /// Name in the list of styles.
    public var name: String
    /// The field whose value decides.
    public var field: String
    public var categories: [Category]

    public init(name: String, field: String, categories: [Category]) {
        self.name = name
        self.field = field
        self.categories = categories
    }

    /// A style for values that have no colours of their own: distinct colours first, then the same colours with other
    /// patterns.
    public static func byValue(_ values: [(value: String?, label: String)], field: String, name: String) -> LayerStyle {
        let patterns: [Pattern] = [.solid, .hatchedUp, .crossed, .horizontal, .crossedDiagonally, .vertical, .hatchedDown]
        return LayerStyle(
            name: name, field: field,
            categories: values.enumerated().map { index, value in
                let turn = index / Colour.distinct.count
                return Category(
                    value.value, label: value.label, colour: Colour.distinct[index % Colour.distinct.count],
                    pattern: patterns[turn % patterns.count])
            })
    }
}
