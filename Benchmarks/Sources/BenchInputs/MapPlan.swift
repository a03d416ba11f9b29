/// Which cells belong together in each version and what class they have: everything but coordinates.
///
/// As in real revisions: most polygons stay as they are; some borders are drawn anew, some polygons are split, merged,
/// added, taken out, or get another class; networks lose cells.
struct MapPlan: Sendable {
    static let classCount = 60
    static let pondClass = 3

    let recipe: Recipe
    let noise: Noise
    let lattice: Lattice
    let borders: Borders
    /// Cells of the map, ascending.
    let cells: [Int]
    /// Per version and cell the feature it belongs to; −1: not on the map. A feature is named by a cell, a network by
    /// cellCount + its number.
    let features: [[Int32]]
    /// Per version and cell.
    let classes: [[UInt8]]
    let hasPond: [Bool]

    init(_ recipe: Recipe) {
        self.recipe = recipe
        noise = Noise(seed: recipe.seed)
        // A cell of side s covers 3√3/2 s²; the map is a blob in a square.
        let side = (Recipe.area / Double(recipe.cells) / 2.598076211353316).squareRoot()
        let extent = 70_000.0
        let columns = Int(extent / (1.7320508075688772 * side)) + 1
        let rows = Int(extent / (1.5 * side)) + 1
        let lattice = Lattice(columns: columns, rows: rows, side: side, origin: SIMD2(200_000, 515_000), noise: noise)
        self.lattice = lattice
        let noise = noise
        let all = 0..<lattice.cellCount
        let middle = SIMD2(235_000.0, 550_000.0)
        let isInside = all.map { cell -> Bool in
            guard lattice.isInside(cell) else { return false }
            let d = lattice.centre(cell) - middle
            let r = (d * d).sum().squareRoot()
            // 29.2 km is the radius of a disc of the wanted area.
            let ragged = recipe.isMixed ? 1 + 0.2 * noise.field(Topic.gapField + 900, d / max(r, 1) * 1.5) : 1
            return r < 29_207 * ragged
        }
        cells = all.filter { isInside[$0] }
        let redigitised = all.map { recipe.isMixed ? noise.share(Topic.redigitised, $0) < 0.04 : noise.share(Topic.redigitised, $0) < 0.5 }
        borders = Borders(lattice: lattice, noise: noise, spacing: recipe.spacing, redigitised: redigitised)
        let grouping = Grouping(recipe: recipe, lattice: lattice, noise: noise, cells: cells, isInside: isInside)
        features = grouping.features
        classes = grouping.classes
        let firsts = grouping.features[0]
        hasPond = all.map { recipe.isMixed && firsts[$0] >= 0 && noise.share(Topic.pond, $0) < 0.05 }
    }

    func isSplit(_ cell: Int) -> Bool { recipe.isMixed && !hasPond[cell] && noise.share(Topic.split, cell) < 0.03 }
    func isDrawnPrivately(_ cell: Int) -> Bool { noise.share(Topic.privately, cell) < 0.03 }
    func pondStays(_ cell: Int) -> Bool { noise.share(Topic.pondKept, cell) < 0.93 }
}

/// Assigns cells to features and classes, for both versions.
private struct Grouping {
    var features: [[Int32]]
    var classes: [[UInt8]]

    init(recipe: Recipe, lattice: Lattice, noise: Noise, cells: [Int], isInside: [Bool]) {
        let count = lattice.cellCount
        let unit = lattice.side
        var first = [Int32](repeating: -1, count: count)
        var isGap = [Bool](repeating: false, count: count)
        for cell in cells {
            let hollow = noise.field(Topic.gapField, lattice.centre(cell) / (9 * unit)) > 0.72
            isGap[cell] = recipe.isMixed && (hollow || noise.share(Topic.gap, cell) < 0.04)
            if !isGap[cell] { first[cell] = Int32(cell) }
        }
        // Networks take the cells where their field is highest: a fifth of the map between them.
        let perNetwork = recipe.networks > 0 ? max(300, Int(Double(cells.count) * 0.2) / recipe.networks) : 0
        for network in 0..<recipe.networks {
            let scored = cells.filter { first[$0] == Int32($0) }.map { cell -> (score: Double, cell: Int) in
                let place = lattice.centre(cell) / (11 * unit * (1 + 0.2 * Double(network)))
                return (noise.field(Topic.network + UInt64(network) * 1000, place) + 0.25 * noise.sway(Topic.network, cell, network), cell)
            }
            let chosen = scored.sorted { ($0.score, $0.cell) > ($1.score, $1.cell) }.prefix(perNetwork)
            for (_, cell) in chosen { first[cell] = Int32(count + network) }
        }
        var kinds = [UInt8](repeating: 0, count: count)
        for cell in cells {
            let region = Int((noise.field(Topic.kindField, lattice.centre(cell) / (18 * unit)) + 1) * 24)
            kinds[cell] = UInt8((max(region, 0) + noise.pick(Topic.kind, 12, cell)) % MapPlan.classCount)
        }
        func merge(_ features: inout [Int32], topic: UInt64, share: Double) {
            guard recipe.isMixed else { return }
            for cell in cells where features[cell] >= 0 && features[cell] < count {
                for side in 3..<6 where noise.share(topic, cell, side) < share {
                    let other = lattice.neighbour(cell, side)
                    if isInside[other], features[other] >= 0, features[other] < count { features[other] = features[cell] }
                }
            }
        }
        merge(&first, topic: Topic.merge, share: 0.03)
        var second = first
        var newKinds = kinds
        for cell in cells {
            if recipe.isMixed {
                if isGap[cell], noise.share(Topic.added, cell) < 0.25 { second[cell] = Int32(cell) }
                if first[cell] >= 0, first[cell] < count, noise.share(Topic.removed, cell) < 0.02 { second[cell] = -1 }
                if first[cell] >= count, noise.share(Topic.leaves, cell) < 0.02 { second[cell] = Int32(cell) }
            }
            if noise.share(Topic.kindChanged, cell) < 0.06 { newKinds[cell] = UInt8(noise.pick(Topic.kindNew, MapPlan.classCount, cell)) }
        }
        merge(&second, topic: Topic.mergeAgain, share: 0.01)
        features = [first, second]
        classes = [kinds, newKinds]
    }
}
