public import Foundation
public import Testing

/// Texts kept in `testdata` that output is compared with, byte for byte.
///
/// With `KK_RECORD=1`, or when the file is missing, the text is written *and the test fails*: a new baseline is
/// read by a person and committed, never accepted silently.
public enum Golden {
    public static let isRecording = ProcessInfo.processInfo.environment["KK_RECORD"] == "1"

    public static func expect(
        _ text: String, matches file: URL, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        // By its bytes: reading it as a text file would drop a byte-order mark.
        let expected = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
        if let expected, !isRecording {
            #expect(text == expected, "differs from \(file.lastPathComponent)", sourceLocation: sourceLocation)
            return
        }
        if text == expected { return }
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            Issue.record("recorded new baseline \(file.lastPathComponent): read it", sourceLocation: sourceLocation)
        } catch {
            Issue.record("cannot record \(file.lastPathComponent): \(error)", sourceLocation: sourceLocation)
        }
    }
}
