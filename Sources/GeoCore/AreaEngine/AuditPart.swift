/// A share of a run: bands of rows that one of several processes sweeps.
public struct RowShare: Sendable, Hashable {
    /// 1 … count.
    public let number: Int
    public let count: Int

    /// Nil unless 1 ≤ number ≤ count ≤ 1,000,000.
    public init?(number: Int, of count: Int) {
        guard (1...1_000_000).contains(count), (1...count).contains(number) else { return nil }
        self.number = number
        self.count = count
    }

    /// The share of `bands` bands; empty when there are fewer bands than shares.
    func bands(of bands: Int) -> Range<Int> { bands * (number - 1) / count..<bands * number / count }
}

/// The sums of one share of `AreaEngine.audit`: integers, so that the shares of a run add up to the very bits of the whole,
/// in whatever way it was cut up.
public struct AuditPart: Sendable {
    /// Of both layers and the grid: parts of different maps, or of other choices, do not add up.
    public let fingerprint: String
    public let share: RowShare
    /// Bands of the whole, and those that this part swept.
    let bandCount: Int
    let bands: Range<Int>
    let totals: AuditTotals
    /// Features that this part alone shows to be bad, in feature order; none when it was read from a file.
    let oldBad: [Int]
    let newBad: [Int]
}

extension AuditTotals {
    /// Whether every group and feature named is one of the job's: a part that was read from a file may say anything.
    fileprivate func isPossible(for job: EngineJob) -> Bool {
        let (new, old) = (job.layers[0], job.layers[1])
        func fits(_ sums: [PairSum], _ one: Range<Int>, _ other: Range<Int>) -> Bool {
            sums.allSatisfy { one.contains(Int($0.old)) && other.contains(Int($0.new)) }
        }
        func fits(_ sums: AuditConsumer.SideSums, _ layer: PreparedLayer) -> Bool {
            let (features, groups) = (0..<layer.polygons.featureCount, 0..<layer.groupCount)
            return fits(sums.excesses, features, features) && fits(sums.featurePairs, features, features)
                && fits(sums.groupPairs, groups, groups)
        }
        return fits(cells, -1..<old.groupCount, -1..<new.groupCount) && fits(self.old, old) && fits(self.new, new)
    }
}

/// Why parts do not make a whole.
public enum PartProblem: Error, Sendable, Hashable {
    /// Made from other maps, or read with other choices. Index of the part.
    case foreign(Int)
    /// Numbers that no such part can have. Index of the part.
    case damaged(Int)
    /// Two parts with the same rows.
    case doubled(Int, Int)
    /// No part has these rows: a share of so many, when the parts that are there say so.
    case missing(RowShare?)
}

extension AreaEngine {
    /// One share of `audit`.
    public static func auditPart(
        old: EngineLayer, new: EngineLayer, share: RowShare, threads: Int
    ) -> AuditPart {
        guard let job = EngineJob(auditing: old, new, threads: threads) else {
            let nothing = AuditTotals(merging: [], threads: threads)
            return AuditPart(
                fingerprint: EngineJob.fingerprint(ofEmpty: old, new), share: share, bandCount: 0, bands: 0..<0,
                totals: nothing, oldBad: [], newBad: [])
        }
        let bands = share.bands(of: job.grid.bands)
        let totals = AuditTotals(merging: job.sweep(AuditConsumer.self, bands: bands), threads: threads)
        let seen = PairAudit(totals, job)
        return AuditPart(
            fingerprint: job.fingerprint, share: share, bandCount: job.grid.bands, bands: bands, totals: totals,
            oldBad: seen.oldCheck.badFeatures.map { Int($0.feature) },
            newBad: seen.newCheck.badFeatures.map { Int($0.feature) })
    }

    /// What `audit` gives, from parts that together have every row once: bit for bit the same for any split.
    /// - Throws: `PartProblem`.
    public static func audit(
        old: EngineLayer, new: EngineLayer, parts: [AuditPart], threads: Int
    ) throws(PartProblem) -> PairAudit {
        let job = EngineJob(auditing: old, new, threads: threads)
        let fingerprint = job?.fingerprint ?? EngineJob.fingerprint(ofEmpty: old, new)
        if let index = parts.firstIndex(where: { $0.fingerprint != fingerprint }) { throw .foreign(index) }
        try requireWhole(parts, bands: job?.grid.bands ?? 0)
        guard let job else { return .nothing(oldGroups: old.groupCount, newGroups: new.groupCount) }
        if let index = parts.firstIndex(where: { !$0.totals.isPossible(for: job) }) { throw .damaged(index) }
        return PairAudit(AuditTotals(merging: parts.map(\.totals), threads: threads), job)
    }

    /// Every band once.
    private static func requireWhole(_ parts: [AuditPart], bands: Int) throws(PartProblem) {
        guard let first = parts.first else { throw .missing(nil) }
        for (index, part) in parts.enumerated() {
            // Shares without rows are told apart by their number.
            if let same = parts[..<index].firstIndex(where: { $0.share == part.share || $0.bands.overlaps(part.bands) }) {
                throw .doubled(same, index)
            }
        }
        let isOneSplit = parts.allSatisfy { $0.share.count == first.share.count }
        if isOneSplit, first.share.count <= 100_000 {
            let found = Set(parts.map(\.share.number))
            for number in 1...first.share.count where !found.contains(number) {
                throw .missing(RowShare(number: number, of: first.share.count))
            }
        }
        guard parts.reduce(0, { $0 + $1.bands.count }) == bands else { throw .missing(nil) }
    }
}

extension EngineJob {
    /// The job of `AreaEngine.audit`; nil when there is nothing to sweep.
    init?(auditing old: EngineLayer, _ new: EngineLayer, threads: Int) {
        self.init(old: old, new: new, masks: [], commonOnly: false, tellsFeaturesApart: true, threads: threads)
    }

    /// 128 bits over everything that the sums depend on: the positions, rings, groups and numbers of all features, and the
    /// grid. It tells maps apart that are not the same; it is no signature.
    var fingerprint: String {
        var hash = Fingerprint()
        for value in [grid.originX, grid.originY, grid.side] { hash.add(value.bitPattern) }
        for value in [grid.rows, grid.columns, grid.bandRows] { hash.add(UInt64(value)) }
        for layer in layers { layer.add(to: &hash) }
        return hash.text
    }

    /// Of layers without a position.
    static func fingerprint(ofEmpty old: EngineLayer, _ new: EngineLayer) -> String {
        var hash = Fingerprint()
        for layer in [old, new] {
            hash.add(UInt64(layer.polygons.featureCount))
            hash.add(UInt64(layer.groupCount))
        }
        return hash.text
    }
}

extension PreparedLayer {
    /// In reading order: features go by their numbers in the parts.
    fileprivate func add(to hash: inout Fingerprint) {
        hash.add(UInt64(groupCount))
        for group in groups { hash.add(UInt64(UInt32(bitPattern: group))) }
        for ends in [polygons.ringEnds, polygons.partEnds, polygons.featureEnds] {
            hash.add(UInt64(ends.count))
            for end in ends { hash.add(UInt64(UInt32(bitPattern: end))) }
        }
        for position in polygons.coordinates {
            hash.add(position.x.bitPattern)
            hash.add(position.y.bitPattern)
        }
    }
}

/// Two multiply-and-fold hashes side by side.
private struct Fingerprint {
    private var a: UInt64 = 0x243F_6A88_85A3_08D3
    private var b: UInt64 = 0x1319_8A2E_0370_7344

    mutating func add(_ value: UInt64) {
        let x = (a ^ value).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        a = x.high ^ x.low
        let y = (b &+ value).multipliedFullWidth(by: 0xC2B2_AE3D_27D4_EB4F)
        b = (y.high &+ y.low) ^ (b << 1 | b >> 63)
    }

    var text: String {
        [a, b].map { value in
            let hex = String(value, radix: 16)
            return String(repeating: "0", count: 16 - hex.count) + hex
        }.joined()
    }
}
