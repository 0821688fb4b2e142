/// An RQL expression that an object matches or does not.
indirect enum Filter: Equatable {
  case comparison(Comparison, [String], Operand)
  case membership([String], values: Set<String>)
  case like([String], LikePattern)
  case any([String], Filter)
  case and([Filter])
  case or([Filter])
  case not(Filter)

  enum Comparison: String {
    case eq, ne, gt, ge, lt, le
  }

  /// What a property is compared with.
  enum Operand: Equatable {
    case literal(String)
    case null
    case empty
    case property([String])
    /// An unquoted id, which equals nothing at all.
    case nothing
  }

  func matches(_ object: some Queryable) -> Bool {
    switch self {
    case .comparison(let comparison, let path, let operand):
      Self.compare(object.value(at: path), comparison, operand, in: object)
    case .membership(let path, let values): object.value(at: path).scalarText.map(values.contains) ?? false
    case .like(let path, let pattern): object.value(at: path).scalarText.map(pattern.matches) ?? false
    case .any(let path, let filter):
      (object.value(at: path).array ?? []).contains { $0.object.map(filter.matches) ?? false }
    case .and(let filters): filters.allSatisfy { $0.matches(object) }
    case .or(let filters): filters.contains { $0.matches(object) }
    case .not(let filter): !filter.matches(object)
    }
  }

  /// The only ids that can match, where the expression says so.
  var candidateIDs: Set<String>? {
    switch self {
    case .comparison(.eq, ["id"], .literal(let id)): [id]
    case .membership(["id"], let values): values
    case .and(let filters): filters.lazy.compactMap(\.candidateIDs).first
    default: nil
    }
  }

  private static func compare(
    _ value: JSONValue, _ comparison: Comparison, _ operand: Operand, in object: some Queryable
  ) -> Bool {
    switch comparison {
    case .eq: return equals(value, operand, in: object)
    case .ne: return operand != .nothing && !equals(value, operand, in: object)
    case .gt, .ge, .lt, .le:
      guard let text = text(of: operand, in: object), let order = value.order(against: text) else { return false }
      return switch comparison {
      case .gt: order > 0
      case .ge: order >= 0
      case .lt: order < 0
      default: order <= 0
      }
    }
  }

  private static func equals(_ value: JSONValue, _ operand: Operand, in object: some Queryable) -> Bool {
    switch operand {
    case .null: value == .null
    case .empty: value == .string("") || value == .array([])
    case .property(let path): object.value(at: path) == value
    case .literal(let text): value.scalarText == text
    case .nothing: false
    }
  }

  private static func text(of operand: Operand, in object: some Queryable) -> String? {
    switch operand {
    case .literal(let text): text
    case .property(let path): object.value(at: path).scalarText
    case .null, .empty, .nothing: nil
    }
  }
}

extension JSONValue {
  /// The characters of a string, number or boolean.
  var scalarText: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .bool(let value): value ? "true" : "false"
    case .null, .array, .object: nil
    }
  }

  /// Negative, zero or positive as the value comes before, with or after `text`; nil if the two do not compare.
  ///
  /// Numbers compare as numbers, everything else by code units of UTF-8, which is also right for dates.
  func order(against text: String) -> Int? {
    if case .number(let digits) = self {
      guard let left = Double(digits), let right = Double(text) else { return nil }
      return left < right ? -1 : left > right ? 1 : 0
    }
    guard let own = scalarText else { return nil }
    return own == text ? 0 : own.utf8.lexicographicallyPrecedes(text.utf8) ? -1 : 1
  }
}
