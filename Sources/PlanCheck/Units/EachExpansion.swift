import Foundation
import GeoCore

/// One entry of the catalogue as several units, by the values of a field.
enum EachExpansion {
    /// A unit to be: the features of one value.
    struct Value: Sendable, Hashable {
        var id: String
        var name: String
        var level: String?
        var features: [Int]
    }

    /// The distinct values in natural order ("2" before "10"); features without a value come last, as a unit of
    /// their own: nothing disappears from a check.
    ///
    /// Of several names or levels in one value, the first in that order is taken.
    /// - Parameters: texts per feature; nil for NULL and blank.
    static func values(of entry: CatalogueUnit, ids: [String?], names: [String?]?, levels: [String?]?) -> [Value] {
        var groups: [String: [Int]] = [:]
        for (feature, id) in ids.enumerated() { groups[id ?? "", default: []].append(feature) }
        let order = naturallySorted(groups.keys.filter { !$0.isEmpty }) + groups.keys.filter(\.isEmpty)
        var taken: Set<String> = []
        return order.map { value in
            let features = groups[value] ?? []
            func first(_ texts: [String?]?) -> String? {
                guard let texts else { return nil }
                return features.compactMap { texts[$0] }.min(by: naturalOrder)
            }
            var id = entry.id + "-" + (value.isEmpty ? "blank" : slug(value))
            var number = 2
            while !taken.insert(id).inserted {
                id = entry.id + "-" + slug(value) + "-\(number)"
                number += 1
            }
            return Value(
                id: id, name: first(names) ?? (value.isEmpty ? entry.name : entry.each?.name == nil ? "\(entry.name) \(value)" : value),
                level: first(levels) ?? entry.level, features: features)
        }
    }

    /// Letters and digits of a value, without accents; everything else becomes one dash.
    static func slug(_ value: String) -> String {
        let plain = value.decomposedStringWithCanonicalMapping.unicodeScalars.filter {
            !$0.properties.isDiacritic && $0.properties.generalCategory != .nonspacingMark
        }
        var slug = ""
        for scalar in plain {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                slug.unicodeScalars.append(scalar)
            } else if !slug.hasSuffix("-"), !slug.isEmpty {
                slug += "-"
            }
        }
        while slug.hasSuffix("-") { slug.removeLast() }
        return slug.isEmpty ? "x" : slug
    }

    /// Runs of digits by their number, everything else by code points.
    static func naturalOrder(_ a: String, _ b: String) -> Bool { isBefore(runs(a), runs(b)) }

    /// Sorted in natural order, every text taken apart once.
    static func naturallySorted(_ texts: some Sequence<String>) -> [String] {
        texts.map { (text: $0, runs: runs($0)) }.sorted { isBefore($0.runs, $1.runs) }.map(\.text)
    }

    /// Digits, or what stands between them.
    private struct Run: Equatable {
        var text: Substring
        /// Of digits that fit.
        var number: UInt64?
    }

    private static func isBefore(_ x: [Run], _ y: [Run]) -> Bool {
        for (left, right) in zip(x, y) where left != right {
            if let m = left.number, let n = right.number, m != n { return m < n }
            return left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
        }
        return x.count < y.count
    }

    private static func runs(_ text: String) -> [Run] {
        func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
        var runs: [Run] = []
        let bytes = text.utf8
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let isNumber = isDigit(bytes[start])
            let end = bytes[start...].firstIndex { isDigit($0) != isNumber } ?? bytes.endIndex
            let run = text[start..<end]
            runs.append(Run(text: run, number: isNumber ? UInt64(run) : nil))
            start = end
        }
        return runs
    }
}
