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
  package var name: Located<VerbatimText>?
  /// The text to hold; nil clears it. `""` is kept as written and means the same as nil.
  package var tokenDescription: Located<VerbatimText?>?
  /// The relative path to hold; nil clears it.
  package var icon: Located<VerbatimText?>?
  package var modules: Located<[DesiredModule]>?
  package var isProtected: Located<Bool>?

  package init(
    id: TokenID, position: SourcePosition, document: SourcePosition, account: Located<AccountID>? = nil,
    name: Located<VerbatimText>? = nil, tokenDescription: Located<VerbatimText?>? = nil,
    icon: Located<VerbatimText?>? = nil, modules: Located<[DesiredModule]>? = nil, isProtected: Located<Bool>? = nil
  ) {
    self.id = id
    self.position = position
    self.document = document
    self.account = account
    self.name = name
    self.tokenDescription = tokenDescription
    self.icon = icon
    self.modules = modules
    self.isProtected = isProtected
  }

  /// The fields that the files manage.
  package var managedFields: Set<TokenField> {
    var fields: Set<TokenField> = []
    if name != nil { fields.insert(.name) }
    if tokenDescription != nil { fields.insert(.description) }
    if icon != nil { fields.insert(.icon) }
    if modules != nil { fields.insert(.modules) }
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

/// A field of a token that files may manage, under the name that YAML and the API give it.
package enum TokenField: String, Sendable, CaseIterable, Comparable {
  case name, description, icon, modules

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
