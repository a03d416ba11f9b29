/// Made-up practice data that say so themselves: everything made from them must say it too.
public enum SyntheticData {
    /// Code of the notice that a reader gives for them.
    public static let noticeCode = "synthetic-data"

    /// Whether a name or description holds SYNTHETI… (SYNTHETISCH, SYNTHETIC), in any case.
    public static func isMarked(_ text: String) -> Bool {
        text.lowercased().contains("syntheti")
    }

    public static func notice(file: String) -> Notice {
        Notice(
            noticeCode,
            message: Bilingual(
                en: "\(file): synthetic practice data, no real map", nl: "\(file): synthetische oefengegevens, geen echte kaart"))
    }
}
