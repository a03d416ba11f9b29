import GeoCore

/// Something to measure, and what it found.
struct BenchTask {
    struct Outcome {
        /// Cells or totals; the same for any number of threads, to the last bit.
        var cells: [OverlayCell] = []
        var work: EngineWork?
        var bytesRead: Int?
    }

    var bench = "overlay"
    var metric: String
    var threads: Int
    var body: () throws -> Outcome

    /// Everything that is measured in memory on two maps.
    static func all(_ maps: MapPair, threads: [Int]) throws -> [BenchTask] {
        var tasks = reading(maps, threads: threads)
        for count in threads {
            tasks += [
                BenchTask(metric: "files-to-table", threads: count) {
                    let (old, new) = try MapPair.read(maps.files.old, maps.files.new, threads: count)
                    let result = AreaEngine.table(old.engine, new.engine, threads: count)
                    return Outcome(cells: result.cells, work: result.work)
                },
                BenchTask(metric: "class-table", threads: count) {
                    let result = AreaEngine.table(maps.old, maps.new, threads: count)
                    return Outcome(cells: result.cells, work: result.work)
                },
                BenchTask(metric: "account", threads: count) {
                    let result = AreaEngine.account(old: maps.old, new: maps.new, masks: [], threads: count)
                    return Outcome(cells: result.cells, work: result.work)
                },
                BenchTask(metric: "pairs", threads: count) {
                    let result = AreaEngine.table(
                        EngineLayer(featuresOf: maps.old.polygons), EngineLayer(featuresOf: maps.new.polygons), threads: count)
                    return Outcome(cells: result.cells, work: result.work)
                },
                BenchTask(metric: "self-check", threads: count) {
                    let result = AreaEngine.selfCheck(maps.new.polygons, threads: count)
                    return Outcome(
                        cells: result.overlaps.map { OverlayCell(old: $0.a, new: $0.b, masks: 0, areaSquareMetres: $0.areaSquareMetres) },
                        work: result.work)
                },
            ]
            if let file = maps.plans {
                tasks.append(BenchTask(metric: "plans", threads: count) {
                    let plans = try MapPair.plans(file)
                    let map = try MapPair.layer(maps.files.new)
                    let result = AreaEngine.table(plans, map.engine, threads: count)
                    return Outcome(cells: result.cells, work: result.work)
                })
            }
        }
        return tasks
    }

    static func reading(_ maps: MapPair, threads: [Int]) -> [BenchTask] {
        [
            BenchTask(bench: "read", metric: BareRead.mappedMetric, threads: 0) {
                Outcome(bytesRead: BareRead.bytes(maps.files, mapped: true))
            },
            BenchTask(bench: "read", metric: BareRead.plainMetric, threads: 0) {
                Outcome(bytesRead: BareRead.bytes(maps.files, mapped: false))
            },
        ] + threads.map { count in
            BenchTask(bench: "read", metric: "layers", threads: count) {
                let (old, new) = try MapPair.read(maps.files.old, maps.files.new, threads: count)
                guard old.engine.polygons.vertexCount + new.engine.polygons.vertexCount == maps.vertices else {
                    throw MeasureError(description: "a second reading gave other layers")
                }
                return Outcome()
            }
        }
    }
}
