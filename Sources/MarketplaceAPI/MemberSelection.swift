/// The content of `select`: members to add to the default ones, and members to leave out.
///
/// Source: the API's page. Not every endpoint takes a subtractive select, and some may take none.
enum MemberSelection: Int, Sendable, Comparable {
  /// Deselects the secret, and selects every member that may be omitted.
  case full
  /// Without the deselection, which some deployments refuse with 400.
  case additions
  /// No `select` at all.
  case none

  /// What to try if this one is refused; nil if it is the last.
  var next: MemberSelection? { MemberSelection(rawValue: rawValue + 1) }

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// The parameter of a query.
  ///
  /// - Parameters:
  ///   - removals: Members to leave out, such as `-token`.
  ///   - additions: Members to add, such as `+audit`.
  func parameter(removing removals: String = "", adding additions: [String]) -> [String] {
    let removals = self == .full && !removals.isEmpty ? [removals] : []
    let members = self == .none ? [] : removals + additions.filter { !$0.isEmpty }
    guard !members.isEmpty else { return [] }
    // `+` is written as `%2B`, since a bare one can be read as a space. Source: the API's page, under lists.
    let names = members.joined(separator: ",").split(separator: "+", omittingEmptySubsequences: false)
    return ["select=" + names.joined(separator: "%2B")]
  }
}
