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
        private var state = SIMD8<UInt32>(
            0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)
        /// Bytes that do not fill a block yet.
        private var pending: [UInt8] = []
        private var length: UInt64 = 0

        mutating func add(_ bytes: [UInt8]) {
            length &+= UInt64(bytes.count)
            let all = pending.isEmpty ? bytes : pending + bytes
            let whole = all.count / 64 * 64
            all.withUnsafeBytes { blocks(UnsafeRawBufferPointer(rebasing: $0[..<whole])) }
            pending = Array(all[whole...])
        }

        mutating func finished() -> String {
            let bits = length &* 8
            let zeros = (119 - Int(length % 64)) % 64
            let tail = [0x80] + [UInt8](repeating: 0, count: zeros)
            add(tail + stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: bits >> UInt64($0)) })
            return (0..<8).map { place in
                let digits = String(state[place], radix: 16)
                return String(repeating: "0", count: 8 - digits.count) + digits
            }.joined()
        }

        /// - Parameter bytes: blocks of 64.
        private mutating func blocks(_ bytes: UnsafeRawBufferPointer) {
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { w in
                w.initialize(repeating: 0)
                SHA256.roundConstants.withUnsafeBufferPointer { k in
                    for start in stride(from: 0, to: bytes.count, by: 64) {
                        for index in 0..<16 {
                            w[index] = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: start + 4 * index, as: UInt32.self))
                        }
                        for index in 16..<64 {
                            let a = w[index - 15]
                            let b = w[index - 2]
                            let s0 = Self.rotate(a, 7) ^ Self.rotate(a, 18) ^ (a >> 3)
                            let s1 = Self.rotate(b, 17) ^ Self.rotate(b, 19) ^ (b >> 10)
                            w[index] = w[index - 16] &+ s0 &+ w[index - 7] &+ s1
                        }
                        rounds(UnsafeBufferPointer(w), k)
                    }
                }
            }
        }

        /// Eight rounds at a time: after eight every letter is in its own place again, so none has to be moved.
        private mutating func rounds(_ w: UnsafeBufferPointer<UInt32>, _ k: UnsafeBufferPointer<UInt32>) {
            var (a, b, c, d) = (state[0], state[1], state[2], state[3])
            var (e, f, g, h) = (state[4], state[5], state[6], state[7])
            for i in stride(from: 0, to: 64, by: 8) {
                Self.round(a, b, c, &d, e, f, g, &h, k[i] &+ w[i])
                Self.round(h, a, b, &c, d, e, f, &g, k[i + 1] &+ w[i + 1])
                Self.round(g, h, a, &b, c, d, e, &f, k[i + 2] &+ w[i + 2])
                Self.round(f, g, h, &a, b, c, d, &e, k[i + 3] &+ w[i + 3])
                Self.round(e, f, g, &h, a, b, c, &d, k[i + 4] &+ w[i + 4])
                Self.round(d, e, f, &g, h, a, b, &c, k[i + 5] &+ w[i + 5])
                Self.round(c, d, e, &f, g, h, a, &b, k[i + 6] &+ w[i + 6])
                Self.round(b, c, d, &e, f, g, h, &a, k[i + 7] &+ w[i + 7])
            }
            state = state &+ SIMD8(a, b, c, d, e, f, g, h)
        }

        @inline(__always) private static func round(
            _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32,
            _ h: inout UInt32, _ word: UInt32
        ) {
            let s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
            let t1 = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ word
            let s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
            d = d &+ t1
            h = t1 &+ s0 &+ ((a & b) ^ (a & c) ^ (b & c))
        }

        /// - Parameter count: 1 … 31.
        @inline(__always) private static func rotate(_ value: UInt32, _ count: UInt32) -> UInt32 {
            value &>> count | value &<< (32 &- count)
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
