import Glibc
import MarketplaceSandbox

exit(SandboxProgram.run(Array(CommandLine.arguments.dropFirst())))
