/// Ways in which the sandbox departs from a platform at its best; each is something a real deployment may do.
package struct Misbehaviour: Sendable, Equatable {
  /// The statuses that lists can be refused with.
  package enum ListRefusal: String, Sendable, CaseIterable {
    /// As if the query were not understood.
    case badRequest = "400"
    /// As if the caller might not list.
    case forbidden = "403"
  }

  /// Any `select` is refused with 400.
  package var rejectsSelect = false
  /// A `select` that takes something out is refused with 400.
  package var rejectsSubtractiveSelect = false
  /// Lists of tokens are refused with this status.
  package var rejectsLists: ListRefusal?
  /// Lists of tokens answer 302 to the same host under another name.
  package var redirectsLists = false
  /// Lists of tokens answer everything, whatever the filter.
  package var ignoresFilters = false
  /// Properties left out of lists of tokens, and named in `$meta.omitted`, unless selected.
  package var omitted: [String] = []
  /// Properties left out of lists of tokens without a word.
  package var omittedSilently: [String] = []
  /// Modules in lists of tokens have no `filters` member at all.
  package var listsWithoutFilters = false
  /// `total` is null.
  package var nullTotal = false
  /// `total` is this number, whatever there is.
  package var total: Int?
  /// Each page after the last one holds one more object that is made up, and `total` grows.
  package var endlessPages = false
  /// A page holds at most this many objects, and says so in its `limit`.
  package var pageCap: Int?
  /// A page holds half of what it could where more objects match.
  package var shortPages = false
  /// Tokens have no `revision`.
  package var withoutRevision = false
  /// Answers have members that no schema knows, on every level.
  package var unknownMembers = false
  /// Texts are stored without the white space at their ends.
  package var normalisesText = false
  /// Properties that a PUT accepts and does not store.
  package var droppedWrites: [String] = []
  /// Null texts are answered as "".
  package var emptyForNull = false
  /// A PUT answers nothing but `id` and `revision`.
  package var minimalPutAnswers = false
  /// Tokens, or modules on every token that has them, with a filter of a kind that the schema does not know.
  package var unknownFilters: [String] = []
  /// `errors` of a problem is a list of messages instead of an object.
  package var errorsAsList = false

  /// A platform at its best.
  package init() {}
}
