import CNettle
import Foundation

/// SHA-256 (FIPS 180-4), so that results can say which bytes they came from. By Nettle, which uses the processor's own
/// instructions for it where there are some.
package enum SHA256 {
    /// The digest of a file as lower-case hexadecimal digits.
    package static func hex(ofFile path: String, name: String) throws(InputError) -> String {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw InputError(
                "file-unreadable", file: name,
                problem: Bilingual(en: "the file cannot be read", nl: "het bestand is niet te lezen"),
                remedy: Bilingual(en: "check the permissions", nl: "controleer de rechten"))
        }
        defer { try? file.close() }
        var digest = Digest()
        while let chunk = try? file.read(upToCount: 1 << 18), !chunk.isEmpty { chunk.withUnsafeBytes { digest.add($0) } }
        return digest.finished()
    }

    /// The digest of bytes.
    package static func hex(of bytes: [UInt8]) -> String {
        var digest = Digest()
        bytes.withUnsafeBytes { digest.add($0) }
        return digest.finished()
    }

    private struct Digest: ~Copyable {
        private var context = sha256_ctx()

        init() { kk_sha256_init(&context) }

        mutating func add(_ bytes: UnsafeRawBufferPointer) {
            kk_sha256_update(&context, bytes.count, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
        }

        consuming func finished() -> String {
            var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
            kk_sha256_digest(&context, &digest)
            return digest.map { byte in
                let digits = String(byte, radix: 16)
                return byte < 16 ? "0" + digits : digits
            }.joined()
        }
    }
}
