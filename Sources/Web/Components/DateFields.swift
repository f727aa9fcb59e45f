import CivilTime

/// A day in three fields, to and from its text.
enum DateFields {
  /// The day that was typed, like `2026-08-03`; empty where nothing was, and no day at all where it is none.
  static func text(_ name: String, _ form: FormValues) -> String {
    let parts = ["year", "month", "day"].map { form.text("\(name)-\($0)") ?? "" }
    guard parts.contains(where: { !$0.isEmpty }) else { return "" }
    guard let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1000...9999).contains(year),
      (1...12).contains(month), (1...31).contains(day)
    else { return "no day" }
    return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }

  /// Writes a day into the three fields.
  static func fill(_ name: String, _ day: String, _ form: inout FormValues) {
    guard let date = CivilDate(iso8601: day) else { return }
    form.append("\(name)-day", "\(date.day)")
    form.append("\(name)-month", "\(date.month)")
    form.append("\(name)-year", "\(date.year)")
  }

  static func control(_ question: Question, _ typed: FormValues) -> HTML {
    Control.date(
      question, day: typed["\(question.name)-day"] ?? "", month: typed["\(question.name)-month"] ?? "",
      year: typed["\(question.name)-year"] ?? "")
  }
}
