import GeoCore
import PlanCheck

/// Which plans a `check` is about, and what is said of them beside their files. Nothing is opened.
struct PlanRequest {
    private let paths: [String]
    private let searchArea: PlanInput?

    init(_ arguments: RawArguments) throws(InputError) {
        paths = arguments.operands
        searchArea = try arguments.searchArea()
        guard !paths.isEmpty || searchArea != nil else {
            throw Usage.error(
                "operand-missing", en: "'check' needs PLAN…", nl: "'check' heeft PLAN… nodig",
                remedy: Bilingual(
                    en: "name plan files, or give a search area with --at X,Y --radius M",
                    nl: "noem planbestanden, of geef een zoekgebied met --at X,Y --radius M"))
        }
        if searchArea != nil, arguments.value("plan") != nil { throw Usage.conflict("at", "plan") }
    }

    /// The search area first, then the files; with what is to be told of them.
    func inputs() throws(InputError) -> (inputs: [PlanInput], notices: [Notice]) {
        let files = try PlanInput.gathered(from: paths)
        return ([searchArea].compactMap { $0 } + files.inputs, files.notices)
    }

    /// What the options say about plans.
    func fill(_ options: inout CheckOptions, _ arguments: RawArguments) throws(InputError) {
        options.planFolders = paths
        options.bufferMetres = try arguments.metres("buffer")
        options.ground.areaSquareMetres = try arguments.amount("disturbed-area", unit: "m²")
        options.ground.depthCentimetres = try arguments.amount("depth", unit: "cm")
        options.ground.hasTopsoil = try arguments.answer("topsoil")
        options.ground.isFarmland = try arguments.answer("farmland")
        options.disturbedAreaField = try arguments.text("disturbed-area-field")
        options.depthField = try arguments.text("depth-field")
    }
}

extension RawArguments {
    /// `--at X,Y --radius M`.
    fileprivate func searchArea() throws(InputError) -> PlanInput? {
        guard let text = value("at") else {
            guard value("radius") == nil else {
                throw Usage.error(
                    "option-conflict", en: "--radius needs --at", nl: "--radius hoort bij --at",
                    remedy: Bilingual(en: "give --at X,Y as well", nl: "geef ook --at X,Y"))
            }
            return nil
        }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0.trimmingSpaces()) }
        guard parts.count == 2, let x = parts[0], let y = parts[1], abs(x) <= 1e8, abs(y) <= 1e8 else {
            throw Usage.badValue(
                "at", text,
                expected: Bilingual(
                    en: "X,Y in metres in the catalogue's CRS, such as 246500,557900",
                    nl: "X,Y in meters in het stelsel van de catalogus, zoals 246500,557900"))
        }
        guard let radius = try metres("radius"), radius > 0 else {
            throw Usage.error(
                "option-needs-value", en: "--at needs a --radius above 0", nl: "--at heeft een --radius groter dan 0 nodig",
                remedy: Bilingual(en: "give --radius M, such as --radius 750", nl: "geef --radius M, zoals --radius 750"))
        }
        return .searchArea(x: x, y: y, radiusMetres: radius)
    }

    /// A number of 0 or more, with a point or a decimal comma.
    fileprivate func amount(_ name: String, unit: String) throws(InputError) -> Double? {
        guard let text = value(name) else { return nil }
        let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2C }
        guard isPlain, let number = Double(text.replacing(",", with: ".")), number <= 1e12 else {
            throw Usage.badValue(
                name, text,
                expected: Bilingual(
                    en: "a number of \(unit) of 0 or more, without a unit", nl: "een aantal \(unit) van 0 of meer, zonder eenheid"))
        }
        return number
    }

    /// yes or no, in either language.
    fileprivate func answer(_ name: String) throws(InputError) -> Bool? {
        guard let text = value(name) else { return nil }
        switch text.lowercased() {
        case "yes", "ja": return true
        case "no", "nee": return false
        default: throw Usage.badValue(name, text, expected: Bilingual(en: "yes or no", nl: "ja (yes) of nee (no)"))
        }
    }
}
