import GeoCore
import LayerDiff
import MapReport

/// `kk-diff sample design`: random points to look at, by stratum.
enum SampleDesignCommand {
    static func run(_ arguments: RawArguments, _ console: Console) throws -> ExitStatus {
        let common = try CommonRequest(arguments)
        let made = try MadeFile(arguments, common)
        guard let file = arguments.operands.first else { return .usage }
        let request = try LayerRequest(arguments, file: file, side: nil)
        guard let size = try arguments.whole("size", in: 2...1_000_000) else {
            throw Usage.error(
                "sample-size-missing", en: "no number of points given", nl: "geen aantal punten opgegeven",
                remedy: Bilingual(en: "give --size N", nl: "geef --size N"))
        }
        let choices = SampleDesign.Choices(
            size: size, minimum: try arguments.whole("minimum", in: 2...1_000_000) ?? 2,
            seed: UInt64(try arguments.whole("seed", in: 0...Int.max) ?? 1))

        var object = request.object
        if let list = request.classListFile { object.classRule = .list(try ClassList.read(list)) }
        console.progress.show(en: "reading \(file)", nl: "\(file) lezen")
        let layer = try prepared(object, nil, common)
        var rest: (frame: PolygonBuffer, name: String)?
        if let frame = try arguments.text("frame") {
            let read = try prepared(LayerObject(file: frame, assumedCRS: object.assumedCRS), layer.crs, common)
            rest = (read.polygons, try arguments.text("rest") ?? "P")
        }
        let design = try SampleDesign(layer, rest: rest, choices: choices, threads: common.workers)
        console.progress.finish()

        let language = console.fileLanguage
        let report = SampleDesignReport(design, language)
        layer.notices.forEach(console.notice)
        if let target = made.target, target.lowercased().hasSuffix(".gpkg") {
            try GeoPackageWriter.write([report.layer(layer.crs)], to: target)
            try console.out(
                made.format == .json ? report.json(versions: Versions.all).text : SampleDesignReport(design, console.language).text)
            return .done
        }
        try made.write(
            report.table.csv(language, common.csv), text: SampleDesignReport(design, console.language).text,
            markdown: report.table.markdown(language).joined(separator: "\n") + "\n", json: report.json(versions: Versions.all),
            console)
        return .done
    }

    private static func prepared(
        _ object: LayerObject, _ crs: CoordinateReferenceSystem?, _ common: CommonRequest
    ) throws(InputError) -> ClassifiedLayer {
        try LayerPreparation.prepare(
            LayerReader.read([object], options: LayerReadOptions()), target: crs, repair: .stop, threads: common.workers
        ).layer
    }
}

/// `kk-diff sample estimate`: what the judged points say.
enum SampleEstimateCommand {
    static func run(_ arguments: RawArguments, _ console: Console) throws -> ExitStatus {
        let common = try CommonRequest(arguments)
        guard let file = arguments.operands.first else { return .usage }
        let estimate = try SampleEstimate.read(file)
        let language = common.format == .text ? console.language : console.fileLanguage
        let report = SampleEstimateReport(estimate, language)
        switch common.format {
        case .text: try console.out(report.text)
        case .json: try console.out(report.json(versions: Versions.all).text)
        case .csv: try console.out(report.table.csv(language, common.csv))
        case .md:
            let lines = report.table.markdown(language) + ["", report.sentence] + report.remarks
            try console.out(lines.joined(separator: "\n") + "\n")
        }
        return .done
    }
}
