import Expression
import JSON
import WorkingTime

// How the length of a running timer is kept: exactly, whatever words the workflow had for it.
extension Delay {
  /// The delay as one member named after its unit.
  var json: JSONValue {
    switch self {
    case .elapsed(let duration): ["elapsed": .string(DurationText.text(duration))]
    case .days(let count): ["days": .integer(Int64(count))]
    case .weeks(let count): ["weeks": .integer(Int64(count))]
    case .months(let count): ["months": .integer(Int64(count))]
    case .mixed(let months, let days, let elapsed):
      [
        "months": .integer(Int64(months)), "days": .integer(Int64(days)),
        "elapsed": .string(DurationText.text(elapsed)),
      ]
    case .workingMinutes(let count): ["working_minutes": .integer(Int64(count))]
    case .workingDays(let count, nil): ["working_days": .integer(Int64(count))]
    case .workingDays(let count, let counting?):
      ["working_days": .integer(Int64(count)), "counting": .string(counting.rawValue)]
    }
  }

  /// Reads what `json` wrote; nil where something else did.
  init?(json: JSONValue) {
    let elapsed = json["elapsed"]?.stringValue.flatMap { DurationText.duration($0) }
    if let count = json["working_days"]?.intValue {
      let counting = json["counting"]?.stringValue.flatMap(CountingRule.init(rawValue:))
      self = .workingDays(count, counting: counting)
    } else if let count = json["working_minutes"]?.intValue {
      self = .workingMinutes(count)
    } else if let count = json["weeks"]?.intValue {
      self = .weeks(count)
    } else if let months = json["months"]?.intValue, let days = json["days"]?.intValue, let elapsed {
      self = .mixed(months: months, days: days, elapsed: elapsed)
    } else if let months = json["months"]?.intValue {
      self = .months(months)
    } else if let days = json["days"]?.intValue {
      self = .days(days)
    } else if let elapsed {
      self = .elapsed(elapsed)
    } else {
      return nil
    }
  }
}
