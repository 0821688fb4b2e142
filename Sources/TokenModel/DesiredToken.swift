/// What the files ask of one token. A field that is nil is unmanaged: whatever the platform holds stays.
package struct DesiredToken: Sendable, Equatable {
  package var id: TokenID
  /// Where the token's key stands.
  package var position: SourcePosition
  /// Where the YAML document begins that names the token; the tokens of one document share it.
  package var document: SourcePosition
  /// The account that the document says all its tokens belong to.
  package var account: Located<AccountID>?

  // Each is placed at its key.

  /// The texts to hold; nil inside clears a text, which a name cannot be. `""` is kept as written and means the same.
  package var texts = TextFields<Located<VerbatimText?>?>(repeating: nil)
  package var modules: Located<[DesiredModule]>?
  package var extensions: Located<ExtensionScope>?
  package var isProtected: Located<Bool>?

  package init(
    id: TokenID, position: SourcePosition, document: SourcePosition, account: Located<AccountID>? = nil,
    modules: Located<[DesiredModule]>? = nil, extensions: Located<ExtensionScope>? = nil,
    isProtected: Located<Bool>? = nil
  ) {
    self.id = id
    self.position = position
    self.document = document
    self.account = account
    self.modules = modules
    self.extensions = extensions
    self.isProtected = isProtected
  }

  /// The fields that the files manage.
  package var managedFields: Set<TokenField> {
    var fields: Set<TokenField> = []
    for field in TextField.allCases where texts[field] != nil { fields.insert(.text(field)) }
    if modules != nil { fields.insert(.modules) }
    if extensions != nil { fields.insert(.extensions) }
    return fields
  }
}

/// One entry of a desired list of modules.
package struct DesiredModule: Sendable, Equatable {
  package enum Reference: Sendable, Equatable {
    case id(ModuleID)
    /// The exact name in the platform's catalogue.
    case name(VerbatimText)
  }

  package var reference: Reference
  /// Where the entry stands.
  package var position: SourcePosition
  /// The filters that the module is to have; nil leaves those that it has.
  package var filters: Located<ModuleFilters>?

  package init(_ reference: Reference, at position: SourcePosition, filters: Located<ModuleFilters>? = nil) {
    self.reference = reference
    self.position = position
    self.filters = filters
  }
}
