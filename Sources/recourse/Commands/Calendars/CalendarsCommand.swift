import ArgumentParser

/// `recourse calendars`: the bank holidays and office hours that deadlines count in.
struct CalendarsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendars", abstract: "Looks after the calendars that deadlines count in.",
    subcommands: [CalendarsList.self, CalendarsPreview.self, CalendarsImport.self])
}
