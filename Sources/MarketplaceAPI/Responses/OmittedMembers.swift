package import JSONText

/// Members of a token that a response lists in `$meta.omitted`: left out although they may have a value.
///
/// Source: the API's page, under how the platform answers. A member that is absent and not listed here is null.
package struct OmittedMembers: OptionSet, Sendable, JSONReadable {
  /// One bit for each member.
  package let rawValue: UInt16

  /// The members with these bits.
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  static let name = OmittedMembers(rawValue: 1)
  static let description = OmittedMembers(rawValue: 2)
  static let icon = OmittedMembers(rawValue: 4)
  static let modules = OmittedMembers(rawValue: 8)
  /// The filters of the modules.
  static let filters = OmittedMembers(rawValue: 16)
  static let extensions = OmittedMembers(rawValue: 32)
  static let account = OmittedMembers(rawValue: 64)
  static let status = OmittedMembers(rawValue: 128)
  static let revision = OmittedMembers(rawValue: 256)
  static let lastAccessAt = OmittedMembers(rawValue: 512)

  /// Reads a list of names. Unknown names, and elements that are not strings, are ignored.
  package init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var members: OmittedMembers = []
    let isArray = try reader.array { (reader) throws(JSONReader.SyntaxError) in
      if let name = try reader.string() { members.formUnion(OmittedMembers(named: name)) }
    }
    guard isArray else { return nil }
    self = members
  }

  private init(named name: String) {
    self = Self.named.first { $0.name == name }?.member ?? (name == "filters" ? .filters : [])
  }

  /// The names, comma-separated with plus signs, as `select` takes them.
  var selection: String {
    Self.named.filter { contains($0.member) }.map { "+" + $0.name }.joined(separator: ",")
  }

  private static let named: [(member: OmittedMembers, name: String)] = [
    (.name, "name"), (.description, "description"), (.icon, "icon"), (.modules, "modules"),
    (.filters, "modules.filters"), (.extensions, "extensions"), (.account, "account"), (.status, "status"),
    (.revision, "revision"), (.lastAccessAt, "lastAccessAt"),
  ]
}

/// The parts of an object's or a list's `$meta` that matter here.
struct ResponseMetadata: JSONReadable {
  let omitted: OmittedMembers
  /// How many elements a list has in all; nil if the platform does not say.
  let total: Int?

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var omitted = JSONField<OmittedMembers>.absent
    var total = JSONField<Int>.absent
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      switch name {
      case "omitted": try reader.read(into: &omitted)
      case "pagination":
        _ = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
          if case "total" = name { try reader.read(into: &total) } else { try reader.skip() }
        }
      default: try reader.skip()
      }
    }
    guard isObject else { return nil }
    self.omitted = omitted.value ?? []
    self.total = total.value
  }
}
