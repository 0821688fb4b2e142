import PlanDocument
import Planning
import TokenModel

extension Causes {
  /// Those that something can have, in the order of a review: what is proposed first, what is not last.
  static let inOrderOfReview: [Causes] = [
    .proposed, [.proposed, .drift], [.proposed, .ended], [.proposed, .drift, .ended], .drift, [.drift, .ended], .ended,
  ]

  /// Such as `proposed`, or `proposed and drift`; nil if no cause is known.
  var words: String? {
    let all: [(Causes, String)] = [(.proposed, "proposed"), (.drift, "drift"), (.ended, "ended")]
    let words = all.filter { contains($0.0) }.map(\.1)
    guard let last = words.last else { return nil }
    return words.count == 1 ? last : "\(words.dropLast().joined(separator: ", ")) and \(last)"
  }
}

extension ModulesChange {
  /// Why a module differs, in words; nil if that is not known.
  func causeWords(of id: ModuleID) -> String? { allCauses(of: id).words }
}
