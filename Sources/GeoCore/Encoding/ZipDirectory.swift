/// The list of contents at the end of a zip file (APPNOTE 6.3.10 §4.3.12, §4.3.16). Nothing is unpacked here.
enum ZipDirectory {
    /// Paths of the members, folders left out.
    /// - Throws: `zip-damaged` when there is no directory, or it does not lie in the file.
    static func memberNames(_ path: String, name: String) throws(InputError) -> [String] {
        let bytes = try FileBytes.read(path, name: name)
        guard let names = memberNames(bytes) else {
            throw InputError(
                "zip-damaged", file: name,
                problem: Bilingual(en: "not a zip file, or cut off", nl: "geen zipbestand, of afgekapt"),
                remedy: Bilingual(en: "ask for the file again", nl: "vraag het bestand opnieuw"))
        }
        return names
    }

    static func memberNames(_ bytes: [UInt8]) -> [String]? {
        func number(_ offset: Int, _ size: Int) -> Int {
            (0..<size).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
        }
        // The end record: 22 bytes, then a comment of at most 65 535.
        guard bytes.count >= 22 else { return nil }
        let first = max(0, bytes.count - 22 - 65_535)
        guard
            let end = stride(from: bytes.count - 22, through: first, by: -1).first(where: {
                number($0, 4) == 0x0605_4B50
            })
        else { return nil }
        let count = number(end + 10, 2)
        var offset = number(end + 16, 4)
        var names: [String] = []
        for _ in 0..<count {
            guard offset + 46 <= bytes.count, number(offset, 4) == 0x0201_4B50 else { return nil }
            let nameLength = number(offset + 28, 2)
            let next = offset + 46 + nameLength + number(offset + 30, 2) + number(offset + 32, 2)
            guard next <= bytes.count else { return nil }
            let raw = bytes[(offset + 46)..<(offset + 46 + nameLength)]
            let name = String(validating: raw, as: UTF8.self) ?? TextEncoding.cp850.decode(raw)
            if !name.hasSuffix("/") { names.append(name) }
            offset = next
        }
        return names
    }
}
