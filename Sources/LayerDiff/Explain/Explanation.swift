public import GeoCore

/// Why a face has its cause: every rule of METHOD §4 in its order, with what it found. Made of an earlier result alone.
public struct Explanation: Sendable {
    public enum Outcome: String, Sendable, Hashable {
        /// The rule does not apply here.
        case no
        /// The rule decided.
        case decides
        /// The run did not test it.
        case notTested = "not-tested"
        /// An earlier rule had decided.
        case notReached = "not-reached"
    }

    public struct Step: Sendable, Hashable {
        /// 1 … 8.
        public var rule: Int
        public var question: Bilingual
        public var outcome: Outcome
        public var reason: Bilingual
    }

    public var face: ExplainedFace
    public var steps: [Step]
    /// The row of the crosswalk that was used, as the result has it: relation, kind, source, owner… ; null for none.
    public var cell: JSONValue
    public var crosswalkFile: String?
    /// ε in metres and the minimum area in hectares.
    public var toleranceMetres: Double
    public var minAreaHectares: Double
    public var legend: String

    public init(_ face: ExplainedFace, in result: JSONValue) {
        self.face = face
        let parameters = result["parameters"]
        toleranceMetres = parameters["tolerance_m"].numberValue ?? 0
        minAreaHectares = parameters["min_area_ha"].numberValue ?? 0
        legend = parameters["legend"].stringValue ?? "new"
        crosswalkFile = result["crosswalk"]["file"].stringValue
        cell = result["matrix"].arrayValue.first {
            $0["from"].stringValue == face.from && $0["to"].stringValue == face.to
        } ?? .null
        steps = []
        steps = (1...8).map { rule in
            let facts = ExplanationFacts(self, result)
            let question = ExplanationFacts.question(rule)
            if rule == face.rule {
                return Step(rule: rule, question: question, outcome: .decides, reason: facts.decided(rule))
            }
            if rule > face.rule {
                return Step(
                    rule: rule, question: question, outcome: .notReached,
                    reason: Bilingual(en: "an earlier rule decided", nl: "een eerdere regel besliste"))
            }
            if let reason = facts.notTested(rule) {
                return Step(rule: rule, question: question, outcome: .notTested, reason: reason)
            }
            return Step(rule: rule, question: question, outcome: .no, reason: facts.passed(rule))
        }
    }

    public var json: JSONValue {
        func text(_ value: String?) -> JSONValue { .optional(value) }
        return [
            "face": .string(face.id), "from": text(face.from), "to": text(face.to), "cause": .string(face.cause.rawValue),
            "rule": .integer(face.rule), "area_ha": .number(face.hectares), "tolerance_m": .number(toleranceMetres),
            "min_area_ha": .number(minAreaHectares), "legend": .string(legend), "relation": cell["relation"],
            "relation_from": cell["relation_from"], "kind": cell["kind"], "probable_cause": cell["probable_cause"],
            "crosswalk": ["file": text(crosswalkFile), "line": face.crosswalkLine.map { .integer($0) } ?? .null, "source": cell["source"], "owner": cell["owner"]],
            "evidence": text(face.evidence), "patch": face.patch.map { .integer($0) } ?? .null, "zone": text(face.zone),
            "non_probable": .bool(face.isNonProbable), "shape_check": text(face.check),
            "old_features": .string(face.oldFeatures), "new_features": .string(face.newFeatures),
        ]
    }
}

/// The reasons behind the steps, from what the result says about the pair.
struct ExplanationFacts {
    private let face: ExplainedFace
    private let relation: Relation
    private let legend: Legend
    private let hasExtents: Bool
    private let hasEvidence: Bool
    private let explanation: Explanation

    init(_ explanation: Explanation, _ result: JSONValue) {
        self.explanation = explanation
        face = explanation.face
        relation = explanation.cell["relation"].stringValue.flatMap(Relation.init(rawValue:)) ?? .unknown
        legend = Legend(rawValue: explanation.legend) ?? .new
        hasExtents = result["parameters"]["old_extent"] != .null || result["parameters"]["new_extent"] != .null
        hasEvidence = result["parameters"]["evidence"] != .null
    }

    private var isSameText: Bool { face.from == face.to }

    static func question(_ rule: Int) -> Bilingual {
        switch rule {
        case 1: Bilingual(en: "Outside the survey of one of the maps?", nl: "Buiten de opname van een van de kaarten?")
        case 2: Bilingual(en: "Documented cause?", nl: "Oorzaak vastgelegd?")
        case 3: Bilingual(en: "Settled by the definition?", nl: "Door de definitie beslist?")
        case 4: Bilingual(en: "A class that cannot come into being or disappear?", nl: "Een klasse die niet kan ontstaan of verdwijnen?")
        case 5: Bilingual(en: "Only drawn differently?", nl: "Alleen anders getekend?")
        case 6: Bilingual(en: "Too small?", nl: "Te klein?")
        case 7: Bilingual(en: "Do the labels exclude each other?", nl: "Sluiten de klassen elkaar uit?")
        default: Bilingual(en: "What is left: open", nl: "Wat overblijft: open")
        }
    }

    /// Why the run could not ask the rule; nil when it did.
    func notTested(_ rule: Int) -> Bilingual? {
        switch rule {
        case 1 where !hasExtents:
            Bilingual(
                en: "no survey extents were given; the whole study area is taken as surveyed",
                nl: "er zijn geen opnamegrenzen opgegeven; het hele studiegebied geldt als opgenomen")
        case 5 where explanation.toleranceMetres == 0:
            Bilingual(en: "no tolerance was given (0 m)", nl: "er is geen tekennauwkeurigheid opgegeven (0 m)")
        case 6 where explanation.minAreaHectares == 0:
            Bilingual(en: "no minimum area was given (0 ha)", nl: "er is geen minimummaat opgegeven (0 ha)")
        default: nil
        }
    }

    /// A figure as it was given, without ".0" behind a whole number.
    private static func plain(_ value: Double) -> Bilingual {
        let text = value.description
        let short = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        return Bilingual(en: short, nl: short.replacing(".", with: ","))
    }

    /// Why a rule that was asked did not apply.
    func passed(_ rule: Int) -> Bilingual {
        switch rule {
        case 1: return Bilingual(en: "inside both surveys", nl: "binnen beide opnamen")
        case 2:
            let evidence = hasEvidence
                ? Bilingual(en: "the evidence register has nothing here", nl: "het besluitenregister zegt hier niets")
                : Bilingual(en: "no evidence register was given", nl: "er is geen besluitenregister opgegeven")
            guard let probable = explanation.cell["probable_cause"].stringValue.flatMap(Cause.init(rawValue:)) else {
                return Bilingual(
                    en: evidence.en + "; the crosswalk states no cause for this pair",
                    nl: evidence.nl + "; de vertaaltabel noemt voor dit paar geen vaststaande oorzaak")
            }
            return Bilingual(
                en: evidence.en + "; the crosswalk calls '\(probable.label.en)' probable, which does not decide",
                nl: evidence.nl + "; de vertaaltabel noemt '\(probable.label.nl)' waarschijnlijk, en dat beslist niet")
        case 3:
            let needed: Bilingual =
                switch legend {
                case .new: Bilingual(en: "'same' or 'old within new'", nl: "'gelijk' of 'oud valt binnen nieuw'")
                case .old: Bilingual(en: "'same' or 'new within old'", nl: "'gelijk' of 'nieuw valt binnen oud'")
                case .common: Bilingual(en: "both in one group of the common legend", nl: "beide in één groep van de gezamenlijke legenda")
                }
            return Bilingual(
                en: "the relation is '\(relation.words.en)'; in the \(legend.rawValue) legend this needs \(needed.en), or a complete row with one possible class",
                nl: "de verhouding is '\(relation.words.nl)'; in de \(legendName) legenda is nodig: \(needed.nl), of een volledige rij met één mogelijke klasse")
        case 4:
            return isSameText
                ? Bilingual(en: "the text is the same on both maps", nl: "de naam is op beide kaarten gelijk")
                : Bilingual(
                    en: "neither class is marked so in the legend file", nl: "geen van beide klassen is in het legendabestand zo gemerkt")
        case 5:
            let distance = Self.plain(explanation.toleranceMetres)
            return isSameText
                ? Bilingual(en: "the text is the same on both maps", nl: "de naam is op beide kaarten gelijk")
                : Bilingual(
                    en: "not thin, or not within \(distance.en) m of a compatible class on both maps",
                    nl: "niet smal, of niet binnen \(distance.nl) m van een verenigbare klasse op beide kaarten")
        case 6:
            let area = Self.plain(explanation.minAreaHectares)
            return isSameText
                ? Bilingual(en: "the text is the same on both maps", nl: "de naam is op beide kaarten gelijk")
                : Bilingual(
                    en: "the place it belongs to reaches \(area.en) ha, alone or with its neighbours",
                    nl: "de plek waar het bij hoort haalt \(area.nl) ha, alleen of met de buren")
        case 7:
            return Bilingual(en: "the relation is '\(relation.words.en)'", nl: "de verhouding is '\(relation.words.nl)'")
        default: return Bilingual(en: "", nl: "")
        }
    }

    private var legendName: String {
        switch legend {
        case .new: "nieuwe"
        case .old: "oude"
        case .common: "gezamenlijke"
        }
    }

    /// Why the rule that decided did.
    func decided(_ rule: Int) -> Bilingual {
        switch rule {
        case 1: return Bilingual(en: "nobody looked here on one of the two dates", nl: "op een van de twee momenten is hier niet gekeken")
        case 2:
            if let evidence = face.evidence {
                return Bilingual(en: "evidence '\(evidence)'", nl: "bewijs '\(evidence)'")
            }
            return Bilingual(en: "the crosswalk states this cause for the pair", nl: "de vertaaltabel noemt deze oorzaak als vaststaand")
        case 3:
            if relation == .exact {
                return Bilingual(en: "the crosswalk says that the two classes are the same", nl: "volgens de vertaaltabel zijn de twee klassen gelijk")
            }
            return Bilingual(
                en: "by the crosswalk (relation '\(relation.words.en)') an unchanged place must carry these two labels in the \(legend.rawValue) legend",
                nl: "volgens de vertaaltabel (verhouding '\(relation.words.nl)') moet een onveranderde plek in de \(legendName) legenda deze twee namen dragen")
        case 4:
            return Bilingual(
                en: "the legend file says that this class cannot come into being, or the old one cannot disappear",
                nl: "volgens het legendabestand kan deze klasse niet ontstaan, of kan de oude niet verdwijnen")
        case 5:
            return Bilingual(
                en: "thin, and within \(Self.plain(explanation.toleranceMetres).en) m of a compatible class on both maps",
                nl: "smal, en binnen \(Self.plain(explanation.toleranceMetres).nl) m van een verenigbare klasse op beide kaarten")
        case 6:
            return Bilingual(
                en: "the place it belongs to is smaller than \(Self.plain(explanation.minAreaHectares).en) ha and no part of a larger change",
                nl: "de plek waar het bij hoort is kleiner dan \(Self.plain(explanation.minAreaHectares).nl) ha en geen deel van een grotere verandering")
        case 7:
            return Bilingual(
                en: "no unchanged place can carry both labels: a possibly real change, or an error on one of the maps",
                nl: "geen onveranderde plek kan beide namen dragen: mogelijk echte verandering, of een fout op een van de kaarten")
        default:
            return isSameText
                ? Bilingual(
                    en: "the same name, but the relation is '\(relation.words.en)': changed or not cannot be said",
                    nl: "dezelfde naam, maar de verhouding is '\(relation.words.nl)': veranderd of niet is niet te zeggen")
                : Bilingual(
                    en: "the relation is '\(relation.words.en)': changed or not cannot be said from the two maps",
                    nl: "de verhouding is '\(relation.words.nl)': veranderd of niet is uit de twee kaarten niet te zeggen")
        }
    }
}
