import GeoCore
import LayerDiff

/// Every class with a bar of its own scale, its hectares on both maps, and the range that the definition does not explain.
struct ClassBars {
    let context: ReportContext

    /// Classes that are still read; of more, those of which most changed or is open.
    private static let limit = 40
    private var result: DiffResult { context.result }

    var html: HTML {
        let shown = shown
        let rest = result.classes.count - shown.count
        return pieces {
            element("p", ["class": "note"]) { context.condition + " " + context.say(ReportWording.ownScale) + context.overlapInSums }
            element("p", ["class": "soft small"]) {
                context.say(
                    "Bar: left of the first line only on the old map, in the middle on both, right only on the new map; below it the range.",
                    "Staaf: links van de eerste streep alleen op de oude kaart, in het midden op beide, rechts alleen op de nieuwe; daaronder de marge.")
            }
            element("div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": context.say(ReportWording.perClass)]) {
                element("table", ["class": "bars"]) {
                    element("caption", ["class": "hidden"]) { context.say(ReportWording.perClass) }
                    element("thead") { head }
                    element("tbody") { for (index, account) in shown { row(index, account) } }
                }
            }
            if rest > 0 {
                element("p") {
                    context.say(
                        "These are the \(shown.count) classes of which most changed or is open; the other \(rest) are in the workbook and csv/accounts.csv.",
                        "Dit zijn de \(shown.count) klassen waarvan het meest veranderde of open is; de andere \(rest) staan in het werkboek en in csv/accounts.csv.")
                }
            }
            let remarks = result.classes.compactMap { Sentences.notToBeRead($0)?.text(context.language) }
            if !remarks.isEmpty { element("ul") { for remark in remarks { element("li") { remark } } } }
        }
    }

    /// In the order of their names, with their place in the result.
    private var shown: [(Int, ClassAccount)] {
        let all = result.classes
        func changed(_ account: ClassAccount) -> Double {
            account.loss + account.gain + account.sameCauses.total - account.sameCauses[.same]
        }
        guard all.count > Self.limit else { return Array(all.enumerated()) }
        let order = all.indices.filter { changed(all[$0]) >= NumberStyle.noiseHectares }.sorted { (changed(all[$1]), $0) < (changed(all[$0]), $1) }
        return order.prefix(Self.limit).sorted().map { ($0, all[$0]) }
    }

    private var head: HTML {
        let columns = [
            (context.say("class", "klasse"), false), (context.say("off · same · on", "eraf · zelfde · erbij"), false), (context.names.old, true),
            (context.names.new, true), (context.say("same class", "zelfde klasse"), true), (context.say("off", "eraf"), true),
            (context.say("on", "erbij"), true), (context.say("net", "saldo"), true), (context.say("unexplained", "niet verklaard"), true),
        ]
        return element("tr") {
            for (title, isNumber) in columns {
                element("th", ["scope": "col", "class": isNumber ? "n" : nil]) { isNumber ? title + " (ha)" : title }
            }
        }
    }

    private func row(_ index: Int, _ account: ClassAccount) -> HTML {
        let name = Display.clean(account.displayName ?? account.name)
        let path = { (field: String) in context.place + "classes.\(index).\(field)" }
        let label = context.say(
            "\(name): \(context.ha(account.loss)) ha off, \(context.ha(account.unchanged)) ha the same, \(context.ha(account.gain)) ha on",
            "\(name): \(context.ha(account.loss)) ha eraf, \(context.ha(account.unchanged)) ha zelfde, \(context.ha(account.gain)) ha erbij")
        let figures: [(Double, String)] = [
            (account.old, "old_ha"), (account.new, "new_ha"), (account.unchanged, "unchanged_ha"), (account.loss, "loss_ha"),
            (account.gain, "gain_ha"),
        ]
        return element("tr") {
            element("th", ["scope": "row"]) { name }
            element("td") {
                Bars(context.language).stack(
                    off: account.lossCauses, same: account.sameCauses, on: account.gainCauses, bounds: account.bounds, label: label,
                    words: (context.say("off", "eraf"), context.say("same class", "zelfde klasse"), context.say("on", "erbij")))
            }
            for (value, field) in figures { element("td", ["class": "n", "data-json": path(field)]) { context.ha(value) } }
            element("td", ["class": "n", "data-json": path("net_ha"), "data-signed": ""]) { context.style.signedHectares(account.net) }
            element("td", ["class": "n strong", "data-json": path("real_lower_ha") + " " + path("real_upper_ha")]) { context.range(account.bounds) }
        }
    }
}
