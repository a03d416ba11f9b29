/// Who is in a tile: its groups ("slots"), and which borders they use how often.
extension TileFrame {
    /// Within the room reserved.
    @inline(__always)
    mutating func slot(_ key: Int32) -> Int {
        let known = Int(slotOfKey[Int(key)])
        if known < slotCount, slotKeys[known] == key { return known }
        addSlot(key, base: 0)
        return slotCount - 1
    }

    /// Within the room reserved.
    @inline(__always)
    mutating func addSlot(_ key: Int32, base: Double) {
        slotKeys[slotCount] = key
        slotBases[slotCount] = base
        loadedBases[slotCount] = base
        slotEdgeAreas[slotCount] = 0
        slotSpans[slotCount] = 0
        slotOfKey[Int(key)] = Int32(truncatingIfNeeded: slotCount)
        slotCount += 1
    }

    /// Room for so many more.
    @inline(__always)
    mutating func reserveSlots(_ more: Int) {
        if slotCount + more > slotCapacity { growSlots(slotCount + more) }
    }

    @inline(never)
    private mutating func growSlots(_ wanted: Int) {
        slotCapacity = max(wanted, 2 * slotCapacity)
        Self.grow(&slotKeys, slotCount, to: slotCapacity)
        Self.grow(&slotBases, slotCount, to: slotCapacity)
        Self.grow(&loadedBases, slotCount, to: slotCapacity)
        Self.grow(&slotEdgeAreas, slotCount, to: slotCapacity)
        Self.grow(&slotSpans, slotCount, to: slotCapacity)
        oldSlots.reserve(slotCapacity)
        newSlots.reserve(slotCapacity)
        maskSlots.reserve(slotCapacity)
    }

    private static func grow<Element>(_ items: inout Scratch<Element>, _ count: Int, to capacity: Int) {
        items.count = count
        items.reserve(capacity)
    }

    /// Slots and coefficients of all borders.
    mutating func listMembers(_ list: BorderList) {
        memberStarts.reserve(borderCount + 1)
        allMembers.count = 0
        for border in 0..<borderCount {
            memberStarts[border] = Int32(truncatingIfNeeded: allMembers.count)
            let uses = list.uses(borderNumbers[border])
            let (integral, span) = (borderIntegrals[border], borderSpans[border])
            reserveSlots(uses.count)
            allMembers.reserve(allMembers.count + uses.count)
            for use in uses {
                let slot = slot(use.key)
                let share = Double(use.sign)
                allMembers[allMembers.count] = FrameEntry(slot: Int32(truncatingIfNeeded: slot), coefficient: share)
                allMembers.count += 1
                slotEdgeAreas.base[slot] += share * integral
                slotSpans.base[slot] += share.magnitude * span
            }
        }
        memberStarts[borderCount] = Int32(truncatingIfNeeded: allMembers.count)
        shares.reserve(slotCount * borderCount)
        shares.base.update(repeating: 0, count: slotCount * borderCount)
        for border in 0..<borderCount {
            for entry in members(ofBorder: border) {
                shares.base[Int(entry.slot) * borderCount + border] = entry.coefficient
            }
        }
    }

    /// Within the room reserved.
    mutating func listLayers() {
        var (olds, news, masks) = (0, 0, 0)
        for slot in 0..<slotCount {
            let key = slotKeys[slot]
            let number = Int32(truncatingIfNeeded: slot)
            if keys.isOld(key) {
                oldSlots[olds] = number
                olds += 1
            } else if keys.isMask(key) {
                maskSlots[masks] = number
                masks += 1
            } else {
                newSlots[news] = number
                news += 1
            }
        }
        oldSlots.count = olds
        newSlots.count = news
        maskSlots.count = masks
    }
}
