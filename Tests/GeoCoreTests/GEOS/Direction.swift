import Foundation

/// Unit vector at an angle in radians, counter-clockwise from east.
func direction(_ angle: Double) -> SIMD2<Double> { [cos(angle), sin(angle)] }
