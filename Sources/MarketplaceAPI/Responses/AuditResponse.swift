import JSONText
import TokenModel

/// Who created and last changed a token, and when.
struct AuditResponse: JSONReadable {
  let created: LastChange?
  let lastChange: LastChange?

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var created = JSONField<AuditEvent>.absent
    var updated = JSONField<AuditEvent>.absent
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      switch name {
      case "created": try reader.read(into: &created)
      case "updated": try reader.read(into: &updated)
      default: try reader.skip()
      }
    }
    guard isObject, !created.isMismatch, !updated.isMismatch else { return nil }
    self.created = created.value?.change
    lastChange = (updated.value ?? created.value)?.change
  }
}

private struct AuditEvent: JSONReadable {
  let change: LastChange

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var at = JSONField<String>.absent
    var by = JSONField<ReferenceResponse>.absent
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      switch name {
      case "at": try reader.read(into: &at)
      case "by": try reader.read(into: &by)
      default: try reader.skip()
      }
    }
    guard isObject, !at.isMismatch, !by.isMismatch else { return nil }
    change = LastChange(at: at.value, byID: by.value?.id, byName: by.value?.name)
  }
}

/// A reference to an object: its id, name and type, as far as the response has them.
struct ReferenceResponse: JSONReadable {
  let id: String?
  let name: String?
  /// A value that is not a string counts as absent.
  let type: String?

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var id = JSONField<String>.absent
    var name = JSONField<String>.absent
    var type = JSONField<String>.absent
    let isObject = try reader.object { (reader, member) throws(JSONReader.SyntaxError) in
      switch member {
      case "id": try reader.read(into: &id)
      case "name": try reader.read(into: &name)
      case "type": try reader.read(into: &type)
      default: try reader.skip()
      }
    }
    guard isObject, !id.isMismatch, !name.isMismatch else { return nil }
    self.id = id.value
    self.name = name.value
    self.type = type.value
  }
}
