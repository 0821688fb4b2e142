import Glibc
import TokenformCLI

Process.harden()
let code = await Process.runUntilSignalled { await Tokenform.run(in: .live()) }
exit(code.rawValue)
