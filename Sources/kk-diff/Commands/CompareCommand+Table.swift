import GeoCore
import MapReport

extension CommandTable {
    static let compare = Command(
        name: "compare", operands: "RUN.json", operandCount: 1...1,
        summary: Bilingual(
            en: "Run all comparisons of a run file: several themes, two dates or more each; pairs that cannot be compared are refused.",
            nl: "Doe alle vergelijkingen uit een bestand: meer thema's, elk met twee of meer data; wat niet te vergelijken is wordt geweigerd."),
        notes: [
            Bilingual(
                en: "RUN.json (kk-diff/run@1) names the maps of every theme with date, instrument and what they show, and what the comparisons share: frame, accuracy, crosswalk, legend file. 'kk-diff init' drafts one. Paths in it are relative to the file. A map of content against one of steering levels is refused; what is on each stays in the output.",
                nl: "RUN.json (kk-diff/run@1) noemt van elk thema de kaarten met datum, instrument en wat ze tonen, en wat de vergelijkingen delen: studiegebied, tekennauwkeurigheid, vertaaltabel, legendabestand. 'kk-diff init' maakt een eerste versie. Paden erin zijn ten opzichte van het bestand. Een kaart van de inhoud tegen een van sturingsniveaus wordt geweigerd; wat op elke kaart staat blijft in de uitvoer.")
        ],
        options: [
            OptionSpec(
                name: "only", kind: .value("ID,…"),
                summary: Bilingual(en: "only these comparisons", nl: "alleen deze vergelijkingen"), isCommon: true),
            format, out,
            OptionSpec(
                name: "table", kind: .value("TABLE"),
                summary: Bilingual(
                    en: "which table --format csv writes (default summary)", nl: "welke tabel --format csv schrijft (standaard summary)"),
                isCommon: true, choices: CompareTable.allCases.map(\.rawValue)),
            OptionSpec(
                name: "sweep", kind: .off,
                summary: Bilingual(
                    en: "compare again with half and twice the accuracy and with no and twice the minimum area, and list the conclusions that change",
                    nl: "vergelijk opnieuw met de halve en dubbele tekennauwkeurigheid en zonder en met de dubbele minimummaat, en noem de conclusies die omslaan"),
                isCommon: true),
            OptionSpec(
                name: "lang", kind: .value("LANG"),
                summary: Bilingual(
                    en: "language; default: that of the run file, else as everywhere", nl: "taal; standaard: die van het bestand, anders als overal"),
                isCommon: true, choices: ["nl", "en"]),
            csv, hash, threads, quiet,
        ],
        examples: [
            .init(
                line: "kk-diff compare run.json",
                purpose: Bilingual(en: "every comparison, as text", nl: "elke vergelijking, als tekst")),
            .init(
                line: "kk-diff compare run.json --only land-use --format md --lang nl",
                purpose: Bilingual(
                    en: "a paragraph to copy and the tables of one theme", nl: "een alinea om over te nemen en de tabellen van één thema")),
        ],
        run: CompareCommand.run,
        remake: { try CompareCommand.writeFolder($0, $1, $2) })
}
