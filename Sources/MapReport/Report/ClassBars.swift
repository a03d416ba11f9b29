import GeoCore
import LayerDiff

/// Every class with a bar of its own scale, its hectares on both maps, and the range that the definition does not explain.
struct ClassBars {
    let context: ReportContext

    private static let limit = 80
    private var result: DiffResult { context.result }

    var html: HTML {
        let shown = Array(result.classes.enumerated().prefix(Self.limit))
        let rest = result.classes.count - shown.count
        return pieces {
            element("p", ["class": "note"]) { context.condition + " " + context.say(ReportWording.ownScale) }
            element("div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": context.say(ReportWording.perClass)]) {
                element("table", ["class": "bars"]) {
                    element("caption") {
                        context.say(
                            "Bar: left of the first line only on the old map, in the middle on both, right only on the new map; below it the range.",
                            "Staaf: links van de eerste streep alleen op de oude kaart, in het midden op beide, rechts alleen op de nieuwe; daaronder de marge.")
                    }
                    element("thead") { head }
                    element("tbody") { for (index, account) in shown { row(index, account) } }
                }
            }
            if rest > 0 {
                element("p") { context.say("\(rest) more classes are in the workbook and csv/accounts.csv.", "Nog \(rest) klassen staan in het werkboek en in csv/accounts.csv.") }
            }
            let remarks = result.classes.compactMap { Sentences.notToBeRead($0)?.text(context.language) }
            if !remarks.isEmpty { element("ul") { for remark in remarks { element("li") { remark } } } }
        }
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
