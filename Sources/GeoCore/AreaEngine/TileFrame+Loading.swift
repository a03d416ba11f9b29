/// Taking a tile apart.
extension TileFrame {
    mutating func load(_ tile: TileInput) {
        loadEdges(tile)
        loadSlots(tile)
    }

    /// The first half of `load`: edges and borders. Enough for `computeBorderForms`.
    mutating func loadEdges(_ tile: TileInput) {
        width = tile.width
        height = tile.height
        reserve(tile)
        addSteps(tile)
        newEdgeCount = edgeCount
        addPieces(tile)
        stride = EdgeKernel.padded(edgeCount)
        for edge in edgeCount..<stride {
            x0[edge] = 0
            x1[edge] = 0
            y0[edge] = 0
            slopes[edge] = 0
            signs[edge] = 0
        }
    }

    /// The second half of `load`: who is there.
    mutating func loadSlots(_ tile: TileInput) {
        slotCount = 0
        reserveSlots(tile.base.count)
        // Each key once.
        for index in tile.base.indices { addSlot(tile.base[index].key, base: Double(tile.base[index].winding)) }
        listMembers(tile.borders)
        listLayers()
    }

    private mutating func reserve(_ tile: TileInput) {
        let capacity = EdgeKernel.padded(tile.steps.count + tile.pieces.count)
        x0.reserve(capacity)
        x1.reserve(capacity)
        y0.reserve(capacity)
        slopes.reserve(capacity)
        integrals.reserve(capacity)
        edgeBorders.reserve(capacity)
        // A border has an edge.
        borderNumbers.reserve(capacity)
        borderIntegrals.reserve(capacity)
        borderSpans.reserve(capacity)
        borderSquares.reserve(capacity)
        signs.reserve(capacity)
        let known = tile.borders.borders.count
        if borderOfNumber.count < known {
            borderOfNumber.reserve(known)
            while borderOfNumber.count < known { borderOfNumber.append(0) }
        }
        edgeCount = 0
        firstOldEdge = .max
        borderCount = 0
        isFunction = true
        leftEnd = .infinity
        rightEnd = -.infinity
    }

    /// From each step to the tile's right side along its top; of no width (and no effect) at the right.
    private mutating func addSteps(_ tile: TileInput) {
        for index in tile.steps.indices where tile.steps[index].x < width {
            let step = tile.steps[index]
            if tile.borders.layers(step.border.index).contains(.old) { firstOldEdge = min(firstOldEdge, edgeCount) }
            add(step.x, height, width, 0, height * (width - step.x), step.border)
        }
    }

    /// As `add` for each, with the border of the pieces so far at hand: pieces that follow each other are of one, as a rule.
    private mutating func addPieces(_ tile: TileInput) {
        let (lefts, rights, ys) = (x0.base, x1.base, y0.base)
        let (slopes, integrals) = (slopes.base, integrals.base)
        let (borders, signs) = (edgeBorders.base, signs.base)
        var open = OpenBorder()
        var count = edgeCount
        var (low, high, overs) = (leftEnd, rightEnd, 0)
        tile.pieces.forEach { piece in
            let w = piece.x1 - piece.x0
            // Widths are at least 2⁻⁶⁰ of the grid's side (see BandCutter): the slope is finite.
            let slope = (piece.y1 - piece.y0) / w
            let y = piece.y0
            let integral = 0.5 * w * (y + (y + slope * w))
            let sign = Double(piece.border.sign)
            if piece.border.index != open.number {
                close(open, before: count)
                open = self.open(piece.border.index, tile.borders, from: count)
            }
            lefts[count] = piece.x0
            rights[count] = piece.x1
            ys[count] = y
            slopes[count] = slope
            integrals[count] = integral
            borders[count] = open.place
            signs[count] = sign
            open.integral += sign * integral
            open.span += sign.magnitude * integral
            open.square += sign * sign * integral
            count += 1
            // Without a branch, which would go either way. The first is both.
            let (isRight, isLeft) = (piece.x0 >= high, piece.x1 <= low)
            high = isRight ? piece.x1 : high
            low = isLeft ? piece.x0 : low
            overs &+= (isRight ? 0 : 1) & (isLeft ? 0 : 1)
        }
        close(open, before: count)
        edgeCount = count
        if overs > 0 { isFunction = false }
    }

    /// The border of the edges that are being added, and its sums.
    private struct OpenBorder {
        var number: Int32 = -1
        var place: Int32 = 0
        var integral = 0.0
        var span = 0.0
        var square = 0.0
        var isOfNew = false
    }

    @inline(__always)
    private mutating func open(_ number: Int32, _ list: BorderList, from edge: Int) -> OpenBorder {
        let place = border(number)
        let layers = list.layers(number)
        if layers.contains(.old) { firstOldEdge = min(firstOldEdge, edge) }
        return OpenBorder(
            number: number, place: Int32(truncatingIfNeeded: place), integral: borderIntegrals[place],
            span: borderSpans[place], square: borderSquares[place], isOfNew: layers.contains(.new))
    }

    @inline(__always)
    private mutating func close(_ border: OpenBorder, before edge: Int) {
        guard border.number >= 0 else { return }
        borderIntegrals[Int(border.place)] = border.integral
        borderSpans[Int(border.place)] = border.span
        borderSquares[Int(border.place)] = border.square
        if border.isOfNew { newEdgeCount = edge }
    }

    /// One more edge, within the capacity reserved.
    @inline(__always)
    private mutating func add(
        _ left: Double, _ y: Double, _ right: Double, _ slope: Double, _ integral: Double, _ border: SignedBorder
    ) {
        let sign = Double(border.sign)
        let place = self.border(border.index)
        x0[edgeCount] = left
        x1[edgeCount] = right
        y0[edgeCount] = y
        slopes[edgeCount] = slope
        integrals[edgeCount] = integral
        edgeBorders[edgeCount] = Int32(truncatingIfNeeded: place)
        signs[edgeCount] = sign
        borderIntegrals.base[place] += sign * integral
        borderSpans.base[place] += sign.magnitude * integral
        borderSquares.base[place] += sign * sign * integral
        edgeCount += 1
        if left >= rightEnd {
            rightEnd = right
            if edgeCount == 1 { leftEnd = left }
        } else if right <= leftEnd {
            leftEnd = left
        } else {
            isFunction = false
        }
    }

    /// The tile's number of a border of the band.
    @inline(__always)
    private mutating func border(_ number: Int32) -> Int {
        // Room for all borders of the band: see `reserve`.
        let known = Int(borderOfNumber[Int(number)])
        if known < borderCount, borderNumbers[known] == number { return known }
        borderNumbers[borderCount] = number
        borderIntegrals[borderCount] = 0
        borderSpans[borderCount] = 0
        borderSquares[borderCount] = 0
        borderOfNumber[Int(number)] = Int32(truncatingIfNeeded: borderCount)
        borderCount += 1
        return borderCount - 1
    }
}
