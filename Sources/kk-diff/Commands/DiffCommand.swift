import GeoCore
import LayerDiff
import MapReport

/// `kk-diff diff`: read both maps, bring them into one coordinate system, compare, print.
enum DiffCommand {
    static func run(_ arguments: RawArguments, _ console: Console) throws -> ExitStatus {
        let request = try DiffRequest(arguments)
        if let made = request.parts.made {
            try writePart(made.share, to: made.target, request, console)
            return .done
        }
        let target = try arguments.text("out")
        let outcome =
            if let target {
                try FolderOutput.withoutPlaces(arguments, of: CommandTable.diff, target: target) {
                    (arguments, target) throws(InputError) in try writeFolder(arguments, target, console)
                }
            } else {
                try compare(request, console)
            }
        // Hundreds of thousands of shapes: the system takes their memory back faster, all at once.
        _ = Unmanaged.passRetained(UntilExit(outcome))
        let result = outcome.result
        console.progress.finish()
        try report(result, request, console)
        if let target { FolderOutput.tell(target, console) }
        return request.wantsExitCode && hasDifferences(result) ? .differences : .done
    }

    private final class UntilExit<Value> {
        private let value: Value
        init(_ value: Value) { self.value = value }
    }

    /// `--out`: the folder of results.
    /// - Parameter arguments: without names of places on this machine.
    @discardableResult
    static func writeFolder(
        _ arguments: RawArguments, _ target: String, _ console: Console
    ) throws(InputError) -> DiffOutcome {
        let request = try DiffRequest(arguments).forFolder()
        var outcome: DiffOutcome?
        try FolderOutput.write(target, arguments, of: CommandTable.diff, language: console.fileLanguage) {
            (folder) throws(InputError) in
            let made = try compare(request, console)
            console.progress.show(en: "writing files", nl: "bestanden schrijven")
            var files = DiffFolder(made, console.fileLanguage, versions: Versions.all, csv: request.common.csv)
            files.hasPage = request.wantsPage
            try files.write(to: folder)
            outcome = made
        }
        // The closure has run when `write` returns.
        guard let outcome else { throw OutputFile.unwritable(target, "") }
        return outcome
    }

    /// `--rows`: the sums of one share of the rows, and nothing else.
    private static func writePart(
        _ share: RowShare, to target: String, _ request: DiffRequest, _ console: Console
    ) throws(InputError) {
        let crs = try request.crs.map { code throws(InputError) in try CoordinateReferenceSystem(parsing: code) }
        let maps = try MapReading(request: request, console: console).maps()
        let part = try LayerPreparation.auditPart(
            old: maps.old, new: maps.new,
            target: try LayerPreparation.reconcileCRS(old: maps.old, new: maps.new, target: crs), share: share,
            threads: request.common.workers)
        // A part that is made again, by a batch engine for instance, takes the place of the first.
        try OutputFile.write(Array(part.json.text.utf8), to: target, existing: .replace)
        console.progress.finish()
        console.notice(
            Notice(
                "partial-written",
                message: Bilingual(
                    en: "part \(share.number)/\(share.count) is in \(target)",
                    nl: "deel \(share.number)/\(share.count) staat in \(target)")))
    }

    private static func compare(_ request: DiffRequest, _ console: Console) throws(InputError) -> DiffOutcome {
        let (outcome, pair) = try compared(request, console)
        // The maps themselves are of no use to a report.
        releaseAside(consume pair)
        return outcome
    }

    private static func compared(
        _ request: DiffRequest, _ console: Console
    ) throws(InputError) -> (outcome: DiffOutcome, pair: PreparedPair) {
        // Small files first: a mistake in them must not wait for the maps.
        var options = request.options
        let target = try request.crs.map { code throws(InputError) in try CoordinateReferenceSystem(parsing: code) }
        if let file = request.crosswalkFile { options.crosswalk = try Crosswalk.read(file) }
        if let file = request.legendFile { options.legendFile = try LegendFile.read(file) }
        if let file = request.improbableFile {
            options.nonProbable = try NonProbablePair.read(file, theme: options.theme)
        }

        let reading = MapReading(request: request, console: console)
        let maps = try reading.maps()
        let crs = try LayerPreparation.reconcileCRS(old: maps.old, new: maps.new, target: target)
        let pair = try reading.prepared(maps, crs)
        let (old, new) = (pair.old.layer, pair.new.layer)
        options.frame = try reading.area(request.frameFile, crs)
        options.oldExtent = try reading.area(request.oldExtentFile, crs)
        options.newExtent = try reading.area(request.newExtentFile, crs)
        options.evidence = try reading.evidence(request.evidenceFile, crs)
        options.zones = try reading.zones(request.zones, field: request.zoneField, crs)

        console.progress.show(en: "comparing", nl: "vergelijken")
        options.monitor = console.progress.monitor
        let sweep = try request.sweep.plan(for: options)
        var outcome = try LayerDiffRun.outcome(old: old, new: new, options: options, audit: pair.audit)
        if let sweep {
            outcome.result.sweep = try Sweep.run(
                sweep, own: outcome.result, pair: pair, options: options)
        }
        outcome.zones = options.zones
        return (outcome, pair)
    }

    /// A place whose class text differs, and that is not settled as the same class.
    private static func hasDifferences(_ result: DiffResult) -> Bool {
        result.matrix.contains { $0.from != $0.to && $0.causes.present.contains { $0.cause != .same } }
    }

    private static func report(_ result: DiffResult, _ request: DiffRequest, _ console: Console) throws(InputError) {
        let language = console.fileLanguage
        switch request.common.format {
        case .text:
            try console.out(DiffText(result, console.language, look: console.look).text(threads: request.common.workers))
        case .md:
            try console.out(DiffMarkdown(result, language).text)
        case .json:
            result.notices.forEach(console.notice)
            try console.out(utf8: result.json(language: language, versions: Versions.all).utf8(threads: request.common.workers))
        case .csv:
            result.notices.forEach(console.notice)
            try console.out(request.table.table(of: result, language).csv(language, request.common.csv))
        }
    }
}
