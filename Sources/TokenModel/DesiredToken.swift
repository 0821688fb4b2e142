/// The desired state of one token. A field that is nil is not managed: its live value stays.
package struct DesiredToken: Sendable, Equatable {
  /// The token's id, which is well-formed.
  package var id: TokenID
  /// Where the token's key is.
  package var position: SourcePosition
  /// Where the token's YAML document begins; the tokens of one document share it.
  package var document: SourcePosition
  /// The account that the document names for all its tokens; nil if it names none.
  package var account: Located<AccountID>?
  /// The desired texts, each with the position of its key. An inner nil clears a text, which is not allowed for the name.
  /// `""` is kept as written and means the same.
  package var texts = TextFields<Located<VerbatimText?>?>(repeating: nil)
  /// The desired modules, at the position of their key; all others are revoked.
  package var modules: Located<[DesiredModule]>?
  /// The desired extensions, at the position of their key.
  package var extensions: Located<ExtensionScope>?
  /// Whether a change needs to be allowed explicitly, at the position of the key.
  package var isProtected: Located<Bool>?

  /// A token without texts, which are assigned later.
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
  /// How a file refers to a module.
  package enum Reference: Hashable, Sendable {
    /// A well-formed id.
    case id(ModuleID)
    /// The exact name in the platform's catalogue.
    case name(VerbatimText)

    /// The id or the name as it is written.
    package var text: String {
      switch self {
      case .id(let id): id.rawValue
      case .name(let name): name.string
      }
    }
  }

  /// The module.
  package var reference: Reference
  /// Where the entry is: in the token's own list, or in that of the set in ``terms``.
  package var position: SourcePosition
  /// The desired filters, at the position of their key and with the buyers of groups; nil keeps those that the module has.
  package var filters: Located<ModuleFilters>?
  /// The names of the groups whose buyers are among ``filters``, sorted.
  package var buyerGroups: [String] = []
  /// What the token says about the grant; nil for nothing.
  package var terms: GrantTerms?

  /// An entry at a position, without filters unless some are given.
  package init(_ reference: Reference, at position: SourcePosition, filters: Located<ModuleFilters>? = nil) {
    self.reference = reference
    self.position = position
    self.filters = filters
  }
}
