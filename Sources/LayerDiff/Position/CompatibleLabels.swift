/// The labels that could explain a place with one old and one new label as drawing noise: what the old map should
/// have nearby for the place to be a border that moved, and what the new map should have.
///
/// Classes are numbered as in `MeasuredPair`; −1 is ∅. *Source*: METHOD §5.
package struct CompatibleLabels: Sendable, Hashable {
    /// Labels of the old map other than the place's own that can stand where the new map says `new`. Ascending.
    package var old: [Int]
    /// Labels of the new map other than the place's own that can stand where the old map says `old`. Ascending.
    package var new: [Int]

    /// - Parameters:
    ///   - place: the labels of the place.
    ///   - oldClasses, newClasses: the classes that are compared with each other (`MeasuredPair.Part`), ∅ not
    ///     among them. With any-of that is one class or crosswalk group.
    ///   - allowsBoth: whether an unchanged place can carry both labels: every relation but disjoint.
    package init(
        of place: (old: Int, new: Int), oldClasses: [Int], newClasses: [Int], allowsBoth: (Int, Int) -> Bool
    ) {
        // "Not its own": without it an unknown pair would explain itself, and the test would be a mere width rule.
        old = ([-1] + oldClasses).filter { $0 != place.old && allowsBoth($0, place.new) }.sorted()
        new = ([-1] + newClasses).filter { $0 != place.new && allowsBoth(place.old, $0) }.sorted()
    }
}
