package import Testing
import FoundationEssentials

/// Files that hold the output that a person has read and found good, beside the tests that compare with them.
///
/// With `TOKENFORM_UPDATE_GOLDEN=1` in the environment they are written instead of compared, and the test fails, so that
/// no run that records can pass for one that compares.
package struct Golden: Sendable {
  private let directory: String

  /// The directory `Golden` beside a source file.
  package init(beside file: String = #filePath) {
    directory = (file.split(separator: "/", omittingEmptySubsequences: false).dropLast() + ["Golden"])
      .joined(separator: "/")
  }

  /// A directory below the root of the repository.
  package init(in directory: String, file: String = #filePath) {
    let root = file.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    self.directory = (root + [Substring(directory)]).joined(separator: "/")
  }

  /// Records an issue, with a difference by lines, unless the file holds exactly this text.
  package func expect(_ actual: String, in name: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let path = "\(directory)/\(name)"
    if ProcessInfo.processInfo.environment["TOKENFORM_UPDATE_GOLDEN"] == "1" {
      do {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try Data(actual.utf8).write(to: URL(filePath: path))
        Issue.record("\(name) is recorded; read it, and run the tests again", sourceLocation: sourceLocation)
      } catch {
        Issue.record("\(path) cannot be written: \(error)", sourceLocation: sourceLocation)
      }
      return
    }
    let advice = "Read the difference; if it is right, run the tests again with TOKENFORM_UPDATE_GOLDEN=1."
    guard let data = FileManager.default.contents(atPath: path) else {
      Issue.record("There is no golden file \(name). \(advice)", sourceLocation: sourceLocation)
      return
    }
    guard !data.elementsEqual(actual.utf8) else { return }
    let difference = Self.difference(from: String(decoding: data, as: UTF8.self), to: actual)
    Issue.record("The output is not that of \(name):\n\(difference)\(advice)", sourceLocation: sourceLocation)
  }

  /// The lines that differ, and two on either side of them: `-` is the file's, `+` the test's.
  static func difference(from expected: String, to actual: String) -> String {
    let old = lines(of: expected)
    let new = lines(of: actual)
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for step in new.difference(from: old) {
      switch step {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }

    var rows: [(mark: String, line: [UInt8])] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if removed.contains(left) {
        rows.append(("-", old[left]))
        left += 1
      } else if added.contains(right) {
        rows.append(("+", new[right]))
        right += 1
      } else {
        rows.append((" ", old[left]))
        left += 1
        right += 1
      }
    }
    let changed = rows.indices.filter { rows[$0].mark != " " }
    let near = Set(changed.flatMap { ($0 - 2)...($0 + 2) })
    return rows.indices.reduce(into: "") { text, index in
      if near.contains(index) {
        text += "\(rows[index].mark) \(String(decoding: rows[index].line, as: UTF8.self))\n"
      } else if near.contains(index - 1) {
        text += "  …\n"
      }
    }
  }

  /// Lines as bytes: texts that `String` takes for equal may differ.
  private static func lines(of text: String) -> [[UInt8]] {
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
  }
}
