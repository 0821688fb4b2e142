import Suggestions
import TokenModel

/// Replaces references to sets and groups by what the files of the run define. Pure: positions are those of the tokens.
struct Linker {
  /// How names and places are written in messages.
  let quote: TextQuoter
  let place: (SourcePosition) -> String
  /// Whether a name that no file defines is a fault. It is none where a part of a file was not read that may define it.
  let reportsUnknown: Bool
  private(set) var faults = LinkFaults()

  private var groups: [String: Linked<ModuleFilters>] = [:]
  private var groupNames: [String] = []
  private var sets: [String: Linked<LinkedSet>] = [:]
  private var setNames: [String] = []
  private var size = ExpandedSize()
  private var suggestions: [String: String] = [:]
  /// Whether two sets share no module, of the pairs that tokens use.
  private var areDisjoint: [SetPair: Bool] = [:]

  private enum Linked<Value> {
    case found(Value)
    /// Defined with a fault that was reported.
    case unusable
  }

  private struct LinkedSet {
    let modules: [DesiredModule]
    let buyerCount: Int
    let references: Set<DesiredModule.Reference>

    init(_ modules: [DesiredModule]) {
      self.modules = modules
      buyerCount = modules.reduce(0) { $0 + $1.buyerCount }
      references = Set(modules.map(\.reference))
    }
  }

  private struct SetPair: Hashable {
    let first: String
    let second: String
  }

  init(quote: TextQuoter, reportsUnknown: Bool, place: @escaping (SourcePosition) -> String) {
    self.quote = quote
    self.reportsUnknown = reportsUnknown
    self.place = place
  }

  /// Adds groups.
  mutating func add(_ table: DefinitionTable<[BuyerID]>) {
    groupNames += table.names
    for group in table.definitions {
      groups[group.name] = group.content.map { .found(ModuleFilters(buyers: $0)) } ?? .unusable
    }
  }

  /// Adds sets, after all groups.
  mutating func add(_ table: DefinitionTable<ModuleList>) {
    setNames += table.names
    for set in table.definitions { sets[set.name] = linked(set) ?? .unusable }
  }

  /// Adds groups whose names are not known yet. One with a fault, and one that is defined several times, counts as none.
  mutating func addFallback(_ table: DefinitionTable<[BuyerID]>) {
    for group in table.definitions where groups[group.name] == nil && !table.repeated.contains(group.name) {
      groups[group.name] = group.content.map { .found(ModuleFilters(buyers: $0)) }
    }
  }

  /// Adds sets whose names are not known yet, after all groups. One with a fault, and one that is defined several times,
  /// counts as none.
  mutating func addFallback(_ table: DefinitionTable<ModuleList>) {
    let reported = faults
    for set in table.definitions where sets[set.name] == nil && !table.repeated.contains(set.name) {
      sets[set.name] = linked(set)
    }
    faults = reported
  }

  private mutating func linked(_ set: Definition<ModuleList>) -> Linked<LinkedSet>? {
    guard let list = set.content else { return nil }
    size.write(list.modules.count)
    return linkedGroups(of: list, of: nil).map { .found(LinkedSet($0)) }
  }

  /// A set's modules with the buyers of groups; nil if they are not known.
  func modules(ofSet name: String) -> [DesiredModule]? {
    if case .found(let set) = sets[name] { set.modules } else { nil }
  }

  /// A group's buyers; nil if they are not known.
  func buyers(ofGroup name: String) -> [BuyerID]? {
    if case .found(let group) = groups[name] { group.buyers } else { nil }
  }

  /// The final list of a token; nil if a part of it is not known, which is reported.
  mutating func modules(of list: ModuleList, at key: SourcePosition, token: TokenID) -> [DesiredModule]? {
    size.write(list.modules.count + list.sets.count)
    guard let direct = linkedGroups(of: list, of: token), let expanded = expanded(direct, list.sets, token: token)
    else {
      return nil
    }
    guard mayRepeatModule(list) else {
      warnOfEnd(of: expanded, at: key, token: token)
      return expanded
    }
    let merged = MergedModules(expanded) { $0.reference }
    for conflict in merged.conflicts { report(conflict, token: token) }
    let modules = merged.entries.flatMap(\.parts)
    warnOfEnd(of: modules, at: key, token: token)
    return merged.conflicts.isEmpty ? modules : nil
  }
}

extension Linker {
  /// Whether sets, or a set and the token's own list, may share a module. Each of them lists no module twice: that was a
  /// fault of its file. Comparing pairs of sets once, instead of merging 10,000 lists of three sets of 6 modules, takes
  /// `validate` from 0.22 to 0.07 seconds.
  private mutating func mayRepeatModule(_ list: ModuleList) -> Bool {
    let used = list.sets.compactMap { reference in
      if case .found(let set) = sets[reference.name] { (name: reference.name, references: set.references) } else { nil }
    }
    for (index, set) in used.enumerated() {
      if list.modules.contains(where: { set.references.contains($0.reference) }) { return true }
      for other in used[(index + 1)...] {
        let pair = SetPair(first: set.name, second: other.name)
        let isDisjoint = areDisjoint[pair] ?? set.references.isDisjoint(with: other.references)
        areDisjoint[pair] = isDisjoint
        if !isDisjoint { return true }
      }
    }
    return false
  }

  private mutating func linkedGroups(of list: ModuleList, of token: TokenID?) -> [DesiredModule]? {
    guard !list.groups.isEmpty else { return list.modules }
    var modules = list.modules
    var isKnown = true
    var rest = list.groups[...]
    while let first = rest.first {
      let ofEntry = rest.prefix { $0.index == first.index }
      rest = rest.dropFirst(ofEntry.count)
      let found = ofEntry.compactMap { linkedGroup($0, of: token) }
      guard found.count == ofEntry.count else {
        isKnown = false
        continue
      }
      guard size.expand(entries: 0, buyers: found.reduce(0) { $0 + $1.buyers.count }) else {
        reportSize(at: first.position, token: token)
        return nil
      }
      modules[first.index].filters?.value.add(found)
    }
    return isKnown ? modules : nil
  }

  private mutating func linkedGroup(_ reference: GroupReference, of token: TokenID?) -> ModuleFilters? {
    switch groups[reference.name] {
    case .found(let group): return group
    case .unusable: return nil
    case nil:
      reportUnknown(.unknownGroup, "group", reference.name, among: groupNames, at: reference.position, token: token)
      return nil
    }
  }

  private mutating func expanded(
    _ direct: [DesiredModule], _ references: [SetReference], token: TokenID
  ) -> [DesiredModule]? {
    guard !references.isEmpty else { return direct }
    var expanded: [DesiredModule] = []
    var next = 0
    var isKnown = true
    for reference in references {
      expanded += direct[next..<reference.index]
      next = reference.index
      switch sets[reference.name] {
      case .found(let set):
        guard size.expand(entries: set.modules.count, buyers: set.buyerCount) else {
          reportSize(at: reference.position, token: token)
          return nil
        }
        expanded.reserveCapacity(expanded.count + set.modules.count + direct.count - next)
        for module in set.modules { expanded.append(module.with(reference.terms)) }
      case .unusable: isKnown = false
      case nil:
        isKnown = false
        reportUnknown(.unknownSet, "set", reference.name, among: setNames, at: reference.position, token: token)
      }
    }
    expanded += direct[next...]
    return isKnown ? expanded : nil
  }
}

extension ModuleFilters {
  /// Adds groups. One group alone stays the same list in memory for all entries that refer to it.
  fileprivate mutating func add(_ groups: [ModuleFilters]) {
    if buyers.isEmpty, groups.count == 1 {
      self = groups[0]
    } else {
      self = ModuleFilters(buyers: Array(Set(buyers + groups.flatMap(\.buyers))))
    }
  }
}

extension DesiredModule {
  fileprivate var buyerCount: Int { filters?.value.buyers.count ?? 0 }

  fileprivate func with(_ terms: GrantTerms) -> DesiredModule {
    var module = self
    module.terms = terms
    return module
  }
}

extension Linker {
  private mutating func reportUnknown(
    _ code: DiagnosticCode, _ noun: String, _ name: String, among names: [String], at position: SourcePosition,
    token: TokenID?
  ) {
    guard reportsUnknown else { return }
    let key = "\(noun) \(name)"
    let nearest =
      suggestions[key] ?? nearestWord(
        to: name, among: names.prefix(Limits.comparedNames).filter { $0.utf8.count <= 60 })
      ?? ""
    suggestions[key] = nearest
    let elsewhere = "the file that defines it may not be among the paths"
    faults.add(
      Diagnostic(
        .error, code, "no file of this run defines the \(noun) \(quote(name))",
        help: Advice(nearest.isEmpty ? elsewhere : "did you mean `\(nearest)`? Otherwise, \(elsewhere)"),
        address: token, at: position))
  }

  private mutating func reportSize(at position: SourcePosition, token: TokenID?) {
    faults.add(
      Diagnostic(
        .error, .tooLarge, "the expanded sets and groups make the lists of modules too large",
        help: "split the files into several runs", address: token, at: position))
  }

  private mutating func report(_ conflict: ModuleConflict, token: TokenID) {
    faults.add(conflict.diagnostic(token: token, meaning: quote(conflict.second.reference.text), place: place))
  }

  private mutating func warnOfEnd(of modules: [DesiredModule], at key: SourcePosition, token: TokenID) {
    guard let day = modules.lastDay else { return }
    faults.add(
      Diagnostic(
        .warning, .listEnds, "all entries of this list have an end, so after \(day) it is empty",
        help: "planning the token then fails: list a module without an end, or move an end", address: token,
        at: key))
  }
}
