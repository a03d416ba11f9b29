/// What is said of a zip that cannot be read.
enum ZipError {
    static func of(_ fault: ZipDirectory.Fault, _ file: String) -> InputError {
        switch fault {
        case .damaged: damaged(file)
        case .zip64:
            InputError(
                "zip-64", file: file,
                problem: Bilingual(
                    en: "a zip of the kind for more than 4 GB (zip64), which is not read",
                    nl: "een zip van de soort voor meer dan 4 GB (zip64); die wordt niet gelezen"),
                remedy: Bilingual(en: "unpack it and give the folder", nl: "pak hem uit en geef de map"))
        case .severalDisks:
            InputError(
                "zip-parts", file: file,
                problem: Bilingual(en: "one part of a zip in several parts", nl: "één deel van een zip in meer delen"),
                remedy: Bilingual(en: "unpack it and give the folder", nl: "pak hem uit en geef de map"))
        case .unsafePath(let path):
            InputError(
                "zip-path", file: file,
                problem: Bilingual(
                    en: "a member lies outside the zip's own folder ('\(path.prefix(80))')",
                    nl: "een bestand ligt buiten de map van de zip ('\(path.prefix(80))')"),
                remedy: Bilingual(en: "do not trust this file; ask for a new one", nl: "vertrouw dit bestand niet; vraag een nieuw"))
        case .tooManyMembers: bomb(file)
        }
    }

    static func damaged(_ file: String) -> InputError {
        InputError(
            "zip-damaged", file: file,
            problem: Bilingual(en: "not a zip file, or cut off or damaged", nl: "geen zipbestand, of afgekapt of beschadigd"),
            remedy: Bilingual(en: "ask for the file again", nl: "vraag het bestand opnieuw"))
    }

    static func bomb(_ file: String) -> InputError {
        InputError(
            "zip-bomb", file: file,
            problem: Bilingual(
                en: "it would unpack to far more than a map needs", nl: "het zou uitgepakt veel groter worden dan een kaart nodig heeft"),
            remedy: Bilingual(en: "do not trust this file; ask for a new one", nl: "vertrouw dit bestand niet; vraag een nieuw"))
    }

    static func encrypted(_ file: String) -> InputError {
        InputError(
            "zip-encrypted", file: file,
            problem: Bilingual(en: "it is locked with a password", nl: "het is met een wachtwoord vergrendeld"),
            remedy: Bilingual(en: "unpack it and give the folder", nl: "pak het uit en geef de map"))
    }

    static func method(_ file: String, _ method: Int) -> InputError {
        InputError(
            "zip-method", file: file,
            problem: Bilingual(
                en: "packed by a method that is not read (\(method))", nl: "ingepakt met een methode die niet wordt gelezen (\(method))"),
            remedy: Bilingual(en: "unpack it and give the folder", nl: "pak het uit en geef de map"))
    }

    static func noRoom(_ file: String) -> InputError {
        InputError(
            "temporary-copy", file: file,
            problem: Bilingual(
                en: "the file cannot be unpacked to a temporary folder",
                nl: "het bestand kan niet naar een tijdelijke map worden uitgepakt"),
            remedy: Bilingual(
                en: "check the permissions and the room on disk", nl: "controleer de rechten en de ruimte op de schijf"))
    }
}
