public import Foundation
public import FoundationXML

/// Another program on the PATH, for a second opinion.
public enum Tool {
    public struct Outcome: Sendable {
        public var status: Int32
        public var output: String
        public var errors: String
    }

    public static func run(_ name: String, _ arguments: [String]) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [name] + arguments
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        let problems = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
            errors: String(decoding: problems, as: UTF8.self))
    }
}

/// An XML text read by Foundation: whether it is well-formed, and the attributes and texts of its elements.
public final class XMLReading: NSObject, XMLParserDelegate {
    public private(set) var isWellFormed = false
    /// Attributes of every element, by its name, in the order of the text.
    public private(set) var attributes: [String: [[String: String]]] = [:]
    /// Text directly inside every element, by its name.
    public private(set) var texts: [String: [String]] = [:]
    private var open: [(name: String, text: String)] = []

    public init(_ text: String) {
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        isWellFormed = parser.parse()
    }

    public func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes found: [String: String] = [:]
    ) {
        attributes[name, default: []].append(found)
        open.append((name, ""))
    }

    public func parser(_ parser: XMLParser, foundCharacters text: String) {
        if !open.isEmpty { open[open.count - 1].text += text }
    }

    public func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        guard let last = open.popLast() else { return }
        texts[last.name, default: []].append(last.text)
    }
}
