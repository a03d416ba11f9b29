public import GeoCore
public import LayerDiff

/// Explanations as text: what is known of the place, then every rule with its answer.
public struct ExplainText {
    private let explanations: [Explanation]
    private let language: Language
    private let style: NumberStyle
    private let look: TextLook

    public init(_ explanations: [Explanation], _ language: Language, look: TextLook = .plain) {
        self.look = look
        self.explanations = explanations
        self.language = language
        style = NumberStyle(language)
    }

    private func say(_ en: String, _ nl: String) -> String { language == .nl ? nl : en }

    public var text: String {
        guard !explanations.isEmpty else {
            return say(
                "There is no changed or open place here: the same class on both maps, on neither map, or outside the study area.\n",
                "Hier is geen veranderde of open plek: dezelfde klasse op beide kaarten, op geen van beide, of buiten het studiegebied.\n")
        }
        return look.finished(explanations.map { block($0).joined(separator: "\n") }.joined(separator: "\n\n") + "\n")
    }

    private func label(_ name: String?) -> String {
        name.map(Display.clean) ?? "(" + Wording.notOnMap.text(language) + ")"
    }

    private func block(_ explanation: Explanation) -> [String] {
        let face = explanation.face
        var lines = Display.wrapped(
            "\(face.id) · \(label(face.from)) → \(label(face.to)) · \(style.hectares(face.hectares)) ha · \(face.cause.mark(face.cause.label.text(language))) (\(face.cause.rawValue))",
            to: look.width, indent: 2)
        lines += entry("  ", face.cause.meaning.text(language))
        lines.append("")
        for step in explanation.steps {
            let answer: String =
                switch step.outcome {
                case .no: say("no", "nee")
                case .decides: say("YES", "JA")
                case .notTested: say("not tested", "niet getoetst")
                case .notReached: "-"
                }
            let head = "  \(step.rule)  " + Display.padded(step.question.text(language), to: 48)
                + Display.padded(answer, to: 14)
            lines += entry(head, step.outcome == .notReached ? "" : step.reason.text(language))
        }
        return lines + [""] + details(explanation)
    }

    private func details(_ explanation: Explanation) -> [String] {
        let face = explanation.face
        var items: [(String, String)] = []
        if let file = explanation.crosswalkFile {
            let line = face.crosswalkLine.map { say("\(file), line \($0)", "\(file), regel \($0)") }
            items.append((say("crosswalk", "vertaaltabel"), line ?? say("\(file): no row for this pair", "\(file): geen regel voor dit paar")))
        }
        if let kind = explanation.cell["kind"].stringValue {
            items.append((say("kind", "soort"), ChangeKind(rawValue: kind)?.words.text(language) ?? kind))
        }
        for (key, en, nl) in [("source", "source", "bron"), ("owner", "who knows", "wie weet het")] {
            if let text = explanation.cell[key].stringValue { items.append((say(en, nl), text)) }
        }
        if let evidence = face.evidence { items.append((say("evidence", "bewijs"), evidence)) }
        items.append((say("tolerance", "tekennauwkeurigheid"), style.parameterMetres(explanation.toleranceMetres)))
        items.append((say("minimum area", "minimummaat"), style.parameter(explanation.minAreaHectares) + " ha"))
        if let patch = face.patch { items.append((say("part of place", "deel van plek"), "\(patch)")) }
        if let zone = face.zone { items.append((say("zone", "gebied"), zone)) }
        if !face.oldFeatures.isEmpty { items.append((say("old features", "oude objecten"), face.oldFeatures)) }
        if !face.newFeatures.isEmpty { items.append((say("new features", "nieuwe objecten"), face.newFeatures)) }
        if face.isNonProbable { items.append((say("note", "let op"), say("a pair that is improbable by itself", "een paar dat op zich onwaarschijnlijk is"))) }
        if face.check == FaceCheck.disagrees.rawValue {
            items.append((
                say("note", "let op"),
                say("the shape does not have the area that was measured; the tables keep the measured one", "de vorm heeft niet de gemeten oppervlakte; de tabellen houden de gemeten waarde")
            ))
        }
        let width = items.map { Display.width($0.0) }.max() ?? 0
        return items.flatMap { entry("  " + Display.padded($0.0, to: width) + "  ", Display.clean($0.1)) }
    }

    /// `text` behind `head`, folded under itself.
    private func entry(_ head: String, _ text: String) -> [String] {
        let margin = Display.width(head)
        return Display.wrapped(text, to: look.width - margin).enumerated().map { index, line in
            ((index == 0 ? head : String(repeating: " ", count: margin)) + line).trimmingEnd()
        }
    }

    /// `kk-diff/explain@1`.
    public func json(versions: [String: String]) -> JSONValue {
        [
            "schema": "kk-diff/explain@1", "lang": .string(language.rawValue), "versions": .object(versions.mapValues(JSONValue.string)),
            "faces": .array(explanations.map { explanation in
                guard case .object(var members) = explanation.json else { return .null }
                members["steps"] = .array(explanation.steps.map {
                    [
                        "rule": .integer($0.rule), "question": .string($0.question.text(language)),
                        "outcome": .string($0.outcome.rawValue), "reason": .string($0.reason.text(language)),
                    ]
                })
                return .object(members)
            }),
        ]
    }
}
