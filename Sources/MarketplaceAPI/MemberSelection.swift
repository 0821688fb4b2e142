/// What a request says in `select`: members beside the usual ones, and members to leave out.
///
/// Source: the API's page. Not every endpoint takes a subtractive select, and some may take none.
enum MemberSelection: Int, Sendable, Comparable {
  /// The secret is deselected, and everything that may be omitted is asked for.
  case whole
  /// Without the deselection, which is answered with 400 where it is not known.
  case additions
  /// No `select` at all.
  case none

  /// What to try where this one is refused; nil where nothing is left to try.
  var next: MemberSelection? { MemberSelection(rawValue: rawValue + 1) }

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// The parameter of a query.
  ///
  /// - Parameters:
  ///   - removals: What to leave out, such as `-token`.
  ///   - additions: What to ask for, such as `+audit`.
  func parameter(removing removals: String = "", adding additions: [String]) -> [String] {
    let removals = self == .whole && !removals.isEmpty ? [removals] : []
    let members = self == .none ? [] : removals + additions.filter { !$0.isEmpty }
    guard !members.isEmpty else { return [] }
    // `+` is written as `%2B`, since a bare one can be read as a space. Source: the API's page, under lists.
    let names = members.joined(separator: ",").split(separator: "+", omittingEmptySubsequences: false)
    return ["select=" + names.joined(separator: "%2B")]
  }
}
