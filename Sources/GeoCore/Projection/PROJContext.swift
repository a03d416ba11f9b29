import CPROJ
import Foundation

/// Where PROJ looks for its database and grids.
public struct ProjectionResources: Sendable, Hashable {
    /// Extra folders, looked in before PROJ's own; the place for `nl_nsgi_rdtrans2018.tif`.
    public var extraFolders: [String]

    public init(extraFolders: [String]) {
        self.extraFolders = extraFolders
    }

    /// The folders in the environment variable `KK_DIFF_PROJ_DATA` (separated by colons), then PROJ's own, for which
    /// PROJ itself reads `PROJ_DATA`. (`PROJ_DATA` replaces PROJ's own folder: one without `proj.db` in it leaves
    /// PROJ without any definition, which is why there is a second variable.)
    public static let environment = ProjectionResources(
        extraFolders: (ProcessInfo.processInfo.environment["KK_DIFF_PROJ_DATA"] ?? "")
            .split(separator: ":").map(String.init))
}

/// One PROJ context, with its own search path and log. Made per use and never shared: PROJ objects belong to the
/// context they were made with, and neither may be used by two threads.
final class PROJContext {
    let handle: OpaquePointer
    private(set) var lastMessage = ""

    init(_ resources: ProjectionResources) throws(InputError) {
        guard let handle = proj_context_create() else {
            throw InputError(
                "proj-context",
                problem: Bilingual(en: "PROJ cannot be started", nl: "PROJ kan niet worden gestart"))
        }
        self.handle = handle
        proj_context_set_enable_network(handle, 0)
        // Without a function of ours PROJ prints its errors to stderr.
        proj_log_func(handle, Unmanaged.passUnretained(self).toOpaque()) { data, _, text in
            guard let data, let text else { return }
            Unmanaged<PROJContext>.fromOpaque(data).takeUnretainedValue().lastMessage = String(cString: text)
        }
        guard let database = proj_context_get_database_path(handle) else {
            throw InputError(
                "proj-data",
                problem: Bilingual(
                    en: "PROJ does not find its database proj.db", nl: "PROJ vindt zijn database proj.db niet"),
                remedy: Bilingual(
                    en: "install proj-data, or let PROJ_DATA name the folder that holds proj.db"
                        + " (extra grids: KK_DIFF_PROJ_DATA)",
                    nl: "installeer proj-data, of laat PROJ_DATA naar de map met proj.db wijzen"
                        + " (extra grids: KK_DIFF_PROJ_DATA)"))
        }
        guard !resources.extraFolders.isEmpty else { return }
        // A search path replaces PROJ's own, so that one goes behind ours.
        var folders = resources.extraFolders
        folders.append(URL(fileURLWithPath: String(cString: database)).deletingLastPathComponent().path)
        if let own = proj_context_get_user_writable_directory(handle, 0) { folders.append(String(cString: own)) }
        let copies = folders.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        let pointers = copies.map { UnsafePointer($0) }
        // PROJ copies the paths during the call.
        proj_context_set_search_paths(handle, Int32(pointers.count), pointers)
    }

    deinit {
        proj_context_destroy(handle)
    }
}

@available(*, unavailable)
extension PROJContext: Sendable {}

/// Owns one `PJ`: a CRS, a part of one, or an operation.
struct PROJHandle: ~Copyable {
    /// Keeps the context alive for as long as its object.
    let context: PROJContext
    private let pointer: OpaquePointer

    /// Nil when the call that made the pointer failed.
    init?(_ pointer: OpaquePointer?, in context: PROJContext) {
        guard let pointer else { return nil }
        self.context = context
        self.pointer = pointer
    }

    deinit {
        proj_destroy(pointer)
    }

    /// Lends context and pointer for the duration of `body`: the object cannot be destroyed before that returns, as
    /// it could after a plain look at the pointer. What PROJ returns by pointer belongs to the object, so it is copied
    /// inside.
    borrowing func lend<Result: ~Copyable>(_ body: (OpaquePointer, OpaquePointer) -> Result) -> Result {
        body(context.handle, pointer)
    }

    /// An object made of this one; nil when there is none.
    borrowing func made(_ call: (OpaquePointer, OpaquePointer) -> OpaquePointer?) -> PROJHandle? {
        PROJHandle(call(context.handle, pointer), in: context)
    }

    var kind: PJ_TYPE { lend { proj_get_type($1) } }
    var name: String { lend { proj_get_name($1).map { String(cString: $0) } ?? "" } }

    /// "EPSG:28992", or nil without an identifier.
    var code: String? {
        lend {
            guard let authority = proj_get_id_auth_name($1, 0), let code = proj_get_id_code($1, 0) else { return nil }
            return "\(String(cString: authority)):\(String(cString: code))"
        }
    }
}

extension PROJContext {
    /// The most likely authority code of a CRS that carries none, when PROJ is at least 90 % sure.
    func identifiedCode(of crs: borrowing PROJHandle) -> String? {
        var confidence: UnsafeMutablePointer<Int32>?
        guard let list = crs.lend({ proj_identify($0, $1, nil, nil, &confidence) }) else { return nil }
        defer {
            proj_list_destroy(list)
            if let confidence { proj_int_list_destroy(confidence) }
        }
        guard proj_list_get_count(list) > 0, let confidence, confidence[0] >= 90,
            let best = PROJHandle(proj_list_get(handle, list, 0), in: self)
        else { return nil }
        return best.code
    }
}
