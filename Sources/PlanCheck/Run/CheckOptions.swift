public import GeoCore

/// How a run of `check` is done. Lengths in metres.
public struct CheckOptions: Sendable, Hashable {
    /// nil: the catalogue's default, else 0.
    public var toleranceMetres: Double?
    /// nil: the catalogue's default, else nothing is near.
    public var nearMetres: Double?
    /// Distances beyond it are not reported. nil: the catalogue's default, else no limit.
    public var farMetres: Double?
    public var repair: RepairRule
    /// CRS of plans whose file has none ("EPSG:28992").
    public var planCRS: String?
    /// Which of several locations in a file is the plan.
    public var planName: String?
    /// One plan per distinct value of this field.
    public var eachField: String?
    /// Grows every plan; needed for plans that are lines.
    public var bufferMetres: Double?
    /// Whether the whole area of every unit is computed (`share_of_unit`).
    public var shares: Bool
    public var ground: GroundDisturbance
    /// Fields of the plan files that say it per plan: square metres (added up over a plan's features), centimetres
    /// (the deepest). A plan whose field is blank keeps what `ground` says.
    public var disturbedAreaField: String?
    public var depthField: String?
    /// Files and folders as they were given; a plan file with an absolute path is named from what they have in common.
    public var planFolders: [String] = []
    /// Printed with the result, changes nothing.
    public var caseText: String?
    /// Other plans, to say what else lies in the same units; nil: not asked.
    public var register: [PlanInput]?
    /// Keeps the geometry of every hit (`CheckedPlan.shapes`), for maps.
    public var keepsShapes = false
    /// Threads; nil: as many as the machine has cores.
    public var workers: Int?

    public init(
        toleranceMetres: Double? = nil, nearMetres: Double? = nil, farMetres: Double? = nil,
        repair: RepairRule = .structure, planCRS: String? = nil, planName: String? = nil, eachField: String? = nil,
        bufferMetres: Double? = nil, shares: Bool = true, ground: GroundDisturbance = GroundDisturbance(),
        caseText: String? = nil, workers: Int? = nil
    ) {
        self.toleranceMetres = toleranceMetres
        self.nearMetres = nearMetres
        self.farMetres = farMetres
        self.repair = repair
        self.planCRS = planCRS
        self.planName = planName
        self.eachField = eachField
        self.bufferMetres = bufferMetres
        self.shares = shares
        self.ground = ground
        self.caseText = caseText
        self.workers = workers
    }
}
