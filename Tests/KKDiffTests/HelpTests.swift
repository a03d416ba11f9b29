import Foundation
import GeoCore
import TestSupport
import Testing

@testable import kk_diff

@Suite struct HelpTests {
    @Test func thePageIsPrintedFromTheTable() throws {
        Golden.expect(HelpMarkdown.page(.en), matches: Paths.root.appendingPathComponent("docs/command-line.md"))
    }

    @Test(arguments: CommandTable.commands.map(\.name)) func everyOptionIsDocumented(_ name: String) throws {
        let command = try #require(CommandTable.commands.first { $0.name == name })
        let page = try String(
            contentsOf: Paths.root.appendingPathComponent("docs/command-line.md"), encoding: .utf8)
        #expect(page.contains("## `kk-diff \(name) "))
        for language in Language.allCases {
            let all = Help.page(command, all: true, language)
            for option in command.options {
                #expect(page.contains("| `\(option.usage.replacing("|", with: "\\|"))` |"), "\(option.name)")
                #expect(all.contains("  " + option.usage), "\(option.name)")
                #expect(!option.summary.text(language).isEmpty)
            }
            #expect(Help.overview(language).contains("  \(name) \(command.operands)"))
        }
    }

    @Test(arguments: CommandTable.commands.map(\.name)) func plainHelpShowsAtMostNineOptions(_ name: String) throws {
        let command = try #require(CommandTable.commands.first { $0.name == name })
        #expect((1...9).contains(command.options.count { $0.isCommon }))
        #expect(!Help.page(command, all: false, .nl).contains("--threads"))
    }

    @Test(arguments: CommandTable.commands.map(\.name)) func optionNamesAreUnique(_ name: String) throws {
        let command = try #require(CommandTable.commands.first { $0.name == name })
        let names = command.options.flatMap(\.names)
        #expect(Set(names).count == names.count)
        // `--no-x` must not be taken for an option of its own.
        #expect(names.allSatisfy { !$0.hasPrefix("no-") })
        #expect(command.options.allSatisfy { $0.kind != .off || $0.choices.isEmpty })
    }

    @Test(arguments: CommandTable.commands.flatMap { command in command.examples.map(\.line) })
    func everyExampleRuns(_ line: String) throws {
        let (environment, arguments) = BuiltProgram.words(line)
        let outcome = try BuiltProgram.run(arguments, environment: environment)
        #expect(outcome.status == 0, "\(outcome.stderr)")
        #expect(!outcome.stdout.isEmpty)
    }

    @Test func helpFitsATerminal() {
        for language in Language.allCases {
            for command in CommandTable.commands {
                for line in Help.page(command, all: true, language).split(separator: "\n") where !line.contains("kk-diff ") {
                    #expect(line.count <= 110, "\(line)")
                }
            }
        }
    }

    @Test func everyStatusIsExplained() {
        let page = HelpMarkdown.page(.en)
        #expect(ExitStatus.allCases.map(\.rawValue) == [0, 1, 2, 3, 64, 130])
        for status in ExitStatus.allCases { #expect(page.contains("| \(status.rawValue) | ")) }
    }
}
