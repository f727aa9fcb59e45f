/// Workflows that tests of the engine drive.
enum Sketches {
  /// A parcel waits for an answer; silence moves it up and closes it in the end.
  static let parcel = """
    workflow: parcel
    title: Parcel
    calendar: office
    longest-pause: 10 days
    form: [email]
    data:
      email: { type: string, title: Address, initial: "'buyer@home.example'" }
      answer: { type: string, title: Answer, required: true, max-length: 5 }
    parties:
      buyer: { title: Buyer, email: data.email }
      desk: { title: Desk, staff: true }
      manager: { title: Manager, directory: manager, of: "'Post Office'", otherwise: [desk] }
    initial: waiting
    states:
      waiting:
        title: Waiting
        owner: desk
        after:
          2 hours: { actions: [notify: { to: desk, template: hello }] }
          24 hours: late
        on:
          answer: { by: [desk], form: [answer], target: answered }
          greet: { by: [desk, buyer], actions: [notify: { to: buyer, template: hello }] }
          ask: { by: [desk], actions: [notify: { to: manager, template: hello }] }
      late:
        title: Late
        owner: desk
        after: { 24 hours: lost }
        on:
          answer: { by: [desk], form: [answer], target: answered }
      answered: { type: final, title: Answered }
      lost:
        type: final
        title: Lost
        entry: [notify: { to: buyer, template: bye }]
    """

  /// A timer whose step can't be decided, as the calendar ends, beside one whose step can.
  static let stuck = """
    workflow: stuck
    title: Stuck
    calendar: office
    initial: both
    states:
      both:
        type: parallel
        states:
          left:
            states:
              one: { after: { 1 hour: two } }
              two: { after: { 900 working days: three } }
              three: {}
          right:
            states:
              four: { after: { 2 hours: five } }
              five: {}
    """
}
