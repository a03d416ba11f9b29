public import GeoCore
public import LayerDiff

/// A sample to be judged, as rows: one per point, with empty columns for the answers.
public struct SampleDesignReport {
    private let design: SampleDesign
    private let language: Language

    public init(_ design: SampleDesign, _ language: Language) {
        self.design = design
        self.language = language
    }

    /// One row per point. The column `changed` is for the answer: yes or no.
    public var table: Table {
        func column(_ en: String, _ nl: String, right: Bool = false) -> Table.Column {
            Table.Column(Bilingual(en: en, nl: nl), csv: Bilingual(en: en, nl: nl), right: right)
        }
        let areas = Dictionary(design.strata.map { ($0.name, $0.hectares) }, uniquingKeysWith: { first, _ in first })
        return Table(
            columns: [
                column("point", "punt", right: true), column("stratum", "stratum"),
                column("stratum_ha", "stratum_ha", right: true), column("x_m", "x_m", right: true),
                column("y_m", "y_m", right: true), column("feature", "vlak", right: true), column("changed", "veranderd"),
                column("judged_by", "beoordeeld_door"), column("note", "opmerking"),
            ],
            rows: design.points.map { point in
                [
                    .count(point.number), .text(point.stratum), .hectares(areas[point.stratum] ?? 0), .metres(point.x),
                    .metres(point.y), point.feature.map { .text(String($0)) } ?? .empty, .empty, .empty, .empty,
                ]
            })
    }

    public var text: String {
        let style = NumberStyle(language)
        let strata = Table(
            columns: [
                Table.Column(Bilingual(en: "stratum", nl: "stratum"), csv: Bilingual(en: "", nl: "")),
                Table.Column(Bilingual(en: "ha", nl: "ha"), csv: Bilingual(en: "", nl: ""), right: true),
                Table.Column(Bilingual(en: "points", nl: "punten"), csv: Bilingual(en: "", nl: ""), right: true),
            ],
            rows: design.strata.map { [.text($0.name), .hectares($0.hectares), .count($0.points)] })
        let choices = design.choices
        let terms = language == .nl
            ? "\(style.count(design.points.count)) punten, minstens \(style.count(max(2, choices.minimum))) per stratum, de rest naar oppervlakte; startgetal \(choices.seed)."
            : "\(style.count(design.points.count)) points, at least \(style.count(max(2, choices.minimum))) per stratum, the rest by area; seed \(choices.seed)."
        return (strata.text(language) + ["", terms]).joined(separator: "\n") + "\n"
    }

    /// The points as a map layer, with a form for the answers.
    public func layer(_ crs: CoordinateReferenceSystem?) -> OutputLayer {
        let say = { (en: String, nl: String) in language == .nl ? nl : en }
        let answers = [
            OutputField.Choice("yes", label: say("changed", "veranderd")),
            OutputField.Choice("no", label: say("not changed", "niet veranderd")),
        ]
        let areas = Dictionary(design.strata.map { ($0.name, $0.hectares) }, uniquingKeysWith: { first, _ in first })
        return OutputLayer(
            name: "sample", title: say("Places to look at", "Plekken om te bekijken"), crs: crs, geometry: .points,
            fields: [
                OutputField("point", .integer), OutputField("stratum", .text), OutputField("stratum_ha", .real),
                OutputField("feature", .integer),
                OutputField("changed", .text, title: say("changed on the ground?", "veranderd op de grond?"), choices: answers),
                OutputField("judged_by", .text), OutputField("note", .text),
            ],
            features: design.points.map { point in
                OutputFeature(
                    .points([SIMD2(point.x, point.y)]),
                    [
                        .integer(point.number), .text(point.stratum), .real(areas[point.stratum] ?? 0),
                        .optional(point.feature.map { Int($0) }), .null, .null, .null,
                    ])
            })
    }

    public func json(versions: [String: String]) -> JSONValue {
        [
            "schema": "kk-diff/sample@1", "lang": .string(language.rawValue),
            "versions": .object(versions.mapValues(JSONValue.string)),
            "parameters": [
                "size": .integer(design.choices.size), "minimum": .integer(max(2, design.choices.minimum)),
                "seed": .string(String(design.choices.seed)),
            ],
            "frame_ha": .number(design.hectares),
            "strata": .array(design.strata.map {
                ["stratum": .string($0.name), "ha": .number($0.hectares), "points": .integer($0.points)]
            }),
            "points": .array(design.points.map {
                [
                    "point": .integer($0.number), "stratum": .string($0.stratum), "x": .number($0.x), "y": .number($0.y),
                    "feature": $0.feature.map { .integer(Int($0)) } ?? .null,
                ]
            }),
        ]
    }
}

/// What the judged points say about the whole.
public struct SampleEstimateReport {
    private let estimate: SampleEstimate
    private let language: Language
    private let style: NumberStyle

    public init(_ estimate: SampleEstimate, _ language: Language) {
        self.estimate = estimate
        self.language = language
        style = NumberStyle(language)
    }

    public var table: Table {
        func column(_ en: String, _ nl: String, right: Bool = true) -> Table.Column {
            Table.Column(Bilingual(en: en, nl: nl), csv: Bilingual(en: en, nl: nl), right: right)
        }
        return Table(
            columns: [
                column("stratum", "stratum", right: false), column("stratum_ha", "stratum_ha"), column("judged", "beoordeeld"),
                column("changed", "veranderd"), column("share_changed", "aandeel_veranderd"),
            ],
            rows: estimate.strata.map {
                [.text($0.name), .hectares($0.hectares), .count($0.judged), .count($0.changed), .share($0.share)]
            })
    }

    /// The estimate with its margin and its condition; the figure is never printed alone.
    public var sentence: String {
        let (low, high) = estimate.interval
        let points = style.count(estimate.strata.reduce(0) { $0 + $1.judged })
        let area = style.hectares(estimate.hectares)
        let range = language == .nl
            ? "\(style.hectares(low)) tot \(style.hectares(high)) ha" : "\(style.hectares(low)) to \(style.hectares(high)) ha"
        return language == .nl
            ? "Als de \(points) punten juist zijn beoordeeld, is naar schatting \(area) ha van de \(style.hectares(estimate.totalHectares)) ha mogelijk echt veranderd (95 %-interval: \(range))."
            : "If the \(points) points were judged correctly, an estimated \(area) ha of the \(style.hectares(estimate.totalHectares)) ha has possibly changed for real (95 % interval: \(range))."
    }

    public var remarks: [String] {
        var lines: [String] = []
        if estimate.notJudged > 0 {
            let count = style.count(estimate.notJudged)
            lines.append(
                language == .nl
                    ? "Niet beoordeelde punten: \(count). Ze tellen niet mee, en het interval houdt daar geen rekening mee."
                    : "Points that were not judged: \(count). They do not count, and the interval takes no account of that.")
        }
        if estimate.standardError == 0 {
            lines.append(
                language == .nl
                    ? "In elk stratum is het antwoord op alle punten hetzelfde: de breedte 0 van het interval is een gebrek aan punten, geen zekerheid."
                    : "In every stratum all points have the same answer: the width 0 of the interval is a lack of points, not certainty.")
        }
        return lines
    }

    public var text: String {
        let lines = table.text(language) + [""] + Display.wrapped(sentence, to: 118)
        return (lines + remarks.flatMap { Display.wrapped($0, to: 118) }).joined(separator: "\n") + "\n"
    }

    public func json(versions: [String: String]) -> JSONValue {
        let (low, high) = estimate.interval
        return [
            "schema": "kk-diff/sample-estimate@1", "lang": .string(language.rawValue),
            "versions": .object(versions.mapValues(JSONValue.string)), "frame_ha": .number(estimate.totalHectares),
            "share": .number(estimate.share), "share_se": .number(estimate.standardError),
            "area_ha": .number(estimate.hectares), "area_se_ha": .number(estimate.standardErrorHectares),
            "low_95_ha": .number(low), "high_95_ha": .number(high), "not_judged": .integer(estimate.notJudged),
            "sentence": .string(sentence),
            "strata": .array(estimate.strata.map {
                [
                    "stratum": .string($0.name), "ha": .number($0.hectares), "judged": .integer($0.judged),
                    "changed": .integer($0.changed), "share": .number($0.share),
                ]
            }),
        ]
    }
}
