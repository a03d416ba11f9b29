import CGEOS

/// One GEOS context: the state that every call of the re-entrant C API takes, and the message of the last failure.
///
/// One per child task, created and destroyed inside it. Creating one is cheap (about 0.1 µs) but writes a
/// process-wide flag, so it is made once per worker and not once per call.
final class GEOSContext {
    let handle: GEOSContextHandle_t
    /// What GEOS said about the last failure; cleared before each call.
    private var lastMessage = ""

    /// Nil when GEOS cannot allocate a context.
    init?() {
        guard let handle = GEOS_init_r() else { return nil }
        self.handle = handle
        // The context outlives the registration: `deinit` finishes the handle, and no call runs after that.
        _ = GEOSContext_setErrorMessageHandler_r(
            handle,
            { text, data in
                guard let text, let data else { return }
                Unmanaged<GEOSContext>.fromOpaque(data).takeUnretainedValue().lastMessage = String(cString: text)
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        GEOS_finish_r(handle)
    }

    // MARK: checked calls, one per return convention of the C API

    /// A call that returns NULL when it fails.
    func pointer(
        _ function: StaticString, _ call: (GEOSContextHandle_t) -> OpaquePointer?
    ) throws(GEOSError) -> OpaquePointer {
        lastMessage = ""
        guard let result = call(handle) else { throw error(function) }
        return result
    }

    /// A call that returns `failure` (0 or −1) when it fails.
    @discardableResult
    func status(
        _ function: StaticString, failure: Int32 = 0, _ call: (GEOSContextHandle_t) -> Int32
    ) throws(GEOSError) -> Int32 {
        lastMessage = ""
        let result = call(handle)
        guard result != failure else { throw error(function) }
        return result
    }

    /// A call that returns 1 for yes, 0 for no, and 2 when it fails.
    func predicate(_ function: StaticString, _ call: (GEOSContextHandle_t) -> CChar) throws(GEOSError) -> Bool {
        lastMessage = ""
        switch call(handle) {
        case 0: return false
        case 1: return true
        default: throw error(function)
        }
    }

    private func error(_ function: StaticString) -> GEOSError {
        GEOSError(function: "\(function)", message: lastMessage.isEmpty ? "no message" : lastMessage)
    }
}

// A context keeps mutable state without a lock, and geometries made with it cache their envelope on first use
// (GEOS 3.11): sharing either between threads is a data race even when only reading.
@available(*, unavailable)
extension GEOSContext: Sendable {}

/// A call into GEOS that failed.
public struct GEOSError: Error, Sendable, Hashable {
    /// The C function that failed ("GEOSIntersectionPrec_r").
    public var function: String
    /// What GEOS said about it.
    public var message: String

    public init(function: String, message: String) {
        self.function = function
        self.message = message
    }
}
