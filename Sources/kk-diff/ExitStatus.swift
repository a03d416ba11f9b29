/// What the process tells the shell. 124–127 and 137 are left to `timeout`, the shell and the kernel.
enum ExitStatus: Int32, CaseIterable {
    /// Done. Also when differences were found, unless `--exit-code` was given.
    case done = 0
    /// Differences found, or a plan overlaps something: only with `--exit-code`. `verify`: an output differs.
    case differences = 1
    /// Bad input: a file, layer, feature or table is not as it should be. Also when some plans of a batch
    /// failed; the others are written.
    case badInput = 2
    /// An accounting identity or the cross-check between the two engines failed: do not use the figures.
    case accounting = 3
    /// The command line was not understood.
    case usage = 64
    /// Interrupted (Ctrl-C); nothing half-written is left.
    case interrupted = 130
}
