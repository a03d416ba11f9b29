import Foundation
import TestSupport
import Testing

@testable import GeoCore

@Suite struct StoredZipTests {
    /// The check value of the CRC catalogue, and two by hand.
    @Test func checksums() {
        #expect((Array("123456789".utf8) as [UInt8]).withUnsafeBytes { Checksum.of($0) } == 0xCBF4_3926)
        #expect(([] as [UInt8]).withUnsafeBytes { Checksum.of($0) } == 0)
        #expect(([0] as [UInt8]).withUnsafeBytes { Checksum.of($0) } == 0xD202_EF8D)
    }

    /// Another program unpacks it and finds the same.
    @Test func anotherProgramReadsIt() throws {
        let folder = try TemporaryFolder()
        var archive = StoredZip()
        let texts = ["a.txt": "één", "map/b.xml": String(repeating: "<a/>", count: 5000), "leeg": ""]
        for name in texts.keys.sorted() { archive.add(name, Array((texts[name] ?? "").utf8)) }
        let path = folder.file("x.zip")
        try OutputFile.write(archive.bytes, to: path)
        let script = """
            import sys, zipfile
            z = zipfile.ZipFile(sys.argv[1])
            assert z.testzip() is None
            for i in z.infolist(): print(i.filename, i.file_size, i.compress_type, i.date_time[:3])
            sys.stdout.write(z.read('a.txt').decode())
            """
        let outcome = try Tool.run("python3", ["-c", script, path])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output == "a.txt 5 0 (2000, 1, 1)\nleeg 0 0 (2000, 1, 1)\nmap/b.xml 20000 0 (2000, 1, 1)\néén")
        #expect(ZipDirectory.memberNames(archive.bytes) == ["a.txt", "leeg", "map/b.xml"])
    }
}
