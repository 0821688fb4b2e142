import Glibc
import TokenformCLI

Process.harden()
let code = Process.runUntilSignalled { await Tokenform.run(in: .live()) }
exit(code.rawValue)
