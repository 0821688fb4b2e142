import FileAccess
import TokenFiles

/// Distinguishes the path of a saved plan from that of a YAML file.
enum PlanFilePath {
  /// Whether an operand of `apply` means a saved plan: a name that is not a YAML file's, and no directory. A path at
  /// which nothing exists counts, such as a pipeline's missing artifact.
  static func isPlan(_ path: String) -> Bool {
    !isYAML(path) && (try? FileStatus(following: path))?.kind != .directory
  }

  /// What is wrong with the path of a plan to write. Under the name of a YAML file it could not be applied, and might
  /// replace what it was made from.
  static func faults(_ option: String, _ path: String?) -> [String] {
    guard let path, isYAML(path) else { return [] }
    return ["\(option) takes a file that ends in neither .yaml nor .yml, not \"\(path)\""]
  }

  private static func isYAML(_ path: String) -> Bool { path.utf8.isNamedAsYAML }
}
