import Glibc

/// Whether the system leaves this process the threads and descriptors that it needs. Dispatch waits without end for a
/// thread that it does not get, and traps without a descriptor, so both are looked at before it is used.
enum SystemLimits {
  /// The engine of the transport, three streams that are written, files that are read, timers; and the task pool.
  private static var neededThreads: Int { 8 + max(1, min(8, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Without the connections: those wait for each other.
  private static let neededDescriptors = 24

  /// What the system lacks, as a whole message; nil if nothing.
  static var shortage: StaticString? {
    // Swift reads the command line there, and Dispatch looks at its threads there, and traps if it cannot.
    if access("/proc/self/stat", R_OK) != 0 {
      return """
        error: /proc cannot be read, which this program needs [transport]
          = mount it: `mount -t proc proc /proc`

        """
    }
    if !hasRoom(forThreads: neededThreads) {
      return """
        error: the system allows this program too few threads [transport]
          = raise the limit on processes of this user (ulimit -u) or of the container

        """
    }
    if !hasRoom(forDescriptors: neededDescriptors) {
      return """
        error: the system allows this program too few open files [transport]
          = raise the limit on open files (ulimit -n)

        """
    }
    return nil
  }

  /// How many connections may be open at once beside all else, at least 1.
  static var connections: Int {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return max(1, Int(clamping: limit.rlim_cur) - neededDescriptors)
  }

  /// Takes as many open files as the system allows this process.
  static func raiseDescriptorLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = min(limit.rlim_max, max(limit.rlim_cur, 4_096))
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  /// Starts so many threads at once, and ends them again.
  static func hasRoom(forThreads count: Int) -> Bool {
    let gate = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    pthread_mutex_init(gate, nil)
    pthread_mutex_lock(gate)
    // Without its initializer, which the compiler attributes to whichever C module it loaded first.
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    pthread_attr_init(attributes)
    pthread_attr_setstacksize(attributes, 1 << 16)
    var threads: [pthread_t] = []
    while threads.count < count {
      var thread = pthread_t()
      let result = pthread_create(
        &thread, attributes,
        { gate in
          let gate = gate?.assumingMemoryBound(to: pthread_mutex_t.self)
          if let gate, pthread_mutex_lock(gate) == 0 { pthread_mutex_unlock(gate) }
          return nil
        }, gate)
      guard result == 0 else { break }
      threads.append(thread)
    }
    pthread_mutex_unlock(gate)
    for thread in threads { pthread_join(thread, nil) }
    pthread_attr_destroy(attributes)
    attributes.deallocate()
    pthread_mutex_destroy(gate)
    gate.deallocate()
    return threads.count == count
  }

  private static func hasRoom(forDescriptors count: Int) -> Bool {
    let descriptors = (0..<count).map { _ in fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3) }
    for descriptor in descriptors where descriptor >= 0 { close(descriptor) }
    return descriptors.allSatisfy { $0 >= 0 }
  }
}
