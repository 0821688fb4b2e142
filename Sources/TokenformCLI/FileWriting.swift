import Glibc
import TokenModel

/// A file that could not be written.
struct WriteFailure: Error {
  let diagnostic: Diagnostic

  init(_ path: String, _ reason: String) {
    diagnostic = Diagnostic(
      .error, .unwritableFile, "\"\(path)\" cannot be written: \(reason)", help: "nothing was written to the platform")
  }

  /// With the reason that `errno` gives.
  init(_ path: String) {
    self.init(path, String(cString: strerror(errno)))
  }

  init(_ diagnostic: Diagnostic) {
    self.diagnostic = diagnostic
  }
}

/// Writes whole files, for their owner alone.
enum FileWriting {
  /// Puts the bytes into a file, whole or not at all. Blocks.
  ///
  /// Throws too where something other than a regular file has that name: a device or a link is never replaced.
  ///
  /// - Parameters:
  ///   - replacing: Whether a file that is there already gives way.
  ///   - keepsMode: Whether a file that is replaced hands its permissions on.
  ///   - waitsForDisk: Whether to return only when a loss of power could not undo it.
  static func write(
    _ bytes: [UInt8], to path: String, replacing: Bool, keepsMode: Bool = false, waitsForDisk: Bool = true
  ) throws(WriteFailure) {
    var status = stat()
    let isThere = lstat(path, &status) == 0
    if isThere, status.st_mode & S_IFMT != S_IFREG {
      throw WriteFailure(path, "it is there, and is no regular file")
    }
    // A name of its own each time: what a killed run left behind is in nobody's way.
    var template = Array("\(path).XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw WriteFailure(path) }
    let temporary = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    var failure: WriteFailure?
    if isThere, keepsMode { _ = fchmod(descriptor, status.st_mode & 0o777) }
    if !writeAll(bytes, to: descriptor) || waitsForDisk && fsync(descriptor) != 0 { failure = WriteFailure(path) }
    if close(descriptor) != 0, failure == nil { failure = WriteFailure(path) }
    if failure == nil, (replacing ? rename(temporary, path) : link(temporary, path)) != 0 {
      failure =
        errno == EEXIST ? WriteFailure(path, "it is there, and may be an earlier run's way back") : WriteFailure(path)
    }
    if failure != nil || !replacing { unlink(temporary) }
    if let failure { throw failure }
    if waitsForDisk { syncDirectory(of: path) }
  }

  /// False, with `errno`, where not all could be written.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if count < 0, errno != EINTR {
          return false
        }
      }
      return true
    }
  }

  /// Makes the file's name as lasting as its content.
  private static func syncDirectory(of path: String) {
    let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
