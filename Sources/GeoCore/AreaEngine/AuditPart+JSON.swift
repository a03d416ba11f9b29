/// Partial sums as a file: `kk-diff/partial@1`, described in docs/partial-sums.md.
extension AuditPart {
    static let schema = "kk-diff/partial@1"

    public var json: JSONValue {
        [
            "schema": .string(Self.schema),
            "fingerprint": .string(fingerprint),
            "rows": .string("\(share.number)/\(share.count)"),
            "bands": ["count": .integer(bandCount), "from": .integer(bands.lowerBound), "to": .integer(bands.upperBound)],
            "cells": Self.triples(totals.cells),
            "both": .string(String(totals.both)), "only_old": .string(String(totals.onlyOld)),
            "only_new": .string(String(totals.onlyNew)), "excess": .string(String(totals.excess)),
            "old": Self.side(totals.old), "new": Self.side(totals.new),
            "work": Self.work(totals.work),
        ]
    }

    private static func triples(_ sums: [PairSum]) -> JSONValue {
        .array(sums.map { [.integer(Int($0.old)), .integer(Int($0.new)), .string(String($0.quanta))] })
    }

    private static func side(_ sums: AuditConsumer.SideSums) -> JSONValue {
        [
            "excesses": triples(sums.excesses), "feature_pairs": triples(sums.featurePairs),
            "group_pairs": triples(sums.groupPairs), "overlap": .string(String(sums.overlap)),
        ]
    }

    private static func work(_ work: EngineWork) -> JSONValue {
        [
            "edge_pairs": .integer(work.edgePairs), "identical_tiles": .integer(work.identicalTiles),
            "kernel_calls": .integer(work.kernelCalls), "pieces": .integer(work.pieces),
            "slab_tiles": .integer(work.slabTiles), "tiles": .integer(work.tiles),
        ]
    }

    // MARK: reading

    /// Reads a file of partial sums.
    /// - Throws: `partial-damaged` when it is none, or not whole.
    public static func read(_ file: String) throws(InputError) -> AuditPart {
        let value = try JSONValue.read(file)
        guard let schema = value["schema"].stringValue, schema == Self.schema, let part = AuditPart(value) else {
            throw InputError(
                "partial-damaged", file: file,
                problem: Bilingual(
                    en: "these are no partial sums of kk-diff, or not all of them",
                    nl: "dit zijn geen deelsommen van kk-diff, of niet het hele bestand"),
                remedy: Bilingual(
                    en: "make the part again with kk-diff diff … --rows i/n --partial FILE",
                    nl: "maak het deel opnieuw met kk-diff diff … --rows i/n --partial BESTAND"))
        }
        return part
    }

    /// Nil when something is missing or of another kind.
    private init?(_ value: JSONValue) {
        guard let fingerprint = value["fingerprint"].stringValue, let rows = value["rows"].stringValue,
            let share = RowShare(rows), let count = Self.whole(value["bands"]["count"]),
            let from = Self.whole(value["bands"]["from"]), let to = Self.whole(value["bands"]["to"]),
            0 <= from, from <= to, to <= count, share.bands(of: count) == from..<to,
            let cells = Self.triples(value["cells"]), let both = Self.quanta(value["both"]),
            let onlyOld = Self.quanta(value["only_old"]), let onlyNew = Self.quanta(value["only_new"]),
            let excess = Self.quanta(value["excess"]), let old = Self.side(value["old"]), let new = Self.side(value["new"]),
            let work = Self.work(value["work"])
        else { return nil }
        self.init(
            fingerprint: fingerprint, share: share, bandCount: count, bands: from..<to,
            totals: AuditTotals(
                cells: cells, both: both, onlyOld: onlyOld, onlyNew: onlyNew, excess: excess, old: old, new: new,
                work: work),
            oldBad: [], newBad: [])
    }

    private static func whole(_ value: JSONValue) -> Int? {
        if case .integer(let number) = value { return number }
        return nil
    }

    /// 2⁷² is a tile; more than 2¹²⁰ no map has, and sums of parts stay clear of overflow.
    private static func quanta(_ value: JSONValue) -> Int128? {
        guard let text = value.stringValue, let number = Int128(text), number.magnitude < 1 << 110 else { return nil }
        return number
    }

    private static func triples(_ value: JSONValue) -> [PairSum]? {
        guard case .array(let rows) = value else { return nil }
        var sums: [PairSum] = []
        sums.reserveCapacity(rows.count)
        for row in rows {
            guard case .array(let items) = row, items.count == 3, let one = whole(items[0]), let other = whole(items[1]),
                let old = Int32(exactly: one), let new = Int32(exactly: other), let quanta = quanta(items[2])
            else { return nil }
            sums.append(PairSum(old: old, new: new, mask: 0, quanta: quanta))
        }
        return sums
    }

    private static func side(_ value: JSONValue) -> AuditConsumer.SideSums? {
        guard let excesses = triples(value["excesses"]), let featurePairs = triples(value["feature_pairs"]),
            let groupPairs = triples(value["group_pairs"]), let overlap = quanta(value["overlap"])
        else { return nil }
        return AuditConsumer.SideSums(
            excesses: excesses, featurePairs: featurePairs, groupPairs: groupPairs, overlap: overlap)
    }

    private static func work(_ value: JSONValue) -> EngineWork? {
        guard let edgePairs = whole(value["edge_pairs"]), let identical = whole(value["identical_tiles"]),
            let calls = whole(value["kernel_calls"]), let pieces = whole(value["pieces"]),
            let slabs = whole(value["slab_tiles"]), let tiles = whole(value["tiles"])
        else { return nil }
        let limit = 1 << 52
        guard [edgePairs, identical, calls, pieces, slabs, tiles].allSatisfy({ (0...limit).contains($0) }) else { return nil }
        var work = EngineWork()
        work.edgePairs = edgePairs
        work.identicalTiles = identical
        work.kernelCalls = calls
        work.pieces = pieces
        work.slabTiles = slabs
        work.tiles = tiles
        return work
    }
}

extension RowShare {
    /// Reads `i/n`.
    public init?(_ text: String) {
        let pieces = text.split(separator: "/", omittingEmptySubsequences: false)
        guard pieces.count == 2, pieces.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let number = Int(pieces[0]), let count = Int(pieces[1])
        else { return nil }
        self.init(number: number, of: count)
    }
}
