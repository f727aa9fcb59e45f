import CivilTime
import Foundation

/// The machine's clock: for log lines and identifiers. What is due goes by the database's.
enum SystemClock {
  static var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(seconds: Int64(time.tv_sec), nanoseconds: Int32(time.tv_nsec))
  }
}
