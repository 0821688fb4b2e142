import JSONText
import TokenModel

/// A user group of an account in a response.
struct UserGroupResponse: JSONReadable {
  let id: String
  let isDefault: Bool
  let account: AccountID?
  /// Nil if the response leaves them out.
  let modules: [CatalogueModule]?

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var id = JSONField<String>.absent
    var isDefault = JSONField<Bool>.absent
    var account = JSONField<ReferenceResponse>.absent
    var modules = JSONField<[CatalogueModuleResponse]>.absent
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      switch name {
      case "id": try reader.read(into: &id)
      // Named `default` on older pages of the platform's documentation.
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
