import GeoCore
import PlanCheck

/// What goes into a folder of results names no place on this machine: a file that was given by its whole path is its name alone
/// (CONTRACT: no absolute paths).
enum Placeless {
    static func name(_ file: String) -> String {
        guard file.hasPrefix("/"), let last = file.split(separator: "/").last else { return file }
        return String(last)
    }

    /// A message that begins with the file it is about.
    static func notice(_ notice: Notice) -> Notice {
        var notice = notice
        notice.message = Bilingual(en: text(notice.message.en), nl: text(notice.message.nl))
        return notice
    }

    private static func text(_ text: String) -> String {
        guard text.hasPrefix("/"), let end = text.firstRange(of: ": ") else { return text }
        return name(String(text[..<end.lowerBound])) + text[end.lowerBound...]
    }

    static func failed(_ plan: FailedPlan) -> FailedPlan {
        var plan = plan
        plan.file = name(plan.file)
        plan.error.file = plan.error.file.map(name)
        return plan
    }
}

extension CheckResult {
    var placeless: CheckResult {
        var result = self
        result.catalogue.file = Placeless.name(catalogue.file)
        for index in plans.indices { result.plans[index].file = plans[index].file.map(Placeless.name) }
        result.plansFailed = plansFailed.map(Placeless.failed)
        result.notices = notices.map(Placeless.notice)
        if let earlier { result.earlier?.file = Placeless.name(earlier.file) }
        if let otherMap { result.otherMap?.file = Placeless.name(otherMap.file) }
        return result
    }
}

extension StackResult {
    var placeless: StackResult {
        var result = self
        result.catalogue.file = Placeless.name(catalogue.file)
        result.plansFailed = plansFailed.map(Placeless.failed)
        result.notices = notices.map(Placeless.notice)
        result.parameters.zonesFile = parameters.zonesFile.map(Placeless.name)
        return result
    }
}
