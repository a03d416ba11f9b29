import Foundation

extension PolygonBuffer {
    /// Bytes asked for at a time: an eighth of a megabyte, which a core's cache holds until they are written.
    private static let fetchBytes = 1 << 17

    /// Asks the system for the memory that the next positions will need, many pages at once: where each comes as it is first
    /// written, a sixth of the processor time of reading a large map goes into interrupting it. Only what was reserved and is
    /// about to be written. Advice: nothing depends on it.
    @inline(never)
    mutating func fetchMemory(for more: Int) {
        let stride = coordinates.stride
        let step = Self.fetchBytes / stride
        let wanted = min(max(coordinates.count + more, coordinates.count + step), coordinates.capacity)
        fetchedCount = max(wanted, coordinates.count + more)
        #if os(Linux)
            // Small buffers come from memory that the process has already.
            guard coordinates.capacity >= 2 * step, let base = coordinates.base else { return }
            let page = Int(getpagesize())
            // Whole pages of the list's own memory, from the first that has no position yet.
            let start = (base + coordinates.count * stride + page - 1) / page * page
            let end = (base + wanted * stride) / page * page
            if start < end { madvise(UnsafeMutableRawPointer(bitPattern: start), end - start, MADV_POPULATE_WRITE) }
        #endif
    }
}
