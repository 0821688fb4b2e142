import TokenModel

extension LastChange {
  /// ` by "Ada Smith" (USR-1234-5678) at 2026-11-20T08:12:00Z`, as far as it is known.
  var attribution: String {
    let who =
      switch (byName, byID) {
      case (let name?, let id?): " by \"\(name)\" (\(id))"
      case (let known?, nil), (nil, let known?): " by \(known)"
      case (nil, nil): ""
      }
    return who + (at.map { " at \($0)" } ?? "")
  }
}
