import Planning
import TokenModel

/// How many ends of grants the change under review moves, and in which way.
struct EndTally: Equatable {
  private var prolonged = 0
  private var madePermanent = 0
  private var shortened = 0
  private var limited = 0

  /// Nil if no end moved.
  init?(_ plan: Plan) {
    guard !plan.movedEnds.isEmpty else { return nil }
    for end in plan.movedEnds {
      switch end.change {
      case .prolonged: prolonged += 1
      case .madePermanent: madePermanent += 1
      case .shortened: shortened += 1
      case .limited: limited += 1
      }
    }
  }

  /// All of them.
  var total: Int { prolonged + madePermanent + shortened + limited }

  /// `1 prolonged, 1 made permanent`: what goes on for longer first.
  var split: String {
    let parts = [
      (prolonged, "prolonged"), (madePermanent, "made permanent"), (shortened, "shortened"), (limited, "limited"),
    ]
    return parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  /// `2 ends changed (1 prolonged, 1 made permanent)`.
  var words: String { "\(counted(total, "end")) changed (\(split))" }
}
