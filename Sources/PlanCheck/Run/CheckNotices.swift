import GeoCore

/// Notices of a whole run: each text once, with its count.
enum CheckNotices {
    /// Said because reading whole units is what makes a check of one small plan slow.
    static func unitsReadWhole(_ count: Int) -> Notice {
        Notice(
            "units-read-whole",
            message: Bilingual(
                en: "units were read whole to compute shares of units (once: kk-diff catalogue index CATALOGUE.json; --no-share leaves them out and, with --far, reads only what is near)",
                nl: "eenheden zijn geheel gelezen om aandelen van eenheden te berekenen (eenmalig: kk-diff catalogue index CATALOGUS.json; --no-share laat ze weg en leest, met --far, alleen wat dichtbij is)"),
            count: count)
    }

    /// Equal texts once, with the sum of their counts, in order of first appearance.
    static func merged(_ notices: [Notice]) -> [Notice] {
        var merged: [Notice] = []
        var places: [Notice: Int] = [:]
        for notice in notices {
            let key = Notice(notice.code, message: notice.message, count: 0)
            if let place = places[key] {
                merged[place].count += notice.count
            } else {
                places[key] = merged.count
                merged.append(notice)
            }
        }
        return merged
    }

    static func gathered(_ notices: [Notice], checks: CheckChecks) -> [Notice] {
        var merged = merged(notices)
        if checks.disagreements > 0 {
            merged.append(
                Notice(
                    "engines-disagree",
                    message: Bilingual(
                        en: "the two engines differ by more than 1e-6 on an overlap; the table keeps the area engine's hectares",
                        nl: "de twee rekenwijzen verschillen meer dan 1e-6 op een overlap; de tabel houdt die van de oppervlaktemotor"),
                    count: checks.disagreements))
        }
        return merged.sorted { a, b in
            a.code != b.code ? codePointOrder(a.code, b.code) : codePointOrder(a.message.en, b.message.en)
        }
    }
}
