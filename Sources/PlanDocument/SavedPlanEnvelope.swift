import JSONText

/// The file around a saved plan: `{"plan": …, "content_sha256": …}`, with a digest of the plan's own bytes.
struct SavedPlanEnvelope {
  let plan: [UInt8]
  let digest: String

  /// The file's bytes, with a line feed at their end.
  var bytes: [UInt8] {
    Array("{\n\"plan\": ".utf8) + plan + Array(",\n\"content_sha256\": \"\(digest)\"\n}\n".utf8)
  }

  init(plan: [UInt8], digest: String) {
    self.plan = plan
    self.digest = digest
  }

  /// Parses a file. The error names the kind of file if it is another one of ours.
  init(_ bytes: [UInt8]) throws(SavedPlan.Fault) {
    if let name = JSONReader.repeatedName(in: bytes) {
      throw SavedPlan.Fault(reason: "it has the duplicate name \"\(name)\" in an object")
    }
    guard let members = Members(bytes) else { throw SavedPlan.Fault(reason: "it is not a saved plan: it is not JSON") }
    if members.names == ["plan", "content_sha256"], let plan = members.plan, let digest = members.digest {
      self.init(plan: Array(bytes[plan]), digest: digest)
    } else if !members.names.contains("resource_changes") {
      throw SavedPlan.Fault(reason: "it is not a saved plan")
    } else if members.names.contains("content_sha256") {
      throw SavedPlan.Fault(reason: "it was saved in an older format, which this version does not read")
    } else {
      throw SavedPlan.Fault(reason: "it is a printed JSON plan, not a saved one", isPrinted: true)
    }
  }

  /// The members of the top object of a file.
  private struct Members {
    var names: Set<String> = []
    var plan: Range<Int>?
    var digest: String?

    init?(_ bytes: [UInt8]) {
      let members = JSONReader.read(bytes) { reader throws(JSONReader.SyntaxError) -> Members? in
        var members = Members()
        let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
          members.names.insert(name.text)
          switch name {
          case "plan": members.plan = try reader.skippedRange()
          case "content_sha256": members.digest = try reader.string()
          default: try reader.skip()
          }
        }
        return isObject ? members : nil
      }
      guard let members else { return nil }
      self = members
    }

    private init() {}
  }
}
