/// What a page may take: it is one file, to be sent by mail and opened on a phone.
enum PageBudget {
    /// In bytes.
    static let limit = 3_000_000

    /// The first page within the limit.
    /// - Parameter details: from the fullest page to the thinnest, which is taken when none fits; not empty.
    static func page<Detail>(_ details: [Detail], limit: Int = limit, _ page: (Detail) -> String) -> String {
        var text = ""
        for detail in details {
            text = page(detail)
            if text.utf8.count <= limit { break }
        }
        return text
    }
}
