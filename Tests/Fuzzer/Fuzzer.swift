import FuzzTargets
import Glibc

#if FUZZING
  /// Hands inputs of libFuzzer's making to the target that `FUZZ_TARGET` names.
  @main
  enum Fuzzer {
    static let target: FuzzTarget = {
      guard let name = getenv("FUZZ_TARGET"), let target = FuzzTarget.named(String(cString: name)) else {
        fatalError("FUZZ_TARGET must be one of \(FuzzTarget.all.map(\.name))")
      }
      return target
    }()

    static func main() {
      var count = CommandLine.argc
      var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
      exit(
        runDriver(&count, &arguments) { start, size in
          do throws(BrokenInvariant) {
            try Fuzzer.target.check(Array(UnsafeBufferPointer(start: start, count: size)))
          } catch {
            fatalError(error.description)
          }
          return 0
        })
    }
  }

  // libFuzzer as a library: the package manager gives every program a `main`, which the one of libFuzzer would collide
  // with.
  @_silgen_name("LLVMFuzzerRunDriver")
  private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ takeInput: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
  ) -> CInt
#else
  /// Takes inputs once, for a debugger: `swift run Fuzzer <target> <file>...`.
  @main
  enum Fuzzer {
    static func main() throws {
      guard CommandLine.arguments.count > 2, let target = FuzzTarget.named(CommandLine.arguments[1]) else {
        let names = FuzzTarget.all.map(\.name).joined(separator: ", ")
        print("usage: Fuzzer <target> <file>...\ntargets: \(names)")
        exit(2)
      }
      for path in CommandLine.arguments[2...] { try target.check(bytes(of: path)) }
    }

    private static func bytes(of path: String) -> [UInt8] {
      guard let file = fopen(path, "r") else {
        perror(path)
        exit(2)
      }
      defer { fclose(file) }
      var bytes: [UInt8] = []
      while case let byte = getc(file), byte != EOF { bytes.append(UInt8(byte)) }
      return bytes
    }
  }
#endif
