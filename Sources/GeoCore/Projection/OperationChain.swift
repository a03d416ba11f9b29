import CPROJ

/// One leg of a transformation: the operations between two CRSs that can do it, best first.
///
/// A whole layer goes through the *same* operation, so that a border does not jump where the areas of use of two
/// operations meet; only positions that it cannot do (outside its grid) fall to the next.
final class OperationChain {
    struct Operation: ~Copyable {
        var handle: PROJHandle
        var step: TransformationReport.Step
        var isBallpark: Bool
    }

    private let first: OperationBox?
    private(set) var count = 0
    private let source: PROJHandle
    private let target: PROJHandle
    private let area: Box?

    /// A class, because an array cannot hold the noncopyable handle: a linked list of candidates.
    private final class OperationBox {
        var operation: Operation
        var next: OperationBox?

        init(_ operation: consuming Operation) { self.operation = operation }
    }

    /// - Parameter area: west, south, east, north in degrees, where the coordinates lie.
    init(
        from source: borrowing PROJHandle, to target: borrowing PROJHandle, area: Box?, context: PROJContext
    ) throws(InputError) {
        var head: OperationBox?
        var tail: OperationBox?
        let usable = try Self.operations(
            from: source, to: target, area: area, context: context,
            grids: PROJ_GRID_AVAILABILITY_DISCARD_OPERATION_IF_MISSING_GRID)
        defer { proj_list_destroy(usable) }
        for index in 0..<proj_list_get_count(usable) {
            guard let raw = PROJHandle(proj_list_get(context.handle, usable, index), in: context),
                // x before y and degrees: the one place where axis order is settled.
                let operation = raw.made({ proj_normalize_for_visualization($0, $1) })
            else { continue }
            let box = OperationBox(Self.described(operation, as: raw))
            count += 1
            tail?.next = box
            tail = box
            head = head ?? box
        }
        first = head
        guard let source = source.made({ proj_clone($0, $1) }), let target = target.made({ proj_clone($0, $1) }) else {
            throw Self.failure(source, target)
        }
        self.source = source
        self.target = target
        self.area = area
    }

    /// Grids of the first operation that would be more accurate than the one used, if only they were there. Asked
    /// once, of the chain that is used: the list of all operations costs tens of milliseconds.
    lazy var gridsMissing: [String] = {
        // Without the list there is nothing to advise, and nothing wrong with the coordinates.
        (try? Self.missingGrids(
            from: source, to: target, area: area, betterThan: accuracyMetres, context: source.context)) ?? []
    }()

    /// Accuracy the first operation states; infinite when it states none or there is no operation.
    var accuracyMetres: Double { first?.operation.step.accuracyMetres ?? .infinity }
    var isBallpark: Bool { first?.operation.isBallpark ?? true }

    /// Takes positions to the target CRS in place; those that no operation can do become infinite.
    func apply(to positions: inout [SIMD2<Double>]) {
        guard count > 1 else {
            if let first { Self.run(first, on: &positions) }
            return
        }
        let original = positions
        var open = Array(positions.indices)
        var box = first
        while let current = box, !open.isEmpty {
            var part = open.map { original[$0] }
            Self.run(current, on: &part)
            for (index, result) in zip(open, part) { positions[index] = result }
            open = open.filter { !positions[$0].isFinite }
            box = current.next
        }
    }

    /// All operations, best first, with how many positions went through each.
    var steps: [TransformationReport.Step] {
        var steps: [TransformationReport.Step] = []
        var box = first
        while let current = box {
            steps.append(current.operation.step)
            box = current.next
        }
        return steps
    }

    // MARK: pieces

    private static func run(_ box: OperationBox, on positions: inout [SIMD2<Double>]) {
        let count = positions.count
        let stride = MemoryLayout<SIMD2<Double>>.stride
        guard count > 0 else { return }
        positions.withUnsafeMutableBytes { bytes in
            // Interleaved x, y: both read with the stride of a position. z and t are left out.
            let x = bytes.bindMemory(to: Double.self).baseAddress
            box.operation.handle.lend {
                _ = proj_trans_generic(
                    $1, PJ_FWD, x, stride, count, x.map { $0 + 1 }, stride, count, nil, 0, 0, nil, 0, 0)
            }
        }
        box.operation.step.positions += positions.reduce(0) { $0 + ($1.isFinite ? 1 : 0) }
    }

    private static func operations(
        from source: borrowing PROJHandle, to target: borrowing PROJHandle, area: Box?, context: PROJContext,
        grids: PROJ_GRID_AVAILABILITY_USE
    ) throws(InputError) -> OpaquePointer {
        guard let factory = proj_create_operation_factory_context(context.handle, nil) else {
            throw Self.failure(source, target)
        }
        defer { proj_operation_factory_context_destroy(factory) }
        if let area {
            proj_operation_factory_context_set_area_of_interest(
                context.handle, factory, area.minX, area.minY, area.maxX, area.maxY)
        }
        proj_operation_factory_context_set_spatial_criterion(
            context.handle, factory, PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION)
        proj_operation_factory_context_set_grid_availability_use(context.handle, factory, grids)
        let list = source.lend { context, source in
            target.lend { proj_create_operations(context, source, $1, factory) }
        }
        guard let list else { throw Self.failure(source, target) }
        return list
    }

    private static func described(
        _ operation: consuming PROJHandle, as raw: borrowing PROJHandle
    ) -> Operation {
        let accuracy = accuracyMetres(of: raw)
        let pipeline = operation.lend { proj_as_proj_string($0, $1, PJ_PROJ_5, nil).map { String(cString: $0) } }
        let step = TransformationReport.Step(
            name: raw.name, pipeline: pipeline ?? "", accuracyMetres: accuracy >= 0 ? accuracy : nil,
            grids: grids(of: raw).map(\.name), positions: 0)
        let isBallpark = raw.lend { proj_coordoperation_has_ballpark_transformation($0, $1) == 1 }
        return Operation(handle: operation, step: step, isBallpark: isBallpark)
    }

    /// Negative when the register states none.
    private static func accuracyMetres(of operation: borrowing PROJHandle) -> Double {
        // A projection alone changes no datum: it is exact, though the register states nothing.
        operation.kind == PJ_TYPE_CONVERSION ? 0 : operation.lend { proj_coordoperation_get_accuracy($0, $1) }
    }

    private static func grids(of operation: borrowing PROJHandle) -> [(name: String, isAvailable: Bool)] {
        operation.lend { context, operation in
            var result: [(name: String, isAvailable: Bool)] = []
            for index in 0..<max(0, proj_coordoperation_get_grid_used_count(context, operation)) {
                var name: UnsafePointer<CChar>?
                var isAvailable: Int32 = 0
                guard
                    proj_coordoperation_get_grid_used(
                        context, operation, index, &name, nil, nil, nil, nil, nil, &isAvailable) == 1, let name
                else { continue }
                result.append((String(cString: name), isAvailable == 1))
            }
            return result
        }
    }

    private static func missingGrids(
        from source: borrowing PROJHandle, to target: borrowing PROJHandle, area: Box?, betterThan best: Double,
        context: PROJContext
    ) throws(InputError) -> [String] {
        let all = try operations(
            from: source, to: target, area: area, context: context, grids: PROJ_GRID_AVAILABILITY_IGNORED)
        defer { proj_list_destroy(all) }
        for index in 0..<proj_list_get_count(all) {
            guard let operation = PROJHandle(proj_list_get(context.handle, all, index), in: context) else { continue }
            let accuracy = accuracyMetres(of: operation)
            let missing = grids(of: operation).filter { !$0.isAvailable }
            if accuracy >= 0, accuracy < best, !missing.isEmpty { return missing.map(\.name) }
        }
        return []
    }

    private static func failure(_ source: borrowing PROJHandle, _ target: borrowing PROJHandle) -> InputError {
        InputError(
            "crs-transform",
            problem: Bilingual(
                en: "no transformation from \(source.name) to \(target.name) is known",
                nl: "er is geen omrekening van \(source.name) naar \(target.name) bekend"))
    }
}

@available(*, unavailable)
extension OperationChain: Sendable {}

extension SIMD2<Double> {
    var isFinite: Bool { x.isFinite && y.isFinite }
}
