/// Halves tiles with very many pieces until each is small, because the work in a tile grows with the square of
/// them: a city drawn in centimetres inside a province drawn in kilometres.
///
/// A tile of at most `limit` pieces and steps goes to the consumer as it is. A larger one is halved across or along,
/// whichever leaves less work (the sum of squares). When neither gains a fifth, it is still halved as long as hardly a
/// piece is cut in two: then they lie together somewhere in the tile (a town in a province), and halving comes closer to
/// them. Otherwise (edges that run side by side through the whole tile) it is taken as it is, at k² for k pieces. Rare, so
/// plain arrays will do.
enum TileSplitter {
    /// About 80 × 80 pairs: some ten microseconds.
    static let limit = 160
    /// Halvings; 2⁻³⁰ of the side along each axis.
    static let depthLimit = 60

    static func take<Consumer: TileConsumer & ~Copyable>(
        _ tile: TileInput, depth: Int = 0, _ consumer: inout Consumer
    ) {
        let count = tile.pieces.count + tile.steps.count
        guard count > limit, depth < depthLimit, let halves = halves(of: tile) else {
            consumer.tile(tile)
            return
        }
        for half in [halves.0, halves.1] {
            let count = Int32(truncatingIfNeeded: half.ends.count)
            let runs = count > 0 ? [TileRun(first: ~0, count: count)] : []
            half.base.withUnsafeBufferPointer { base in
                half.steps.withUnsafeBufferPointer { steps in
                    half.ends.withUnsafeBufferPointer { ends in
                        half.borders.withUnsafeBufferPointer { borders in
                            runs.withUnsafeBufferPointer { runs in
                                let parts = ends.baseAddress.flatMap { ends in
                                    borders.baseAddress.map { EdgeList(ends: ends, borders: $0) }
                                }
                                let input = TileInput(
                                    width: half.width, height: half.height, base: base, steps: steps,
                                    pieces: TilePieces(runs, edges: nil, parts: parts, corner: .zero),
                                    borders: tile.borders)
                                take(input, depth: depth + 1, &consumer)
                            }
                        }
                    }
                }
            }
        }
    }

    private struct Half {
        var width: Double
        var height: Double
        var base: [BaseEntry]
        var steps: [TopStep]
        /// Of its pieces, as `TilePieces` takes them.
        var ends: [EdgeEnds] = []
        var borders: [SignedBorder] = []

        mutating func append(_ piece: Piece) {
            ends.append(EdgeEnds(low: SIMD2(piece.x0, piece.y0), high: SIMD2(piece.x1, piece.y1)))
            borders.append(piece.border)
        }
    }

    private static func halves(of tile: TileInput) -> (Half, Half)? {
        let middleX = tile.width / 2
        let middleY = tile.height / 2
        let pieces = tile.pieces.array()
        var left = 0, right = 0, lower = 0, upper = 0
        for piece in pieces {
            if piece.x0 < middleX { left += 1 }
            if piece.x1 > middleX { right += 1 }
            if min(piece.y0, piece.y1) < middleY { lower += 1 }
            if max(piece.y0, piece.y1) >= middleY { upper += 1 }
        }
        func squares(_ a: Int, _ b: Int) -> Double { Double(a) * Double(a) + Double(b) * Double(b) }
        let steps = tile.steps.count
        let stepsLeft = tile.steps.count { $0.x < middleX }
        let across = squares(left + stepsLeft, right + steps - stepsLeft)
        // What the upper half's pieces change on the line between mostly cancels: both halves have about as many steps.
        let along = squares(lower + steps, upper + steps)
        if min(across, along) > 0.8 * squares(pieces.count + steps, 0) {
            // A piece that is cut leaves a step in the half below, and steps do not get fewer on the way to a crowd.
            let cutAcross = left + right - pieces.count
            let cutAlong = lower + upper - pieces.count
            guard min(cutAcross, cutAlong) <= 8 + pieces.count / 256, pieces.count > steps else { return nil }
            return cutAcross <= cutAlong ? halveAcross(tile, pieces, at: middleX) : halveAlong(tile, pieces, at: middleY)
        }
        return across < along ? halveAcross(tile, pieces, at: middleX) : halveAlong(tile, pieces, at: middleY)
    }

    /// Left and right of x = middle.
    private static func halveAcross(_ tile: TileInput, _ pieces: [Piece], at middle: Double) -> (Half, Half) {
        var left = Half(width: middle, height: tile.height, base: Array(tile.base), steps: [])
        var right = Half(width: tile.width - middle, height: tile.height, base: [], steps: [])
        var windings: [Int32: Int32] = [:]
        for entry in tile.base { windings[entry.key] = entry.winding }
        for var step in tile.steps {
            if step.x < middle {
                left.steps.append(step)
                for use in tile.borders.uses(step.border.index) {
                    windings[use.key, default: 0] += use.sign * step.border.sign
                }
            } else {
                step.x -= middle
                right.steps.append(step)
            }
        }
        right.base = windings.filter { $0.value != 0 }.map { BaseEntry(key: $0.key, winding: $0.value) }
            .sorted { $0.key < $1.key }
        for piece in pieces {
            if piece.x1 <= middle {
                left.append(piece)
                continue
            }
            var tail = piece
            tail.x1 -= middle
            if piece.x0 >= middle {
                tail.x0 -= middle
            } else {
                let y = at(middle, of: piece)
                var head = piece
                head.x1 = middle
                head.y1 = y
                left.append(head)
                tail.x0 = 0
                tail.y0 = y
            }
            right.append(tail)
        }
        return (left, right)
    }

    /// Above and below y = middle. What lies above the middle is passed by the lower half's top line: its changes
    /// become steps there, and cancel along a border that goes on.
    private static func halveAlong(_ tile: TileInput, _ pieces: [Piece], at middle: Double) -> (Half, Half) {
        var upper = Half(
            width: tile.width, height: tile.height - middle, base: Array(tile.base), steps: Array(tile.steps))
        var lower = Half(width: tile.width, height: middle, base: Array(tile.base), steps: [])
        var changes = Array(tile.steps)
        func pass(_ piece: Piece) {
            changes.append(TopStep(x: piece.x0, border: piece.border))
            if piece.x1 < tile.width { changes.append(TopStep(x: piece.x1, border: piece.border.reversed)) }
            var raised = piece
            raised.y0 -= middle
            raised.y1 -= middle
            if raised.y0 > 0 || raised.y1 > 0 { upper.append(raised) }
        }
        for piece in pieces {
            let startsAbove = piece.y0 >= middle
            guard startsAbove != (piece.y1 >= middle) else {
                if startsAbove { pass(piece) } else { lower.append(piece) }
                continue
            }
            let t = (middle - piece.y0) / (piece.y1 - piece.y0)
            let x = min(max(piece.x0 + t * (piece.x1 - piece.x0), piece.x0), piece.x1)
            var head = piece
            head.x1 = x
            head.y1 = middle
            var tail = piece
            tail.x0 = x
            tail.y0 = middle
            // Without width there is nothing but the change, which the neighbour piece has too.
            if startsAbove {
                if head.x0 < head.x1 { pass(head) }
                if tail.x0 < tail.x1 { lower.append(tail) }
            } else {
                if head.x0 < head.x1 { lower.append(head) }
                if tail.x0 < tail.x1 { pass(tail) }
            }
        }
        lower.steps = combined(changes)
        return (upper, lower)
    }

    @inline(__always)
    private static func at(_ x: Double, of piece: Piece) -> Double {
        let y = piece.y0 + (x - piece.x0) / (piece.x1 - piece.x0) * (piece.y1 - piece.y0)
        return min(max(y, min(piece.y0, piece.y1)), max(piece.y0, piece.y1))
    }

    /// Changes of one border at one place added up, those that cancel left out; sorted by place and border.
    private static func combined(_ changes: [TopStep]) -> [TopStep] {
        var sums: [TopStep] = []
        for change in changes.sorted(by: { ($0.x, $0.border.index) < ($1.x, $1.border.index) }) {
            if let last = sums.last, last.border.index == change.border.index, last.x == change.x {
                sums[sums.count - 1].border.sign += change.border.sign
            } else {
                sums.append(change)
            }
        }
        return sums.filter { $0.border.sign != 0 }
    }
}
