#if SANITIZE_THREAD
  import Glibc

  /// A value behind a lock. This variant is for the thread sanitizer, which knows pthread's mutex but not `Mutex`.
  ///
  /// Sendable because `value` is accessed only while `mutex` is locked, and neither pointer changes.
  package struct Locked<Value: Sendable>: ~Copyable, @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let value = UnsafeMutablePointer<Value>.allocate(capacity: 1)

    /// Takes the first value.
    package init(_ initial: Value) {
      pthread_mutex_init(mutex, nil)
      value.initialize(to: initial)
    }

    deinit {
      pthread_mutex_destroy(mutex)
      mutex.deallocate()
      value.deinitialize(count: 1)
      value.deallocate()
    }

    /// Calls the body with exclusive access to the value. Must not be called from the body: the lock is not recursive.
    ///
    /// - Throws: What the body throws.
    package func withLock<Result: Sendable, Failure: Error>(
      _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
      pthread_mutex_lock(mutex)
      defer { pthread_mutex_unlock(mutex) }
      return try body(&value.pointee)
    }
  }
#else
  import Synchronization

  /// A value behind a lock, for code that must not suspend.
  package struct Locked<Value: Sendable>: ~Copyable, Sendable {
    private let mutex: Mutex<Value>

    /// Takes the first value.
    package init(_ initial: Value) {
      mutex = Mutex(initial)
    }

    /// Calls the body with exclusive access to the value. Must not be called from the body: the lock is not recursive.
    ///
    /// - Throws: What the body throws.
    package func withLock<Result: Sendable, Failure: Error>(
      _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
      try mutex.withLock { value throws(Failure) in try body(&value) }
    }
  }
#endif
