import GeoCore
import LayerDiff
import MapReport

/// `kk-diff explain`: why has this place this cause?
enum ExplainCommand {
    static func run(_ arguments: RawArguments, _ console: Console) throws -> ExitStatus {
        let common = try CommonRequest(arguments)
        let place = try position(arguments)
        let operands = arguments.operands
        switch (operands.count, place) {
        case (2, nil), (1, .some): break
        case (2, .some):
            throw Usage.error("explain-both", en: "a face and --at cannot go together", nl: "een deelvlak en --at gaan niet samen")
        default:
            throw Usage.error(
                "explain-what", en: "which place?", nl: "welke plek?",
                remedy: Bilingual(en: "write explain DIR FACE, or explain DIR --at X,Y", nl: "schrijf explain MAP DEELVLAK, of explain MAP --at X,Y"))
        }
        let folder = try ResultFolder(operands[0], mapFile: DiffMap.fileName)
        let faces = if let place { try folder.faces(at: place) } else { [try folder.face(operands[1])] }
        let explanations = faces.map { Explanation($0, in: folder.result) }
        switch common.format {
        case .json:
            try console.out(ExplainText(explanations, console.fileLanguage).json(versions: Versions.all).text)
        case .text: try console.out(ExplainText(explanations, console.language, look: console.look).text)
        case .md: try console.out("```text\n" + ExplainText(explanations, console.fileLanguage).text + "```\n")
        case .csv:
            throw Usage.badValue("format", "csv", expected: Bilingual(en: "text, json or md", nl: "text, json of md"))
        }
        return .done
    }

    /// `--at X,Y` in the coordinates of the map.
    private static func position(_ arguments: RawArguments) throws(InputError) -> SIMD2<Double>? {
        guard let text = try arguments.text("at") else { return nil }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0.trimmingSpaces()) }
        guard parts.count == 2, let x = parts[0], let y = parts[1], x.magnitude <= PolygonBuffer.coordinateLimit,
            y.magnitude <= PolygonBuffer.coordinateLimit
        else {
            throw Usage.badValue(
                "at", text,
                expected: Bilingual(
                    en: "x and y in the coordinates of the map, such as 238500,556250",
                    nl: "x en y in de coördinaten van de kaart, zoals 238500,556250"))
        }
        return SIMD2(x, y)
    }
}
