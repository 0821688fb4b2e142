/// A JSON value as the sandbox reads and writes it.
///
/// Numbers keep the characters they were written with, and objects the order of their members.
package enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)

  /// An object with the given members, in their order.
  static func members(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(JSONObject(members))
  }

  static func integer(_ value: Int) -> JSONValue { .number(String(value)) }

  static func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }

  var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  var object: JSONObject? {
    if case .object(let value) = self { value } else { nil }
  }

  var array: [JSONValue]? {
    if case .array(let value) = self { value } else { nil }
  }

  /// The value of a whole number that fits `int32`, as the API's schema has it.
  var int32: Int? {
    if case .number(let digits) = self, let value = Int32(digits) { Int(value) } else { nil }
  }

  /// What the value is called in a message to a person.
  var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

/// The members of a JSON object, in order; the objects of this API are small, so a lookup walks them.
package struct JSONObject: Sendable, Hashable {
  /// A name and its value.
  package struct Member: Sendable, Hashable {
    let name: String
    var value: JSONValue
  }

  private(set) var members: [Member]

  init(_ members: [(String, JSONValue)] = []) {
    self.members = members.map { Member(name: $0.0, value: $0.1) }
  }

  var names: [String] { members.map(\.name) }

  subscript(name: String) -> JSONValue? {
    get { members.first { $0.name == name }?.value }
    set {
      let index = members.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Member(name: name, value: value))
      case (nil, nil): break
      }
    }
  }
}
