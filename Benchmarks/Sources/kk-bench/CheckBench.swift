import BenchGate
import BenchInputs
import Foundation
import GeoCore

/// Plan checks as users run them: one plan against a large catalogue, and ten thousand against one map.
enum CheckBench {
    static func run(_ options: Options) throws -> Int32 {
        var report = Report(options)
        guard FileManager.default.isExecutableFile(atPath: options.program) else {
            throw MeasureError(description: "no program at \(options.program): make build, or --kk-diff FILE")
        }
        report.rows += try onePlan(options, &report)
        report.rows += try manyPlans(options)
        try report.finish()
        return 0
    }

    private static func row(_ fixture: String, _ metric: String, threads: Int) -> Row {
        Row(bench: "check", fixture: fixture, metric: metric, threads: threads, seed: nil)
    }

    /// Latency of one plan: the files in the system's memory, and not.
    private static func onePlan(_ options: Options, _ report: inout Report) throws -> [Row] {
        let folder = options.catalogueFolder
        try BenchCatalogue.make(in: folder)
        let catalogue = folder + "/catalogue.json"
        let start = ContinuousClock.now
        let index = try Child.run(options.program, ["catalogue", "index", catalogue, "--quiet"])
        guard index.status == 0 else { throw MeasureError(description: "catalogue index: status \(index.status)") }
        report.notes.append("catalogue index: \(seconds(index.time.wall)) s, once per catalogue.")
        // A minute for the runs, or three of them if they take longer than that.
        let deadline = start + .seconds(60 + index.time.wall)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { folder + "/" + $0 }
        let bytes = files.filter { $0.hasSuffix(".gpkg") }.reduce(0) { sum, file in
            sum + ((try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0)
        }
        let words = ["check", folder + "/plan.gpkg", "--catalogue", catalogue, "--format", "json", "--quiet"]
        var warm = row("catalogue", "one-plan-warm", threads: 1)
        var cold = row("catalogue", "one-plan-cold", threads: 1)
        var output: [UInt8] = []
        for run in 0...(try options.runs) {
            if run > 3, ContinuousClock.now > deadline { break }
            for isCold in [true, false] {
                let reference = try Rounds.reference()
                if isCold { files.forEach(forget) }
                let child = try Child.run(options.program, words, keepsOutput: true)
                guard child.status == 0 else { throw MeasureError(description: "check: status \(child.status)") }
                guard run == 0 || output == child.output else { throw MeasureError(description: "check: another answer") }
                output = child.output
                if run == 0 { continue }
                if isCold { cold.add(child.time) } else { warm.add(child.time) }
                let ratio = child.time.cpu / reference.cpu
                if isCold { cold.toReference.append(ratio) } else { warm.toReference.append(ratio) }
                warm.work["peak_bytes"] = min(warm.work["peak_bytes"] ?? .max, child.peakBytes)
            }
        }
        let hits = try agree(output, folder)
        report.notes.append("Catalogue of \(bytes / 1_000_000) MB, \(BenchCatalogue.layerCount) maps; the plan hits \(hits) units, with the engine's areas.")
        return [warm, cold]
    }

    /// Drops a file from the system's memory, as far as the system agrees.
    private static func forget(_ file: String) {
        let handle = open(file, O_RDONLY)
        guard handle >= 0 else { return }
        fsync(handle)
        posix_fadvise(handle, 0, 0, POSIX_FADV_DONTNEED)
        close(handle)
    }

    /// Every unit's hectares against the engine on the whole maps; the number of units hit.
    private static func agree(_ output: [UInt8], _ folder: String) throws -> Int {
        let plan = try MapPair.plans(folder + "/plan.gpkg")
        var expected: [String: Double] = [:]
        for layer in 0..<BenchCatalogue.layerCount {
            var map = try MapPair.layer(BenchCatalogue.file(layer, in: folder))
            let units = map.classes.map { BenchCatalogue.unit(ofClass: Int($0) ?? 0, layer: 0) }
            map.engine.groups = map.engine.groups.map { Int32(units[Int($0)]) }
            let account = AreaEngine.account(old: plan, new: map.engine, masks: [], threads: 2)
            for cell in account.cells where cell.old == 0 && cell.new >= 0 {
                expected[BenchCatalogue.id(BenchCatalogue.unit(ofClass: Int(cell.new), layer: layer))] = cell.areaSquareMetres / 10_000
            }
        }
        let hits = try parse(output).at("plans").items.first?.at("hits").items ?? []
        var found = 0
        for hit in hits {
            let id = hit.at("id").string ?? ""
            let hectares = hit.at("area_ha").number ?? 0
            let known = expected[id] ?? 0
            guard (hectares - known).magnitude <= 1e-9 * max(known, 1e-4) else {
                throw MeasureError(description: "check: \(id): \(hectares) ha, engine \(known) ha: no times")
            }
            if known > 0 { found += 1 }
        }
        guard found == expected.count, found > 0 else {
            throw MeasureError(description: "check: \(found) of \(expected.count) units found: no times")
        }
        return found
    }

    private static func parse(_ bytes: [UInt8]) throws -> JSONValue {
        let path = FileManager.default.temporaryDirectory.path + "/kk-bench-\(getpid()).json"
        defer { unlink(path) }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return try JSONValue.read(path)
    }

    /// Ten thousand plans against the classes of M, areas alone.
    private static func manyPlans(_ options: Options) throws -> [Row] {
        let recipe = try options.recipe("M")
        try InputFiles.make(recipe, in: options.inputs)
        let files = InputFiles.names(recipe, in: options.inputs)
        guard let plans = files.plans else { return [] }
        let catalogue = options.inputs + "/classes_M.json"
        try BenchCatalogue.make(classesOf: "new_M.gpkg", to: catalogue)
        var rows = try options.threads.map { row("M", "10000-plans", threads: $0) }
        var answers = Set<[UInt8]>()
        for run in 0...(try options.runs) {
            for index in rows.indices {
                let reference = try Rounds.reference()
                let words = [
                    "check", plans, "--each", "id", "--catalogue", catalogue, "--areas-only", "--format", "json", "--quiet", "--threads",
                    String(rows[index].threads),
                ]
                let child = try Child.run(options.program, words, keepsOutput: true)
                guard child.status == 0 else { throw MeasureError(description: "check of many plans: status \(child.status)") }
                answers.insert(child.output)
                if run == 0 { continue }
                rows[index].add(child.time)
                let isMany = rows[index].threads > 1
                rows[index].toReference.append(isMany ? child.time.wall / reference.wall : child.time.cpu / reference.cpu)
                rows[index].work["peak_bytes"] = min(rows[index].work["peak_bytes"] ?? .max, child.peakBytes)
            }
        }
        guard answers.count == 1, let answer = answers.first else { throw MeasureError(description: "many plans: answers differ") }
        let lines = answer.split(separator: UInt8(ascii: "\n"))
        let text = [UInt8(ascii: "[")] + lines.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")]
        var sum = 0.0
        for plan in try parse(text).items {
            for unit in plan.at("units").items { sum += unit.at("area_ha").number ?? 0 }
        }
        let map = try MapPair.layer(files.new)
        let account = AreaEngine.account(old: try MapPair.plans(plans), new: map.engine, masks: [], threads: 2)
        let known = account.cells.reduce(0) { $0 + ($1.old >= 0 && $1.new >= 0 ? $1.areaSquareMetres : 0) } / 10_000
        guard lines.count == Plans.count, (sum - known).magnitude <= 1e-9 * known else {
            throw MeasureError(description: "many plans: \(lines.count) plans, \(sum) ha, engine \(known) ha: no times")
        }
        return rows
    }
}
