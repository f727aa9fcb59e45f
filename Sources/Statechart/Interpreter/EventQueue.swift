/// W3C's internal queue: first in, first out.
struct EventQueue {
  private var events: [Event] = []
  private var head = 0

  mutating func enqueue(_ event: Event) {
    events.append(event)
  }

  mutating func dequeue() -> Event? {
    guard head < events.count else { return nil }
    let event = events[head]
    head += 1
    if head == events.count {
      events.removeAll(keepingCapacity: true)
      head = 0
    }
    return event
  }
}
