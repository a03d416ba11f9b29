import Foundation

/// SHA-256 (FIPS 180-4), so that results can say which bytes they came from.
package enum SHA256 {
    /// The digest of a file as lower-case hexadecimal digits.
    /// - Complexity: about 0.2 s per 46 MB.
    package static func hex(ofFile path: String, name: String) throws(InputError) -> String {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw InputError(
                "file-unreadable", file: name,
                problem: Bilingual(en: "the file cannot be read", nl: "het bestand is niet te lezen"),
                remedy: Bilingual(en: "check the permissions", nl: "controleer de rechten"))
        }
        defer { try? file.close() }
        var digest = Digest()
        while let chunk = try? file.read(upToCount: 1 << 20), !chunk.isEmpty { digest.add([UInt8](chunk)) }
        return digest.finished()
    }

    /// The digest of bytes.
    package static func hex(of bytes: [UInt8]) -> String {
        var digest = Digest()
        digest.add(bytes)
        return digest.finished()
    }

    private struct Digest {
        private var state: [UInt32] = [
            0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
        ]
        /// Bytes that do not fill a block yet.
        private var pending: [UInt8] = []
        private var length: UInt64 = 0

        mutating func add(_ bytes: [UInt8]) {
            length &+= UInt64(bytes.count)
            let all = pending.isEmpty ? bytes : pending + bytes
            var start = 0
            all.withUnsafeBytes { raw in
                while start + 64 <= raw.count {
                    block(UnsafeRawBufferPointer(rebasing: raw[start..<(start + 64)]))
                    start += 64
                }
            }
            pending = Array(all[start...])
        }

        mutating func finished() -> String {
            let bits = length &* 8
            let zeros = (119 - Int(length % 64)) % 64
            let tail = [0x80] + [UInt8](repeating: 0, count: zeros)
            add(tail + stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: bits >> UInt64($0)) })
            return state.map { word in
                let digits = String(word, radix: 16)
                return String(repeating: "0", count: 8 - digits.count) + digits
            }.joined()
        }

        /// `bytes` holds exactly 64.
        private mutating func block(_ bytes: UnsafeRawBufferPointer) {
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { w in
                for index in 0..<16 {
                    w.initializeElement(
                        at: index, to: UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)))
                }
                for index in 16..<64 {
                    let a = w[index - 15]
                    let b = w[index - 2]
                    let s0 = Self.rotate(a, 7) ^ Self.rotate(a, 18) ^ (a >> 3)
                    let s1 = Self.rotate(b, 17) ^ Self.rotate(b, 19) ^ (b >> 10)
                    w.initializeElement(at: index, to: w[index - 16] &+ s0 &+ w[index - 7] &+ s1)
                }
                rounds(UnsafeBufferPointer(w))
            }
        }

        private mutating func rounds(_ w: UnsafeBufferPointer<UInt32>) {
            var (a, b, c, d) = (state[0], state[1], state[2], state[3])
            var (e, f, g, h) = (state[4], state[5], state[6], state[7])
            SHA256.roundConstants.withUnsafeBufferPointer { k in
                for index in 0..<64 {
                    let s1 = Self.rotate(e, 6) ^ Self.rotate(e, 11) ^ Self.rotate(e, 25)
                    let t1 = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ k[index] &+ w[index]
                    let s0 = Self.rotate(a, 2) ^ Self.rotate(a, 13) ^ Self.rotate(a, 22)
                    let t2 = s0 &+ ((a & b) ^ (a & c) ^ (b & c))
                    (h, g, f, e, d, c, b, a) = (g, f, e, d &+ t1, c, b, a, t1 &+ t2)
                }
            }
            for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
        }

        @inline(__always) private static func rotate(_ value: UInt32, _ count: UInt32) -> UInt32 {
            value >> count | value << (32 - count)
        }
    }

    /// First 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static let roundConstants: [UInt32] = firstPrimes(64).map { prime in
        // The 32 bits after the point of ∛p: the integer cube root of p·2⁹⁶, modulo 2³².
        UInt32(truncatingIfNeeded: cubeRoot(shifted: prime))
    }

    private static func firstPrimes(_ count: Int) -> [UInt64] {
        var primes: [UInt64] = []
        var candidate: UInt64 = 2
        while primes.count < count {
            if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
            candidate += 1
        }
        return primes
    }

    /// ⌊∛(p·2⁹⁶)⌋, bit by bit in 128-bit arithmetic.
    private static func cubeRoot(shifted prime: UInt64) -> UInt64 {
        let target = UInt128(prime) << 96
        var root: UInt128 = 0
        // ∛(311·2⁹⁶) < 2³⁵.
        for bit in stride(from: 35, through: 0, by: -1) {
            let next = root | 1 << UInt128(bit)
            if next * next * next <= target { root = next }
        }
        return UInt64(truncatingIfNeeded: root)
    }
}
