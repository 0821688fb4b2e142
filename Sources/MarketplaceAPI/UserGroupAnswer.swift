import JSONText
import TokenModel

/// A user group of an account.
struct UserGroupAnswer: JSONReadable {
  let id: String
  let isDefault: Bool
  let account: AccountID?
  /// Nil where the answer leaves them out.
  let modules: [CatalogueModule]?

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var id = JSONField<String>.absent
    var isDefault = JSONField<Bool>.absent
    var account = JSONField<NamedAnswer>.absent
    var modules = JSONField<[CatalogueAnswer]>.absent
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      switch name {
      case "id": try reader.read(into: &id)
      // Older pages of the platform's documentation name it `default`.
      case "isDefault", "default": try reader.read(into: &isDefault)
      case "account": try reader.read(into: &account)
      case "modules": try reader.read(into: &modules)
      default: try reader.skip()
      }
    }
    guard isObject, let id = id.value else { return nil }
    self.id = id
    self.isDefault = isDefault.value ?? false
    self.account = account.value?.id.map { AccountID($0) }
    self.modules = modules.value?.modules
  }
}
